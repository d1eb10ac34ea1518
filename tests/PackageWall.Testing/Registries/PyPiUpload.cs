using System.Security.Cryptography;

namespace PackageWall.Testing.Registries;

/// <summary>One file of a fake Python index: what its page says of it, and the bytes that its file host has.</summary>
public sealed class PyPiUpload(string project, string fileName, byte[] content)
{
    /// <summary>The project, normalised.</summary>
    public string Project { get; } = project;

    /// <summary>The file's name.</summary>
    public string FileName { get; } = fileName;

    /// <summary>What the file host sends; another content than the page promises when a test sets it later.</summary>
    public byte[] Content { get; set; } = content;

    /// <summary>The SHA-256 that the page promises.</summary>
    public string Sha256 { get; set; } = Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The size that the page states, in bytes.</summary>
    public long Size { get; } = content.Length;

    /// <summary>When it was uploaded.</summary>
    public DateTimeOffset UploadedAt { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>The upload time in the page's own spelling, or null for the standard one.</summary>
    public string? UploadTimeText { get; init; }

    /// <summary>Why it was yanked, the empty text for a yank without a reason, null when it was not.</summary>
    public string? Yanked { get; set; }

    /// <summary>Which versions of Python it is for.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>The core metadata that the index serves beside it, or null when it does not.</summary>
    public byte[]? Metadata { get; init; }

    /// <summary>Where the file host keeps it, as the public index does: by hash.</summary>
    public string Path => $"/packages/{Sha256[..2]}/{Sha256[2..4]}/{Sha256[4..]}/{Uri.EscapeDataString(FileName)}";
}
