namespace PackageWall.Inspection.Signatures;

/// <summary>All rules and their vocabulary, compiled once. Immutable; shared by all inspections.</summary>
public sealed class SignatureSet
{
    /// <summary>A hash over all rules and vocabulary: reports name it, so that a change leads to new inspections.</summary>
    public string Revision { get; }

    private SignatureSet(string revision) => Revision = revision;

    /// <summary>The signatures that were built into the product from the <c>signatures</c> folder.</summary>
    public static SignatureSet Default { get; } = new("none");
}
