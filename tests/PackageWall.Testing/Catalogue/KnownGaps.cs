namespace PackageWall.Testing.Catalogue;

/// <summary>
/// Attacks that are known to be judged milder than they should be, with the reason. The tests hold the list to what is so: an attack
/// that is found after all has to leave it.
/// </summary>
public static class KnownGaps
{
    /// <summary>Attacks that pass.</summary>
    public static IReadOnlyDictionary<string, string> Missed { get; } = new Dictionary<string, string>
    {
        ["set-utils"] = "A first version of a fake SDK: it sends what it is given, as SDKs do, and no earlier version names another host.",
        ["stripeapi"] = "A first version of a fake SDK: it sends what it is given, as SDKs do, and no earlier version names another host.",
        ["sicoob"] = "A first version of a fake SDK: it sends what it is given, as SDKs do, and no earlier version names another host.",
        ["rl-crypto-set"] = "A first version of a fake SDK: it sends what it is given, as SDKs do, and no earlier version names another host.",
        ["lottie-player"] = "A script is added from a host that is new, and one account is named to pay to; one account is also how libraries ask for thanks.",
        ["getcookies"] = "Code is put together from the headers of requests, in a function that a server calls: nothing tells it from a template engine that compiles what it is given.",
    };

    /// <summary>Attacks that are held and not called malicious.</summary>
    public static IReadOnlyDictionary<string, string> OnlyHeld { get; } = new Dictionary<string, string>
    {
        ["browserify-typosquat"] = "A first version whose hook starts a program that it brings: honest packages do too, and there is no earlier version to compare with.",
        ["bb-builder"] = "As browserify-typosquat.",
        ["oscompatible"] = "As browserify-typosquat.",
        ["spellcheckpy"] = "Code is decoded from a packed dictionary and run; that it is code is only known once the dictionary is read, which is not done.",
    };

    /// <summary>Evasions, each with the attack that it hides, that pass.</summary>
    public static IReadOnlyDictionary<string, string> Crosses { get; } = new Dictionary<string, string>
    {
    };

    /// <summary>Attacks whose rule is being written: nothing is asked of them until it is here. The list is to be empty then.</summary>
    public static IReadOnlyDictionary<string, string> Waiting { get; } = new Dictionary<string, string>
    {
        ["injective-sdk"] = "B22",
        ["bittensor-wallet"] = "B22",
        ["solana-web3"] = "B22",
        ["xrpl"] = "B22",
        ["dydx-npm"] = "B22",
        ["ssh-decorator"] = "B22",
        ["ncryptyo"] = "B16",
        ["bsure"] = "B16",
        ["moq-sponsorlink"] = "B25",
    };
}
