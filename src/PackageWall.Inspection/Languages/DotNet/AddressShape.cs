using System.Buffers;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Tells texts that could be an address from version numbers, file names and prose, before the vocabulary is asked about hosts.</summary>
internal static class AddressShape
{
    private static readonly SearchValues<char> Numbers = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> NeverInNames = SearchValues.Create("\\(){}<>\"'");

    /// <summary>Whether it has a scheme, or begins with a dotted name whose last part has letters, or with four dotted numbers.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }

        int end = text.IndexOfAny("/:?# ");
        ReadOnlySpan<char> host = end < 0 ? text : text[..end];
        int dots = host.Count('.');
        if (dots == 0 || (end >= 0 && text[end] == ' '))
        {
            return false;
        }

        ReadOnlySpan<char> last = host[(host.LastIndexOf('.') + 1)..];
        bool isName = last.Length >= 2 && !last.ContainsAnyExceptInRange('A', 'z');
        bool isNumbers = dots == 3 && !host.ContainsAnyExcept(Numbers) && last is not "0" && !IsAttributeType(host);
        return isNumbers || (isName && host.IndexOfAny(NeverInNames) < 0);
    }

    // X.520 names the parts of a certificate's subject 2.5.4.n and its extensions 2.5.29.n; no host ends with zero, but versions do.
    private static bool IsAttributeType(ReadOnlySpan<char> host) =>
        host.StartsWith("2.5.4.", StringComparison.Ordinal) || host.StartsWith("2.5.29.", StringComparison.Ordinal);
}
