namespace PackageWall.Server.Rehearsals;

/// <summary>A file of a made-up registry.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="IsDocument">Whether it may be compressed on its way.</param>
internal sealed record MadeUpFile(ReadOnlyMemory<byte> Content, string ContentType, bool IsDocument)
{
    /// <summary>A document in JSON.</summary>
    public static MadeUpFile Json(byte[] content, string contentType = "application/json") => new(content, contentType, true);

    /// <summary>An archive.</summary>
    public static MadeUpFile Archive(byte[] content) => new(content, "application/octet-stream", false);
}
