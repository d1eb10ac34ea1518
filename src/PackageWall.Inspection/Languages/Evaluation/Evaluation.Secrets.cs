using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What callers hand over in trust: parameters and fields whose names say that they hold a secret.</summary>
internal sealed partial class Evaluation
{
    private const string CallersSecret = "read.parameter.secret";
    private const string CallersCredential = "read.parameter.credential";
    private const int MostNames = 20_000;

    // What these give can be sent: it proves that one has the secret and does not tell it.
    private static readonly HashSet<string> Proofs = new(StringComparer.OrdinalIgnoreCase)
    {
        "sign", "signSync", "signAsync", "signMessage", "signTransaction", "signTypedData", "createSign", "digest", "hexdigest", "hash", "hashSync", "createHash", "createHmac",
        "getPublicKey", "publicKeyCreate", "getAddress", "verify", "compare", "computeAddress",
    };

    private const int TraitSlots = 256;
    private readonly NameTraits?[] _recentTraits = new NameTraits?[TraitSlots];
    private readonly Dictionary<string, NameTraits> _traits = new(StringComparer.Ordinal);

    // A file has few names, each in many places.
    private NameTraits TraitsOf(string name)
    {
        ref var recent = ref _recentTraits[NameSlot.Of(name, TraitSlots)];
        if (recent is { } known && ReferenceEquals(known.Name, name))
        {
            return known;
        }

        if (!_traits.TryGetValue(name, out var traits))
        {
            traits = new NameTraits(name) { IsKeeper = Keepers.Contains(name), IsProof = Proofs.Contains(name), Guessed = _apis.Members.GetValueOrDefault(name), Root = _apis.Root.Child(name) };
            if (_traits.Count < MostNames)
            {
                _traits.Add(name, traits);
            }
        }

        return recent = traits;
    }

    /// <summary>What a name says that its value is, or nothing.</summary>
    private Taint SecretName(string name)
    {
        if (name.Length < 3)
        {
            return Taint.None;
        }

        return TraitsOf(name) is var traits && traits.Secret is { } known ? known
            : traits.Secret = _words.IsSecretName(name) || (_words.IsWalletSecretName(name) && IsWalletCode) ? Taint.Of(CallersSecret)
            : _words.IsCredentialName(name) ? Taint.Of(CallersCredential) : Taint.None;
    }

    private bool IsSecretWord(NameTraits member) => member.IsSecretWord ??= _words.IsSecretName(member.Name);

    private bool? _isWalletCode;

    private bool IsWalletCode => _isWalletCode ??= _words.IsWalletCode(_tree.Text);

    /// <summary>What the name of a parameter says that it holds. What <c>decrypt(password)</c> is given opens what is here, and no service.</summary>
    private Taint SecretParameter(string name, Function function, string? unit)
    {
        var secret = SecretName(name);
        return secret.Has(CallersCredential) && _words.IsOpener(function.Text ?? LastName(unit)) ? Taint.Of(CallersSecret) : secret;
    }

    private static string LastName(string? unit) => unit is null ? "" : unit[(unit.LastIndexOf('.') + 1)..];

    /// <summary>A member that nobody set, by its name.</summary>
    private Value NamedMember(Value value, string member) =>
        value.Constants.Length == 0 && value.Closures.Length == 0 && value.Apis.Length == 0 && SecretName(member) is { IsNone: false } secret ? value.With(secret) : value;

    /// <summary>What a call that nobody knows makes of secrets: signatures and hashes of them are none, and what a wallet gives out by such a name is one.</summary>
    private Value ResultOfSecrets(Value result, string? member, Arguments arguments)
    {
        if (member is null)
        {
            return result;
        }

        var traits = TraitsOf(member);
        if (traits.IsProof || (member == "encode" && arguments.Keywords.ContainsKey("algorithm")))
        {
            return result.Taint.HasAny("read.parameter.") ? result with { Taint = result.Taint.Without(CallersSecret).Without(CallersCredential) } : result;
        }

        return IsSecretWord(traits) ? result.With(Taint.Of(CallersSecret)) : result;
    }
}
