using System.Text;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.PyPi;

/// <summary>Single values of project pages, checked the same way in both forms.</summary>
internal static class PageValues
{
    private const int MaxText = 1000;

    // Length in hex digits of the hashes that are known; a known name with another length is no hash.
    private static readonly Dictionary<string, int> HexLengths = new(StringComparer.Ordinal)
    {
        ["md5"] = 32, ["sha1"] = 40, ["sha224"] = 56, ["sha256"] = 64, ["sha384"] = 96, ["sha512"] = 128,
    };

    /// <summary>A hash, or null when it cannot be one.</summary>
    public static ArtifactHash? Hash(string algorithm, string? hex)
    {
        string name = algorithm.ToLowerInvariant();
        bool named = name.Length is > 0 and <= 32 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        bool sized = hex is { Length: > 0 and <= 256 } && (!HexLengths.TryGetValue(name, out int length) || hex.Length == length);
        return named && sized && hex!.All(char.IsAsciiHexDigit) ? new ArtifactHash(name, hex!.ToLowerInvariant()) : null;
    }

    /// <summary>Whether the name is that of a hash which pages put into fragments.</summary>
    public static bool IsHashName(string name) => HexLengths.ContainsKey(name.ToLowerInvariant());

    /// <summary>An absolute http or https URL without user, resolved against the page; its fragment apart. Null when it is none.</summary>
    public static Uri? Url(Uri page, string? text, out string fragment)
    {
        fragment = "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > 4096 || !Uri.TryCreate(page, text.Trim(), out Uri? url)
            || !url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Host.Length == 0)
        {
            return null;
        }

        fragment = url.Fragment.TrimStart('#');
        return fragment.Length == 0 && !url.OriginalString.Contains('#') ? url : new Uri(url.GetLeftPart(UriPartial.Query));
    }

    /// <summary>Text that a client will print: no control or formatting characters, single spaces, bounded. Null when nothing is left.</summary>
    public static string? Text(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxText));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxText)
            {
                break;
            }

            bool hidden = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator;
            if (!hidden)
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        string result = clean.ToString().Trim();
        return result.Length == 0 ? null : result;
    }

    /// <summary>PEP 629: a page of another major version means something we cannot know.</summary>
    public static bool IsVersionOne(string apiVersion)
    {
        string[] parts = apiVersion.Split('.');
        return parts.Length == 2 && parts[0] == "1" && parts[1].Length is > 0 and < 5 && parts[1].All(char.IsAsciiDigit);
    }
}
