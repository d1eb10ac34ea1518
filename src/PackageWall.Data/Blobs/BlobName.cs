using System.Buffers;

namespace PackageWall.Data.Blobs;

/// <summary>The only form a blob's name has. Anything else never becomes a path.</summary>
internal static class BlobName
{
    /// <summary>SHA-256 of nothing: the one blob that is rightly empty.</summary>
    public const string OfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is a SHA-256 in lower-case hex.</summary>
    public static bool IsValid(string? text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept(Digits);
}
