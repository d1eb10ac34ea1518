using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using PackageWall.Packages;

namespace PackageWall.Testing.Registries;

/// <summary>One version in a <see cref="NuGetSource"/>, as the registry keeps it.</summary>
public sealed class NuGetRelease
{
    internal NuGetRelease(byte[] nupkg, DateTimeOffset created)
    {
        using var zip = new ZipArchive(new MemoryStream(nupkg, writable: false));
        using Stream nuspec = zip.Entries.First(entry => entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !entry.FullName.Contains('/', StringComparison.Ordinal)).Open();
        using var copy = new MemoryStream();
        nuspec.CopyTo(copy);
        Nuspec = copy.ToArray();
        XElement metadata = XDocument.Load(new MemoryStream(Nuspec)).Root!.Elements().First(element => element.Name.LocalName == "metadata");
        Id = metadata.Elements().First(element => element.Name.LocalName == "id").Value;
        Spelling = metadata.Elements().First(element => element.Name.LocalName == "version").Value;
        Version = PackageVersion.TryParse(Ecosystem.NuGet, Spelling, out PackageVersion? version) ? version : throw new ArgumentException("Not a version.", nameof(nupkg));
        (Bytes, Created, Published) = (nupkg, created, created);
        Hash = Convert.ToBase64String(SHA512.HashData(nupkg));
        Size = nupkg.Length;
        Dependencies = [.. metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!))];
    }

    /// <summary>As the nuspec spells it.</summary>
    public string Id { get; }

    /// <summary>As the nuspec spells it.</summary>
    public string Spelling { get; }

    /// <summary>Normalised.</summary>
    public PackageVersion Version { get; }

    /// <summary>What is served. Setting other bytes makes a registry that was tampered with: what it states stays.</summary>
    public byte[] Bytes { get; set; }

    /// <summary>When it was first pushed; never changes.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When it was last listed.</summary>
    public DateTimeOffset Published { get; set; }

    /// <summary>Whether it is listed. The registry states the year 1900 for what is not.</summary>
    public bool IsListed { get; set; } = true;

    /// <summary>What the catalog states: SHA-512 in base64 of the bytes that were pushed.</summary>
    public string Hash { get; set; }

    internal long Size { get; }

    internal byte[] Nuspec { get; }

    internal IReadOnlyList<(string Id, string Range)> Dependencies { get; }

    internal bool IsSemVer2 => Spelling.Contains('+', StringComparison.Ordinal) || (Version.IsPrerelease && Spelling[Spelling.IndexOf('-', StringComparison.Ordinal)..].Contains('.', StringComparison.Ordinal));

    internal string PublishedText => IsListed ? Text(Published) : "1900-01-01T00:00:00+00:00";

    internal string CatalogPath => $"v3/catalog0/data/{Created.UtcDateTime.ToString("yyyy.MM.dd.HH.mm.ss", CultureInfo.InvariantCulture)}/{Id.ToLowerInvariant()}.{Version.Value}.json";

    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture);
}
