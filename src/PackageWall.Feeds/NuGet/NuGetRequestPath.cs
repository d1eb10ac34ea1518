using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>What a request under a NuGet feed's mount asks for. Ids and versions are read in any case and normalised.</summary>
public abstract record NuGetRequestPath
{
    private NuGetRequestPath()
    {
    }

    /// <summary><c>v3/index.json</c></summary>
    public sealed record ServiceIndex : NuGetRequestPath;

    /// <summary><c>flat/{id}/index.json</c></summary>
    /// <param name="Id">The package.</param>
    public sealed record FlatList(PackageName Id) : NuGetRequestPath;

    /// <summary><c>flat/{id}/{version}/{id}.{version}.nupkg</c></summary>
    /// <param name="Id">The package.</param>
    /// <param name="Version">The version.</param>
    public sealed record Package(PackageName Id, PackageVersion Version) : NuGetRequestPath;

    /// <summary><c>flat/{id}/{version}/{id}.nuspec</c></summary>
    /// <param name="Id">The package.</param>
    /// <param name="Version">The version.</param>
    public sealed record Nuspec(PackageName Id, PackageVersion Version) : NuGetRequestPath;

    /// <summary><c>reg/{id}/index.json</c></summary>
    /// <param name="Id">The package.</param>
    public sealed record Registration(PackageName Id) : NuGetRequestPath;

    /// <summary><c>reg/{id}/page/{lower}/{upper}.json</c></summary>
    /// <param name="Id">The package.</param>
    /// <param name="Lower">First version of the page.</param>
    /// <param name="Upper">Last version of the page.</param>
    public sealed record RegistrationPage(PackageName Id, PackageVersion Lower, PackageVersion Upper) : NuGetRequestPath;

    /// <summary><c>reg/{id}/{version}.json</c></summary>
    /// <param name="Id">The package.</param>
    /// <param name="Version">The version.</param>
    public sealed record RegistrationLeaf(PackageName Id, PackageVersion Version) : NuGetRequestPath;

    /// <summary><c>query</c></summary>
    public sealed record Search : NuGetRequestPath;

    /// <summary><c>autocomplete</c></summary>
    public sealed record Autocomplete : NuGetRequestPath;

    /// <summary><c>vuln/index.json</c></summary>
    public sealed record VulnerabilityIndex : NuGetRequestPath;

    /// <summary><c>vuln/{key}.json</c></summary>
    /// <param name="Key">Which page; ours is <c>packagewall</c>.</param>
    public sealed record VulnerabilityPage(string Key) : NuGetRequestPath
    {
        /// <summary>Whether it is our own page.</summary>
        public bool IsOwn => Key == VulnerabilityReader.OwnKey;
    }

    /// <summary>Nothing that PackageWall has: 404.</summary>
    public sealed record Unknown : NuGetRequestPath;

    /// <summary>Not a path that any client sends: 400.</summary>
    /// <param name="Reason">What is wrong with it, without quoting it.</param>
    public sealed record Invalid(string Reason) : NuGetRequestPath;

    /// <summary>Reads a path as it stood on the request line, relative to the mount and without query. Decoded once, then checked.</summary>
    public static NuGetRequestPath Parse(string rawPath)
    {
        if (RawPathSegments.Split(rawPath, out string reason) is not { } segments)
        {
            return new Invalid(reason);
        }

        return segments switch
        {
            ["v3", "index.json"] => new ServiceIndex(),
            ["query"] => new Search(),
            ["autocomplete"] => new Autocomplete(),
            ["vuln", "index.json"] => new VulnerabilityIndex(),
            ["vuln", var page] => VulnerabilityReader.IsKey(Stem(page) ?? "") ? new VulnerabilityPage(Stem(page)!) : new Unknown(),
            ["flat", var id, "index.json"] => Of(id, name => new FlatList(name)),
            ["flat", var id, var version, var file] => Of(id, version, (name, number) => ParseFile(name, number, file)),
            ["reg", var id, "index.json"] => Of(id, name => new Registration(name)),
            ["reg", var id, "page", var lower, var upper] => Of(id, lower, (name, first) =>
                ReadVersion(Stem(upper)) is { } last ? new RegistrationPage(name, first, last) : new Invalid("not a version")),
            ["reg", var id, var leaf] => Stem(leaf) is { } version ? Of(id, version, (name, number) => new RegistrationLeaf(name, number)) : new Unknown(),
            _ => new Unknown(),
        };
    }

    // The file repeats id and version; a path that names two different things is refused rather than read by its first half.
    private static NuGetRequestPath ParseFile(PackageName id, PackageVersion version, string file)
    {
        if (file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
        {
            return NuGetValues.Names(file[..^".nuspec".Length], id) ? new Nuspec(id, version) : new Invalid("the file is of another package");
        }

        if (!file.EndsWith(".nupkg", StringComparison.OrdinalIgnoreCase))
        {
            return new Unknown();
        }

        string stem = file[..^".nupkg".Length];
        bool same = stem.Length > id.Value.Length + 1
            && stem[id.Value.Length] == '.'
            && NuGetValues.Names(stem[..id.Value.Length], id)
            && ReadVersion(stem[(id.Value.Length + 1)..]) == version;
        return same ? new Package(id, version) : new Invalid("the file is of another package or version");
    }

    private static NuGetRequestPath Of(string id, Func<PackageName, NuGetRequestPath> then) =>
        PackageName.TryParse(Ecosystem.NuGet, id, out PackageName? name) ? then(name) : new Invalid("not a package id");

    private static NuGetRequestPath Of(string id, string version, Func<PackageName, PackageVersion, NuGetRequestPath> then) =>
        Of(id, name => ReadVersion(version) is { } number ? then(name, number) : new Invalid("not a version"));

    private static PackageVersion? ReadVersion(string? text) =>
        text is not null && !text.Any(char.IsWhiteSpace) && PackageVersion.TryParse(Ecosystem.NuGet, text, out PackageVersion? version) ? version : null;

    private static string? Stem(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? file[..^".json".Length] : null;
}
