using System.Globalization;

namespace PackageWall.Feeds.PyPi;

/// <summary>Which form a client wants (PEP 691, "Version + Format Selection"; RFC 9110, section 12.5.1).</summary>
public static class SimpleAccept
{
    private const int MaxRanges = 32;

    private static readonly (SimpleFormat Format, string Type, string Family)[] Offers =
    [
        (SimpleFormat.Json, SimpleFormats.Json, "application/*"),
        (SimpleFormat.Html, SimpleFormats.Html, "application/*"),
        (SimpleFormat.LegacyHtml, SimpleFormats.LegacyHtml, "text/*"),
    ];

    /// <summary>
    /// The best form. A <c>format</c> in the query decides alone. Among equals a named type goes before a wildcard, JSON before
    /// HTML; a client that names nothing gets <c>text/html</c>, as it always did.
    /// </summary>
    /// <param name="accept">The <c>Accept</c> header, or null.</param>
    /// <param name="formatQuery">The decoded <c>format</c> query parameter, or null.</param>
    public static SimpleFormat Choose(string? accept, string? formatQuery)
    {
        if (!string.IsNullOrEmpty(formatQuery))
        {
            // A plus sign in a query is read as a space by most servers.
            return SimpleFormats.FromContentType(Alias(formatQuery.Trim().Replace(' ', '+')));
        }

        if (string.IsNullOrWhiteSpace(accept))
        {
            return SimpleFormat.LegacyHtml;
        }

        var ranges = Ranges(accept);
        (SimpleFormat Format, double Quality, int Precision) best = (SimpleFormat.NotAcceptable, 0, 0);
        foreach (var (format, type, family) in Offers)
        {
            var (quality, precision) = Judge(ranges, type, family);
            bool wildcardTie = quality == best.Quality && precision == best.Precision && precision < 3 && format == SimpleFormat.LegacyHtml;
            if (quality > 0 && (quality > best.Quality || (quality == best.Quality && precision > best.Precision) || wildcardTie))
            {
                best = (format, quality, precision);
            }
        }

        return best.Format;
    }

    // The most precise range that covers a type decides its quality, even when it says zero.
    private static (double Quality, int Precision) Judge(List<(string Range, double Quality)> ranges, string type, string family)
    {
        (double Quality, int Precision) judged = (0, 0);
        foreach (var (range, quality) in ranges)
        {
            int precision = range == type ? 3 : range == family ? 2 : range == "*/*" ? 1 : 0;
            if (precision > judged.Precision || (precision > 0 && precision == judged.Precision && quality > judged.Quality))
            {
                judged = (quality, precision);
            }
        }

        return judged;
    }

    private static List<(string Range, double Quality)> Ranges(string accept)
    {
        var ranges = new List<(string, double)>();
        foreach (string part in accept.Split(',', MaxRanges + 1).Take(MaxRanges))
        {
            string[] pieces = part.Split(';');
            double quality = 1;
            foreach (string piece in pieces.Skip(1))
            {
                string parameter = piece.Trim();
                if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                {
                    bool number = double.TryParse(parameter.AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double q);
                    quality = number && q <= 1 ? q : 0;
                }
            }

            ranges.Add((Alias(pieces[0].Trim().ToLowerInvariant()), quality));
        }

        return ranges;
    }

    private static string Alias(string type) => type.ToLowerInvariant() switch
    {
        "application/vnd.pypi.simple.latest+json" => SimpleFormats.Json,
        "application/vnd.pypi.simple.latest+html" => SimpleFormats.Html,
        var other => other,
    };
}
