using System.Reflection.Metadata;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What the name of a method that is called says of what it gives.</summary>
/// <param name="Name">The name.</param>
/// <param name="Proves">It proves that one has a secret and does not tell it.</param>
/// <param name="IsGetter">It reads a property.</param>
internal sealed record CalledName(StringHandle Name, bool Proves, bool IsGetter)
{
    private static readonly string[] Proofs = ["Sign", "Hash", "ComputeHash", "Verify", "GetPublic", "ToPublic", "GetAddress", "TryHash", "DeriveKey"];

    public static CalledName Of(MetadataReader metadata, StringHandle handle)
    {
        string name = metadata.GetString(handle);
        return new CalledName(handle, Array.Exists(Proofs, proof => name.StartsWith(proof, StringComparison.Ordinal)), name.StartsWith("get_", StringComparison.Ordinal));
    }
}
