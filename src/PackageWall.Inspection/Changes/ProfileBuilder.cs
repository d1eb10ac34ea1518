using System.Security.Cryptography;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Changes;

/// <summary>Makes the profile of a version from what was read of it.</summary>
internal static class ProfileBuilder
{
    private const int HashLength = 16;

    /// <summary>Facts that honest code shows in every other release: they say little of what a version can do.</summary>
    private static readonly HashSet<string> Ordinary = new(StringComparer.Ordinal)
    {
        "network.host", "read.env", "read.file", "read.files", "read.own-source", "encode", "silence", "decode", "delete",
        "gate.platform", "gate.date", "gate.ci", "gate.locale", "gate.sleep", "gate.random", "text.single-line",
    };

    /// <summary>The profile.</summary>
    public static PackageProfile Build(Manifest manifest, PackageTree tree, IReadOnlyList<Fact> facts) => new()
    {
        EntryPoints = Sorted(manifest.EntryPoints.Select(entry => $"{KeyOf(entry)} #{HashOf(entry, tree)}")),
        Capabilities = Sorted(facts.Where(IsCapability).Select(CapabilityOf)),
        Hosts = Sorted(facts.Where(fact => fact.Context <= Context.Call && IsOfNetwork(fact)).Select(fact => Signatures.Hosts.Of(fact.Value)).OfType<string>()
            // A version of four numbers reads like an address.
            .Where(host => host != manifest.Version)),
        Dependencies = Sorted(manifest.Dependencies.Select(dependency => $"{dependency.Group} {dependency.Name}")),
        Natives = Sorted(tree.Files.Values.Where(file => file.Language == Language.Native).Select(file => StablePath.Of(file.Path))),
        Files = FilesOf(tree),
        Bytes = tree.Files.Values.Sum(file => (long)file.Content.Length),
    };

    /// <summary>An entry point without what it runs: what stays the same while the code behind it changes.</summary>
    internal static string KeyOf(EntryPoint entry) =>
        entry.Target is null || entry.Target == entry.DeclaredIn || entry.Command is not null
            ? $"{entry.Kind} {StablePath.Of(entry.DeclaredIn)}"
            : $"{entry.Kind} {StablePath.Of(entry.DeclaredIn)} {StablePath.Of(entry.Target)}";

    /// <summary>The hash of an entry point's command, else of the bytes of its target.</summary>
    internal static string HashOf(EntryPoint entry, PackageTree tree) =>
        entry.Command is not null ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.Command)))[..HashLength]
        : tree.Files.TryGetValue(entry.Target ?? entry.DeclaredIn, out PackageFile? file) ? file.Sha256[..Math.Min(HashLength, file.Sha256.Length)]
        : "none";

    /// <summary>How a profile names what a fact lets a version do.</summary>
    internal static string CapabilityOf(Fact fact) => $"{fact.Context.ToString().ToLowerInvariant()} {fact.Name}";

    /// <summary>Whether a fact counts as a capability.</summary>
    internal static bool IsCapability(Fact fact) => fact.Context <= Context.Import && !Ordinary.Contains(fact.Name) && !FactNames.IsOfPackage(fact.Name);

    /// <summary>Whether a fact may name a host.</summary>
    internal static bool IsOfNetwork(Fact fact) =>
        fact.Name.StartsWith("network.", StringComparison.Ordinal) || fact.Name.StartsWith("fetch.", StringComparison.Ordinal);

    private static Dictionary<string, string> FilesOf(PackageTree tree)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (PackageFile file in tree.Files.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            files.TryAdd(StablePath.Of(file.Path), file.Sha256[..Math.Min(HashLength, file.Sha256.Length)]);
        }

        return files;
    }

    private static List<string> Sorted(IEnumerable<string> items) => [.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
