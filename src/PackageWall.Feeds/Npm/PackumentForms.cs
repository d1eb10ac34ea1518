using System.Globalization;

namespace PackageWall.Feeds.Npm;

/// <summary>Which form a client asks for (RFC 9110, section 12.5.1).</summary>
public static class PackumentForms
{
    private const string SlimType = "application/vnd.npm.install-v1+json";
    private const string FullType = "application/json";

    // More ranges than this are not a client's; reading on would be work for nothing.
    private const int MaxRanges = 32;

    /// <summary>Slim when the install type is asked for at least as much as plain JSON; else full, also when nothing is asked (yarn 4).</summary>
    public static PackumentForm FromAccept(string? accept)
    {
        (double slim, double full, double application, double any) = (-1, -1, -1, -1);
        int count = 0;
        foreach (Range range in (accept ?? "").AsSpan().Split(','))
        {
            if (++count > MaxRanges)
            {
                break;
            }

            ReadOnlySpan<char> item = accept.AsSpan()[range].Trim();
            int semicolon = item.IndexOf(';');
            ReadOnlySpan<char> type = (semicolon < 0 ? item : item[..semicolon]).Trim();
            double quality = semicolon < 0 ? 1 : Quality(item[(semicolon + 1)..]);
            if (type.Equals(SlimType, StringComparison.OrdinalIgnoreCase))
            {
                slim = Math.Max(slim, quality);
            }
            else if (type.Equals(FullType, StringComparison.OrdinalIgnoreCase))
            {
                full = Math.Max(full, quality);
            }
            else if (type.Equals("application/*", StringComparison.OrdinalIgnoreCase))
            {
                application = Math.Max(application, quality);
            }
            else if (type.Equals("*/*", StringComparison.Ordinal))
            {
                any = Math.Max(any, quality);
            }
        }

        // The most specific range counts for plain JSON; slim is only given to those who name it.
        double plain = full >= 0 ? full : application >= 0 ? application : any;
        return slim > 0 && slim >= plain ? PackumentForm.Slim : PackumentForm.Full;
    }

    /// <summary>The content type of a form.</summary>
    public static string ContentType(this PackumentForm form) => form == PackumentForm.Slim ? SlimType : FullType;

    private static double Quality(ReadOnlySpan<char> parameters)
    {
        foreach (Range range in parameters.Split(';'))
        {
            ReadOnlySpan<char> parameter = parameters[range].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            {
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quality)
                    && quality <= 1
                        ? quality
                        : 0;
            }
        }

        return 1;
    }
}
