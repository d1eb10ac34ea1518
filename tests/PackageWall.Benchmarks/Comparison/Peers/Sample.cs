namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>An answer that the wall gave, for others to give again byte by byte.</summary>
/// <param name="Path">Path under which the others serve it, with a slash in front.</param>
/// <param name="File">A file with the bytes.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="ContentEncoding">Its content encoding, if any.</param>
/// <param name="ETag">Its entity tag, if any.</param>
/// <param name="IsFile">Whether it goes from the file by the kernel; else from memory.</param>
internal sealed record Sample(string Path, string File, string ContentType, string? ContentEncoding, string? ETag, bool IsFile)
{
    public long Length => new FileInfo(File).Length;
}
