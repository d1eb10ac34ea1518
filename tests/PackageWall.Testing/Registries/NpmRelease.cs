using System.IO.Compression;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace PackageWall.Testing.Registries;

/// <summary>One published version of an <see cref="NpmRegistry"/>, with the dist fields that the registry states of it.</summary>
public sealed class NpmRelease
{
    internal NpmRelease(byte[] tarball, DateTimeOffset publishedAt)
    {
        Tarball = tarball;
        PublishedAt = publishedAt;
        Manifest = ReadManifest(tarball);
        Name = (string)Manifest["name"]!;
        Version = (string)Manifest["version"]!;
        FileName = $"{Name[(Name.IndexOf('/', StringComparison.Ordinal) + 1)..]}-{Version}.tgz";
        Integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(tarball));
#pragma warning disable CA5350 // The registry states SHA-1 beside the integrity.
        Shasum = Convert.ToHexStringLower(SHA1.HashData(tarball));
#pragma warning restore CA5350
    }

    /// <summary>The package's name.</summary>
    public string Name { get; }

    /// <summary>The version.</summary>
    public string Version { get; }

    /// <summary>The tarball's file name.</summary>
    public string FileName { get; }

    /// <summary>What <c>dist.integrity</c> states: of the bytes as they were published.</summary>
    public string Integrity { get; }

    /// <summary>What <c>dist.shasum</c> states.</summary>
    public string Shasum { get; }

    /// <summary>When it was published, as <c>time</c> states it.</summary>
    public DateTimeOffset PublishedAt { get; }

    /// <summary>The bytes that are served. Other bytes than those published make a tampering registry.</summary>
    public byte[] Tarball { get; set; }

    /// <summary>A deprecation message, or null.</summary>
    public string? Deprecated { get; set; }

    /// <summary>The manifest inside the tarball.</summary>
    internal JsonObject Manifest { get; }

    private static JsonObject ReadManifest(byte[] tarball)
    {
        using var gzip = new GZipStream(new MemoryStream(tarball, writable: false), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name.EndsWith("/package.json", StringComparison.Ordinal) && entry.DataStream is { } data)
            {
                return JsonNode.Parse(data)!.AsObject();
            }
        }

        throw new ArgumentException("The tarball has no package.json.", nameof(tarball));
    }
}
