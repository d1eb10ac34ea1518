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
        ["xrpl"] = "The host is new and gets a seed; what wallets send to their own back ends looks the same, so a person decides.",
        ["dydx-npm"] = "As xrpl.",
        ["ssh-decorator"] = "As xrpl: a password goes to a host that the earlier version did not know.",
        ["bittensor-wallet"] = "As xrpl.",
        ["ncryptyo"] = "The compiler of methods is hooked when the assembly is loaded; patching libraries do that too, and what is then run is not known.",
        ["spellcheckpy"] = "Code is decoded from a packed dictionary and run; that it is code is only known once the dictionary is read, which is not done.",
    };

    /// <summary>Evasions, each with the attack that it hides, that pass.</summary>
    public static IReadOnlyDictionary<string, string> Crosses { get; } = new Dictionary<string, string>
    {
    };
}
