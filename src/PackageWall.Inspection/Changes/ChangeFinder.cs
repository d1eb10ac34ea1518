using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Domains;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Changes;

/// <summary>Compares a version with the earlier one.</summary>
internal sealed class ChangeFinder
{
    private const int MostFacts = 50;

    // In bytes: a manifest, a readme and a licence.
    private const int NextToNothing = 20_000;

    private static readonly char[] BetweenWords = [' ', ':', '\t', ','];

    private readonly PackageProfile _earlier;
    private readonly HashSet<string> _entryPoints;
    private readonly HashSet<string> _entryKeys;
    private readonly HashSet<string> _capabilities;
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _hosts;
    private readonly HashSet<string> _domains;
    private readonly HashSet<string> _dependencies;

    public ChangeFinder(PackageProfile earlier)
    {
        _earlier = earlier;
        _entryPoints = [.. earlier.EntryPoints];
        _entryKeys = [.. earlier.EntryPoints.Select(WithoutHash).Select(FrameworkFolders.Without)];
        _capabilities = [.. earlier.Capabilities];
        _names = [.. earlier.Capabilities.Select(capability => capability[(capability.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
        _dependencies = [.. earlier.Dependencies.Select(dependency => dependency[(dependency.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
        _domains = [.. earlier.Hosts.Select(RegistrableDomain.Of)];
        _hosts = new HashSet<string>(earlier.Hosts, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the new version is or does that the earlier one did not.</summary>
    public PackageChange Compare(PackageProfile now, Manifest manifest, PackageTree tree, string? earlierVersion)
    {
        HashSet<string> natives = [.. _earlier.Natives];
        HashSet<string> dependencies = [.. _earlier.Dependencies];
        return new PackageChange
        {
            Earlier = earlierVersion,
            EntryPoints = [.. manifest.EntryPoints.Where(entry => RunsByItself(entry) && IsNew(entry, tree)).Select(ProfileBuilder.KeyOf).Distinct()],
            Capabilities = [.. now.Capabilities.Where(capability => !_capabilities.Contains(capability))],
            Hosts = [.. now.Hosts.Where(host => !_hosts.Contains(host))],
            Dependencies = [.. now.Dependencies.Where(dependency => !dependencies.Contains(dependency))],
            Natives = [.. now.Natives.Where(native => !natives.Contains(native))],
            AddedFiles = [.. now.Files.Keys.Where(path => !_earlier.Files.ContainsKey(path)).Order(StringComparer.Ordinal)],
            ChangedFiles = [.. now.Files.Where(file => _earlier.Files.TryGetValue(file.Key, out string? hash) && hash != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)],
            RemovedFiles = [.. _earlier.Files.Keys.Where(path => !now.Files.ContainsKey(path)).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>
    /// Whether the earlier version did not have an entry point. A command counts as new when its text is; code behind an entry point
    /// changes with every version, and what it does is compared fact by fact.
    /// </summary>
    public bool IsNew(EntryPoint entry, PackageTree tree) => entry.Command is not null
        ? !_entryPoints.Contains($"{ProfileBuilder.KeyOf(entry)} #{ProfileBuilder.HashOf(entry, tree)}")
        : !_entryKeys.Contains(FrameworkFolders.Without(ProfileBuilder.KeyOf(entry)));

    /// <summary>Whether the earlier version did not have a fact.</summary>
    public bool IsNew(Fact fact, PackageTree tree)
    {
        if (fact.Name.StartsWith("manifest.dependency.", StringComparison.Ordinal))
        {
            return !fact.Evidence.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries).Any(_dependencies.Contains);
        }

        if (IsUnchanged(fact.File, tree) && fact.Context > Context.Import)
        {
            return false;
        }

        if (fact.Name == "network.foreign")
        {
            return Signatures.Hosts.Of(fact.Value) is { } foreign && !_domains.Contains(RegistrableDomain.Of(foreign));
        }

        if (fact.Name == "network.host")
        {
            return Signatures.Hosts.Of(fact.Value) is { } host && !_hosts.Contains(host);
        }

        if (ProfileBuilder.IsCapability(fact))
        {
            return !_capabilities.Contains(ProfileBuilder.CapabilityOf(fact));
        }

        // The profile says nothing of what runs only when called: a changed file and a name that was nowhere before count as new.
        return !IsUnchanged(fact.File, tree) && !_names.Contains(fact.Name);
    }

    /// <summary>The change as facts, so that rules can speak of it.</summary>
    /// <param name="change">What was compared.</param>
    /// <param name="now">The new version.</param>
    /// <param name="declaredIn">Where the facts are placed.</param>
    /// <param name="version">The new version's number, or null when nobody says.</param>
    public IReadOnlyList<Fact> Facts(PackageChange change, PackageProfile now, string declaredIn, string? version = null)
    {
        List<Fact> facts = [];
        Add("change.entry-point", change.EntryPoints);
        Add("change.capability", change.Capabilities);
        Add("change.host", change.Hosts);
        Add("change.dependency", change.Dependencies);
        Add("change.native", change.Natives);
        if (_earlier.Natives.Count == 0 && change.Natives.Count > 0)
        {
            Add("change.first-native", change.Natives);
        }

        if (now.Bytes > 10 * Math.Max(_earlier.Bytes, 10_000) && IsOneLine(change.Earlier, version))
        {
            Add("change.grown", [$"{_earlier.Bytes} to {now.Bytes} bytes"]);
        }

        // A tenth of the files that weighs nearly as much as all of them is a bundle, and nothing is gone. A new major version bundles as it likes
        // and leaves maps and types out: there, only next to nothing counts, as when an author has deleted his work.
        if (_earlier.Files.Count >= 10 && now.Files.Count * 10 < _earlier.Files.Count && now.Bytes * 4 < _earlier.Bytes
            && (now.Bytes < NextToNothing || IsOneLine(change.Earlier, version)))
        {
            Add("change.emptied", [$"{_earlier.Files.Count} to {now.Files.Count} files"]);
        }

        return facts;

        void Add(string name, IReadOnlyList<string> values)
        {
            foreach (string value in values.Take(MostFacts))
            {
                facts.Add(new Fact { Name = name, File = declaredIn, Value = value, Evidence = value, IsNew = true });
            }
        }
    }

    // A new major version is often built anew, with types and maps beside it: only within a line a jump in size says something.
    private static bool IsOneLine(string? earlier, string? version) =>
        earlier is null || version is null || Major(earlier).SequenceEqual(Major(version));

    private static ReadOnlySpan<char> Major(string version)
    {
        int end = version.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? version : version.AsSpan(0, end);
    }

    private static bool RunsByItself(EntryPoint entry) => entry.Context <= Context.Build || entry.Kind.EndsWith(".plugin", StringComparison.Ordinal);

    private bool IsUnchanged(string file, PackageTree tree) =>
        _earlier.Files.TryGetValue(StablePath.Of(file), out string? hash)
        && tree.Files.TryGetValue(file, out PackageFile? now)
        && now.Sha256.StartsWith(hash, StringComparison.Ordinal);

    private static string WithoutHash(string entryPoint)
    {
        int hash = entryPoint.LastIndexOf(" #", StringComparison.Ordinal);
        return hash < 0 ? entryPoint : entryPoint[..hash];
    }
}
