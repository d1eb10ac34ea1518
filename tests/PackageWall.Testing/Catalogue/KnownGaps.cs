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
        ["injective-sdk"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["bittensor-wallet"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["solana-web3"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["xrpl"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["dydx-npm"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["ssh-decorator"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["set-utils"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["stripeapi"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["sicoob"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["rl-crypto-set"] = "What callers hand over in trust goes to a host that the project does not declare: the rule for it (B22) is not here yet.",
        ["ncryptyo"] = "What assemblies do while they are loaded: the rule for it (B16) is not here yet.",
        ["bsure"] = "What assemblies do while they are loaded: the rule for it (B16) is not here yet.",
        ["getcookies"] = "Code is put together from the headers of requests, in a function that a server calls: nothing tells it from a template engine that compiles what it is given.",
    };

    /// <summary>Attacks that are held and not called malicious.</summary>
    public static IReadOnlyDictionary<string, string> OnlyHeld { get; } = new Dictionary<string, string>
    {
        ["lottie-player"] = "A script is added from a host that is new; what it does stands on that host.",
        ["browserify-typosquat"] = "A first version whose hook starts a program that it brings: honest packages do too, and there is no earlier version to compare with.",
        ["bb-builder"] = "As browserify-typosquat.",
        ["oscompatible"] = "As browserify-typosquat.",
        ["spellcheckpy"] = "Code is decoded from a packed dictionary and run; that it is code is only known once the dictionary is read, which is not done.",
        ["moq-sponsorlink"] = "The rule for analyzers that reach out (B25) is not here yet.",
    };

    /// <summary>Evasions, each with the attack that it hides, that pass.</summary>
    public static IReadOnlyDictionary<string, string> Crosses { get; } = new Dictionary<string, string>
    {
    };
}
