using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads catalog leaves (NuGet docs, "Catalog", package details).</summary>
public static class CatalogLeafReader
{
    /// <summary>Reads the leaf of one version; a leaf of another package or version is a failure.</summary>
    public static NuGetReading<CatalogLeaf> Read(ReadOnlyMemory<byte> bytes, PackageName id, PackageVersion version)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<CatalogLeaf>.Failure(reason);
        }

        using (document)
        {
            JsonElement root = document.RootElement;
            if (!NuGetValues.Names(root.Text("id"), id)
                || !PackageVersion.TryParse(Ecosystem.NuGet, root.Text("version"), out PackageVersion? named) || named != version)
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
