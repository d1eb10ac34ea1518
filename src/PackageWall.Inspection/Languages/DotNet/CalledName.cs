using System.Buffers;
using System.Reflection.Metadata;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What the name of a method that is called says of what it gives.</summary>
/// <param name="Name">The name.</param>
/// <param name="Proves">It proves that one has a secret and does not tell it.</param>
/// <param name="IsGetter">It reads a property.</param>
internal sealed record CalledName(StringHandle Name, bool Proves, bool IsGetter)
{
    private static readonly string[] Proofs = ["Sign", "Hash", "ComputeHash", "Verify", "GetPublic", "ToPublic", "GetAddress", "TryHash", "DeriveKey"];

    // The letters that a proof may begin with: most names begin with another.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create([.. Proofs.Select(proof => proof[0]).Distinct()]);

    public static CalledName Of(StringHandle handle, string name) => new(handle, IsProof(name), name.StartsWith("get_", StringComparison.Ordinal));

    private static bool IsProof(string name)
    {
        if (name.Length > 0 && Beginnings.Contains(name[0]))
        {
            foreach (string proof in Proofs)
            {
                if (name.StartsWith(proof, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
