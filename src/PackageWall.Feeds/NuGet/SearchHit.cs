using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>A version of a search hit.</summary>
internal sealed record SearchVersion(PackageVersion Version, string Spelling, long Downloads);

/// <summary>A hit that has something to show: its visible versions, and the one that stands for the package.</summary>
internal sealed record SearchHit(PackageName Id, string Spelling, SearchVersion Shown, IReadOnlyList<SearchVersion> Versions, JsonElement Source)
{
    /// <summary>Reads a hit; null when it cannot be named or nothing of it is visible.</summary>
    public static SearchHit? Read(JsonElement hit, Func<PackageName, PackageVersion, bool> isWithheld)
    {
        string? spelling = hit.Text("id");
        if (!PackageName.TryParse(Ecosystem.NuGet, spelling, out PackageName? id))
        {
            return null;
        }

        SearchVersion? stated = ReadVersion(hit);
        var visible = new List<SearchVersion>();
        foreach (JsonElement entry in hit.List("versions") is { } list ? list.EnumerateArray().ToArray() : [])
        {
            if (ReadVersion(entry) is { } version && !isWithheld(id, version.Version))
            {
                visible.Add(version);
            }
        }

        if (stated is not null && !isWithheld(id, stated.Version) && visible.TrueForAll(version => version.Version != stated.Version))
        {
            visible.Add(stated);
        }

        // The stated version stays the face of the package while it is visible; else the newest stable one takes its place.
        PackageVersion? face = visible.Exists(version => version.Version == stated?.Version)
            ? stated!.Version
            : WithheldSentence.Newest(visible.Select(version => version.Version));
        return face is null ? null : new SearchHit(id, spelling!, visible.Find(version => version.Version == face)!, visible, hit);
    }

    private static SearchVersion? ReadVersion(JsonElement entry) =>
        entry.Text("version") is { } text && PackageVersion.TryParse(Ecosystem.NuGet, text, out PackageVersion? version)
            ? new SearchVersion(version, text, entry.Count("downloads") ?? 0)
            : null;
}
