using System.Security.Cryptography;

namespace PackageWall.Benchmarks.Load;

/// <summary>One version in the registry of a soak.</summary>
internal sealed class SoakRelease(string name, string version, DateTimeOffset publishedAt, bool isMalicious, byte[] tarball)
{
    public string Name => name;

    public string Version => version;

    public DateTimeOffset PublishedAt => publishedAt;

    /// <summary>Its install script does what attacks do; its host is under <c>.invalid</c>, and nothing of it ever runs.</summary>
    public bool IsMalicious => isMalicious;

    public byte[] Tarball => tarball;

    public byte[] Sha512 { get; } = SHA512.HashData(tarball);

    public string FileName => $"{name}-{version}.tgz";

    /// <summary>Below a feed or a registry.</summary>
    public string Path => $"{name}/-/{FileName}";
}
