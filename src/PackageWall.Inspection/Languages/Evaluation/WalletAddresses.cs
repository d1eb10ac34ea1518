using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Addresses of wallets, and patterns that find them: what code that swaps addresses is made of.</summary>
internal static partial class WalletAddresses
{
    private const int Longest = 4_096;

    /// <summary>Whether a text is the address of a wallet: Ethereum, Bitcoin, Tron, Litecoin. Others are not to be told from plain base58; that of nothing but zeros is nobody's.</summary>
    public static bool IsAddress(string text) => text.Length is >= 26 and <= 90 && text.AsSpan(2).ContainsAnyExcept('0') && Address().IsMatch(text);

    /// <summary>Whether a text is a pattern for such addresses.</summary>
    public static bool IsPattern(string text) => text.Length is >= 12 and <= Longest && Pattern().IsMatch(text);

    /// <summary>The coin that a check is for: those of one coin are written in many ways and find one thing.</summary>
    public static string CoinOf(string check) => string.Concat(check.TrimStart('^', '(', '?', ':').Take(2));

    /// <summary>Whether a pattern takes an address alone, as checks of input do; one that replaces looks for it in a text.</summary>
    public static bool IsCheck(string pattern) => pattern[0] == '^' && pattern[^1] == '$';

    [GeneratedRegex("^(0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{25,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33}|ltc1[02-9ac-hj-np-z]{25,71})$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // 0x[a-fA-F0-9]{40}, bc1[a-z0-9]{25,}, T[1-9A-HJ-NP-Za-km-z]{33}
    [GeneratedRegex(@"0x\[[^\]]{3,20}\]\{40|bc1[^a-z]{0,6}\[|T\[[^\]]{6,40}\]\{3[23]|\[13\][^a-z]{0,3}\[[^\]]{6,40}\]\{2[0-9]", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
