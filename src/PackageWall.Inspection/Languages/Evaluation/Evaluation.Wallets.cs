using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What code does with wallets: whom it pays, and which functions of wallets it puts its own in place of.</summary>
internal sealed partial class Evaluation
{
    // Members of libraries for wallets that make keys or are given them.
    private static readonly HashSet<string> KeyMakers = new(StringComparer.Ordinal)
    {
        "from_key", "from_mnemonic", "from_seed", "from_private_key", "from_secret_key", "create", "create_with_mnemonic", "privateKeyToAccount", "from_bytes", "from_keypair", "Generate", "to_seed",
    };

    // A payment and nothing else: a call of a contract has data, and contracts have known addresses.
    private void FindPayment(ObjectData data, Node site)
    {
        if (data.Fields.Count is >= 2 and <= 12 && data.Get("to")?.Text is { } to && WalletAddresses.IsAddress(to)
            && (data.Get("value") is not null || data.Get("from") is not null) && data.Get("data") is null && data.Get("input") is null)
        {
            Emit("wallet.payment", site, to, Taint.None);
        }
    }
}
