using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads catalog leaves (NuGet docs, "Catalog", package details).</summary>
public static class CatalogLeafReader
{
    /// <summary>Reads the leaf of one version; a leaf of another package or version is a failure.</summary>
    public static NuGetReading<CatalogLeaf> Read(ReadOnlyMemory<byte> bytes, PackageName id, PackageVersion version) =>
        Read(bytes, (named, number) => NuGetValues.Names(named, id) && number == version);

    /// <summary>Reads the leaf of the version whose package has this file name; a leaf of another one is a failure.</summary>
    public static NuGetReading<CatalogLeaf> Read(ReadOnlyMemory<byte> bytes, string fileName) =>
        Read(bytes, (named, number) => PackageName.TryParse(Ecosystem.NuGet, named, out PackageName? id) && NuGetUrls.FileName(id, number) == fileName);

    private static NuGetReading<CatalogLeaf> Read(ReadOnlyMemory<byte> bytes, Func<string?, PackageVersion, bool> isIt)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<CatalogLeaf>.Failure(reason);
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (!PackageVersion.TryParse(Ecosystem.NuGet, root.Text("version"), out PackageVersion? version) || !isIt(root.Text("id"), version))
            {
                return new NuGetReading<CatalogLeaf>.Failure("the catalog leaf is of another package");
            }

            return new NuGetReading<CatalogLeaf>.Read(new CatalogLeaf(version, Timestamps.Read(root.Text("created")))
            {
                Hash = ReadHash(root.Text("packageHashAlgorithm"), root.Text("packageHash")),
                Size = root.Count("packageSize"),
            });
        }
    }

    private static ArtifactHash? ReadHash(string? algorithm, string? base64)
    {
        (string Name, int Length)? kind = algorithm?.ToUpperInvariant() switch
        {
            "SHA512" => ("sha512", 64),
            "SHA256" => ("sha256", 32),
            _ => null,
        };
        var hash = new byte[64];
        return kind is { } known && base64 is { Length: < 128 } && Convert.TryFromBase64String(base64, hash, out int written) && written == known.Length
            ? new ArtifactHash(known.Name, Convert.ToHexStringLower(hash.AsSpan(0, written)))
            : null;
    }
}
