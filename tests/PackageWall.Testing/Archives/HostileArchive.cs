namespace PackageWall.Testing.Archives;

/// <summary>An archive that must not pass.</summary>
/// <param name="Name">What is wrong with it, in words with dashes.</param>
/// <param name="Bytes">The artifact.</param>
/// <param name="ExpectedContainer">What its file name would promise: <c>tar.gz</c>, <c>tar</c> or <c>zip</c>.</param>
/// <param name="ExpectedCode">The anomaly that it must have.</param>
public sealed record HostileArchive(string Name, byte[] Bytes, string ExpectedContainer, string ExpectedCode)
{
    /// <summary>For test explorers.</summary>
    public override string ToString() => Name;
}
