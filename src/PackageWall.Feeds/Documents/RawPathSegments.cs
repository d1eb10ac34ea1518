using System.Text;

namespace PackageWall.Feeds.Documents;

/// <summary>
/// The segments of a request's path as it stood on the request line: split first, decoded exactly once, then checked. What could
/// be read again as a path, an escape or a line end is refused, so that no later stage sees a different path than this one.
/// </summary>
internal static class RawPathSegments
{
    private const int MaxLength = 2048;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Splits a path relative to the mount (a leading slash is allowed); a trailing slash leaves an empty last segment. Null, with the reason, when it is hostile.</summary>
    public static string[]? Split(string rawPath, out string reason)
    {
        reason = "";
        if (rawPath.Length > MaxLength)
        {
            reason = "the path is too long";
            return null;
        }

        string[] segments = (rawPath.StartsWith('/') ? rawPath[1..] : rawPath).Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            if (Decode(segments[i]) is not { } decoded || decoded is "." or ".." || !IsPlain(decoded))
            {
                reason = "the path holds what no package path holds";
                return null;
            }

            if (decoded.Length == 0 && i < segments.Length - 1)
            {
                reason = "the path has an empty segment";
                return null;
            }

            segments[i] = decoded;
        }

        return segments;
    }

    // RFC 3986, section 2.1: a percent sign and two hex digits, as UTF-8. Anything else after a percent sign is refused.
    private static string? Decode(string segment)
    {
        // A request line is ASCII; a server that hands over more has already decoded something.
        if (segment.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return null;
        }

        if (!segment.Contains('%'))
        {
            return segment;
        }

        var bytes = new List<byte>(segment.Length);
        for (int i = 0; i < segment.Length; i++)
        {
            if (segment[i] != '%')
            {
                bytes.Add((byte)segment[i]);
            }
            else if (i + 2 < segment.Length && char.IsAsciiHexDigit(segment[i + 1]) && char.IsAsciiHexDigit(segment[i + 2]))
            {
                bytes.Add(Convert.ToByte(segment.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                return null;
            }
        }

        try
        {
            return StrictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsPlain(string segment)
    {
        foreach (char c in segment)
        {
            if (c is '/' or '\\' or '%' or '?' or '#' || char.IsControl(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }
}
