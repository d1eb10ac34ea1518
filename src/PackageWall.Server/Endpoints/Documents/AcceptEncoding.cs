using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>Which coding a client gets (RFC 9110, section 12.5.3), read without an allocation.</summary>
internal static class AcceptEncoding
{
    // More than this is not a client's; reading on would be work for nothing.
    private const int MaxCodings = 32;

    /// <summary>
    /// The coding with the highest quality among those we have. Of equals gzip is taken: all tools of all ecosystems know it, so that
    /// one copy in memory serves them all, and it is made in a fraction of the time; Brotli is for those who prefer it or know no other.
    /// </summary>
    public static ContentCoding Choose(StringValues header)
    {
        (double gzip, double brotli, double identity, double any) = (-1, -1, -1, -1);
        int count = 0;
        foreach (string? line in header)
        {
            ReadOnlySpan<char> rest = line;
            while (!rest.IsEmpty && ++count <= MaxCodings)
            {
                int comma = rest.IndexOf(',');
                ReadOnlySpan<char> item = (comma < 0 ? rest : rest[..comma]).Trim(" \t");
                rest = comma < 0 ? default : rest[(comma + 1)..];
                int semicolon = item.IndexOf(';');
                ReadOnlySpan<char> coding = (semicolon < 0 ? item : item[..semicolon]).Trim(" \t");
                double quality = semicolon < 0 ? 1 : Quality(item[(semicolon + 1)..]);
                if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
                {
                    gzip = Math.Max(gzip, quality);
                }
                else if (coding.Equals("br", StringComparison.OrdinalIgnoreCase))
                {
                    brotli = Math.Max(brotli, quality);
                }
                else if (coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                {
                    identity = Math.Max(identity, quality);
                }
                else if (coding is "*")
                {
                    any = Math.Max(any, quality);
                }
            }
        }

        gzip = gzip >= 0 ? gzip : any;
        brotli = brotli >= 0 ? brotli : any;

        // Not named, identity is acceptable, but nobody asked for it. Named with more than the others, it is what the client wants.
        identity = identity >= 0 ? identity : 0;
        return gzip > 0 && gzip >= brotli && gzip >= identity ? ContentCoding.Gzip
            : brotli > 0 && brotli >= identity ? ContentCoding.Brotli
            : ContentCoding.Identity;
    }

    /// <summary>As the header of an answer names it; null for none.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "gzip",
        ContentCoding.Brotli => "br",
        _ => null,
    };

    private static double Quality(ReadOnlySpan<char> parameters)
    {
        ReadOnlySpan<char> parameter = parameters.Trim(" \t");
        return !parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase) ? 1
            : double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quality) && quality <= 1 ? quality
            : 0;
    }
}
