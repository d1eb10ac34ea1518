using System.Buffers;

namespace PackageWall.Inspection.Signatures;

/// <summary>Takes the host out of what a network fact is about.</summary>
internal static class Hosts
{
    private static readonly SearchValues<char> AfterHost = SearchValues.Create("/?#\\ \t\r\n\"'");

    /// <summary>The host of a URL, or of a bare host with or without port and path; null when there is none.</summary>
    public static string? Of(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        ReadOnlySpan<char> text = value.AsSpan().Trim();
        int scheme = text.IndexOf("://");
        if (scheme >= 0)
        {
            text = text[(scheme + 3)..];
        }

        int end = text.IndexOfAny(AfterHost);
        text = end < 0 ? text : text[..end];
        int user = text.LastIndexOf('@');
        text = text[(user + 1)..];
        if (text.StartsWith("["))
        {
            int bracket = text.IndexOf(']');
            return bracket < 0 ? null : text[..(bracket + 1)].ToString().ToLowerInvariant();
        }

        int port = text.LastIndexOf(':');
        text = (port < 0 ? text : text[..port]).TrimEnd('.');
        return text.IsEmpty || text.Length > 253 || (scheme < 0 && !text.Contains('.')) ? null : text.ToString().ToLowerInvariant();
    }
}
