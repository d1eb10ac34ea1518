using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PackageWall.Inspection.Facts;

/// <summary>Hosts and URL prefixes, compiled: a host, <c>*.host</c> for it and all below, or host/path.</summary>
internal sealed class HostPatterns
{
    private readonly Dictionary<string, List<(string Fact, bool Below, string Path)>> _byHost = new(StringComparer.Ordinal);

    public HostPatterns(IEnumerable<(string Fact, string Text)> patterns)
    {
        foreach (var (fact, text) in patterns)
        {
            var lower = text.ToLowerInvariant();
            var below = lower.StartsWith("*.", StringComparison.Ordinal);
            var rest = below ? lower[2..] : lower;
            var slash = rest.IndexOf('/');
            var host = (slash < 0 ? rest : rest[..slash]).Trim('[', ']');
            var path = slash < 0 ? "" : rest[slash..];
            if (!_byHost.TryGetValue(host, out var list))
            {
                _byHost[host] = list = [];
            }

            list.Add((fact, below, path));
        }
    }

    /// <summary>The facts of a URL or a bare host.</summary>
    public IEnumerable<string> Match(string url)
    {
        if (url.Length > 4096)
        {
            url = url[..4096];
        }

        var (host, path) = Split(url);
        if (host.Length == 0)
        {
            yield break;
        }

        for (var name = host; ;)
        {
            if (_byHost.TryGetValue(name, out var patterns))
            {
                foreach (var (fact, below, prefix) in patterns)
                {
                    if ((below || name.Length == host.Length) && (prefix.Length == 0 || path.StartsWith(prefix, StringComparison.Ordinal)))
                    {
                        yield return fact;
                    }
                }
            }

            var dot = name.IndexOf('.');
            if (dot < 0)
            {
                break;
            }

            name = name[(dot + 1)..];
        }

        if (IsPublicAddress(host))
        {
            yield return "network.address";
        }
    }

    /// <summary>Host in lower case, numeric spellings of addresses made plain, and path of a URL; the scheme may lack.</summary>
    public static (string Host, string Path) Split(string url)
    {
        var text = url.Trim().ToLowerInvariant();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            text = text[(scheme + 3)..];
        }

        var end = text.AsSpan().IndexOfAny("/?#\\ ");
        var authority = end < 0 ? text : text[..end];
        var path = end < 0 ? "" : text[end..];
        var at = authority.LastIndexOf('@');
        authority = at < 0 ? authority : authority[(at + 1)..];
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']');
            return (close < 0 ? "" : authority[1..close], path);
        }

        var colon = authority.IndexOf(':');
        var host = (colon < 0 ? authority : authority[..colon]).TrimEnd('.');

        // A number is an address only where one is expected.
        return (scheme >= 0 || colon >= 0 || host.Contains('.') ? PlainAddress(host) : host, path);
    }

    /// <summary>Port of a URL when it names one, else null.</summary>
    public static int? Port(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return null;
        }

        var rest = url.AsSpan(scheme + 3);
        var end = rest.IndexOfAny("/?#\\ ");
        rest = end < 0 ? rest : rest[..end];
        var colon = rest.LastIndexOf(':');
        return colon >= 0 && int.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    // 0xA9FEA9FE, 2852039166, 0251.0376.0251.0376 and 169.254.43518 all are 169.254.169.254 to the C library.
    private static string PlainAddress(string host)
    {
        if (host.Length is 0 or > 64 || !(char.IsAsciiDigit(host[0]) && char.IsAsciiHexDigit(host[^1])))
        {
            return host;
        }

        var parts = host.Split('.');
        if (parts.Length > 4)
        {
            return host;
        }

        ulong address = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryNumber(parts[i], out var number))
            {
                return host;
            }

            var isLast = i == parts.Length - 1;
            var most = isLast ? (1UL << (8 * (4 - i))) - 1 : 255;
            if (number > most)
            {
                return host;
            }

            address = isLast ? address + number : address + (number << (8 * (3 - i)));
        }

        return $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
    }

    private static bool TryNumber(string text, out ulong number)
    {
        number = 0;
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
        }

        if (text.Length > 1 && text[0] == '0')
        {
            foreach (var digit in text)
            {
                if (digit is < '0' or > '7' || number > uint.MaxValue)
                {
                    return false;
                }

                number = (number * 8) + (ulong)(digit - '0');
            }

            return true;
        }

        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsPublicAddress(string host)
    {
        if (!IPAddress.TryParse(host, out var address) || IPAddress.IsLoopback(address))
        {
            return false;
        }

        if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            return host.Contains(':') && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal;
        }

        var bytes = address.GetAddressBytes();
        return !(bytes[0] is 0 or 10 or 127 or >= 224
            || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 169 && bytes[1] == 254));
    }
}
