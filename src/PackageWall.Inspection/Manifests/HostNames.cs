namespace PackageWall.Inspection.Manifests;

/// <summary>Finds the host in the addresses that manifests hold, in all the forms that they take.</summary>
internal static class HostNames
{
    private static readonly (string Prefix, string Host)[] Shorthands =
        [("github:", "github.com"), ("gitlab:", "gitlab.com"), ("bitbucket:", "bitbucket.org"), ("gist:", "gist.github.com")];

    /// <summary>The host in lower case, or null.</summary>
    public static string? Of(string? address)
    {
        string text = address?.Trim() ?? "";
        foreach ((string prefix, string shorthand) in Shorthands)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return shorthand;
            }
        }

        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            text = text[(scheme + 3)..];
        }
        else if (text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && text.IndexOf(':', at) > at)
        {
            text = text[(at + 1)..];
        }
        else
        {
            return text.Count(c => c == '/') == 1 && !text.Contains('.', StringComparison.Ordinal) && text.IndexOf('/', StringComparison.Ordinal) > 0 ? "github.com" : null;
        }

        int end = text.AsSpan().IndexOfAny("/?#\\ ");
        text = end >= 0 ? text[..end] : text;
        text = text[(text.LastIndexOf('@') + 1)..];
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        text = (colon >= 0 ? text[..colon] : text).TrimEnd('.').ToLowerInvariant();
        return text.Length is > 0 and < 254 && text.Contains('.', StringComparison.Ordinal) ? text : null;
    }
}
