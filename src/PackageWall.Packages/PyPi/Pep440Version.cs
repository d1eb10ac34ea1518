using System.Globalization;
using System.Text.RegularExpressions;

namespace PackageWall.Packages.PyPi;

/// <summary>A version of a Python project, normalised and ordered as PEP 440 says.</summary>
internal sealed partial class Pep440Version : VersionOrder
{
    private readonly string[] _release;
    private readonly string _epoch;
    private readonly (int Kind, string Number)? _pre;
    private readonly string? _post;
    private readonly string? _dev;
    private readonly string[] _local;

    private Pep440Version(Match match)
    {
        _epoch = Number(match.Groups["epoch"].Success ? match.Groups["epoch"].Value : "0");
        _release = [.. match.Groups["release"].Value.Split('.').Select(Number)];
        _pre = match.Groups["prel"].Success ? (Kind(match.Groups["prel"].Value), Number(match.Groups["pren"].Value)) : null;
        _post = match.Groups["post"].Success ? Number(match.Groups["postn1"].Success ? match.Groups["postn1"].Value : match.Groups["postn2"].Value) : null;
        _dev = match.Groups["dev"].Success ? Number(match.Groups["devn"].Value) : null;
        _local = match.Groups["local"].Success
            ? [.. match.Groups["local"].Value.ToLowerInvariant().Split('-', '_', '.').Select(part => IsNumber(part) ? Number(part) : part)]
            : [];
        string epoch = _epoch == "0" ? "" : _epoch + "!";
        string rest = (_pre is { } pre ? PreNames[pre.Kind] + pre.Number : "")
            + (_post is null ? "" : ".post" + _post)
            + (_dev is null ? "" : ".dev" + _dev)
            + (_local.Length == 0 ? "" : "+" + string.Join('.', _local));
        Normalized = epoch + string.Join('.', _release) + rest;

        // PEP 440, "Final releases": 1.0 and 1.0.0 are one version.
        int significant = Math.Max(1, _release.AsSpan().LastIndexOfAnyExcept("0") + 1);
        Key = epoch + string.Join('.', _release[..significant]) + rest;
    }

    public override string Normalized { get; }

    public override string Key { get; }

    public override bool IsPrerelease => _pre is not null || _dev is not null;

    public override ulong Major => ulong.TryParse(_release[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong major) ? major : ulong.MaxValue;

    private static string[] PreNames { get; } = ["a", "b", "rc"];

    public static Pep440Version? Read(string text)
    {
        Match match = Pattern().Match(text);
        return match.Success ? new Pep440Version(match) : null;
    }

    public override int CompareTo(VersionOrder? other)
    {
        if (other is not Pep440Version that)
        {
            return 1;
        }

        int order = CompareNumbers(_epoch, that._epoch);
        for (int i = 0; order == 0 && i < Math.Max(_release.Length, that._release.Length); i++)
        {
            order = CompareNumbers(i < _release.Length ? _release[i] : "0", i < that._release.Length ? that._release[i] : "0");
        }

        order = order != 0 ? order : PreRank().CompareTo(that.PreRank());
        order = order != 0 ? order : CompareNumbers(_pre?.Number ?? "0", that._pre?.Number ?? "0");
        order = order != 0 ? order : CompareOptional(_post, that._post, absent: -1);
        order = order != 0 ? order : CompareOptional(_dev, that._dev, absent: 1);
        return order != 0 ? order : CompareLocal(_local, that._local);
    }

    // PEP 440, "Summary of permitted suffixes and relative ordering": 1.0.dev1 < 1.0a1 < 1.0b1 < 1.0rc1 < 1.0 < 1.0.post1.
    private int PreRank() => _pre is { } pre ? pre.Kind : _post is null && _dev is not null ? -1 : 3;

    private static int CompareOptional(string? left, string? right, int absent) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => absent,
        (_, null) => -absent,
        _ => CompareNumbers(left, right),
    };

    // PEP 440, "Local version identifiers": none is earliest; numbers are later than words.
    private static int CompareLocal(string[] left, string[] right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = (IsNumber(left[i]), IsNumber(right[i])) switch
            {
                (true, true) => CompareNumbers(left[i], right[i]),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(left[i], right[i]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Kind(string label) => label.ToLowerInvariant() switch
    {
        "a" or "alpha" => 0,
        "b" or "beta" => 1,
        _ => 2,
    };

    private static string Number(string digits)
    {
        string trimmed = digits.TrimStart('0');
        return trimmed.Length == 0 ? "0" : trimmed;
    }

    // PEP 440, appendix B, written out; every part is bounded by the 256 characters a version may have.
    [GeneratedRegex(
        @"^\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)(?:[-_.]?(?<prel>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pren>[0-9]*))?(?<post>-(?<postn1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postn2>[0-9]*))?(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
