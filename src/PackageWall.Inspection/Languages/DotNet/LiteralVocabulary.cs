using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>The product's vocabulary as readers of compiled code ask it.</summary>
internal sealed class LiteralVocabulary : ILiteralVocabulary
{
    /// <summary>The only one.</summary>
    public static LiteralVocabulary Default { get; } = new();

    // Whoever resolves names by himself reads it.
    private const string Resolver = "/etc/resolv.conf";

    public string? Place(string literal) =>
        Vocabulary.Default.Places(literal).FirstOrDefault() is { } fact && !(fact == "read.secret.key" && IsEnding(literal)) && literal != Resolver && !IsTypeName(literal) ? fact : null;

    public string? Host(string literal) => Vocabulary.Default.Hosts(literal).FirstOrDefault();

    // The compiler keeps words around the names of what it moves: <mnemonic>5__2, get_Mnemonic.
    public string? Secret(string name)
    {
        int open = name.IndexOf('<', StringComparison.Ordinal);
        int close = name.IndexOf('>', StringComparison.Ordinal);
        string plain = open == 0 && close > 1 ? name[1..close] : name.StartsWith("get_", StringComparison.Ordinal) ? name[4..] : name;
        return Vocabulary.Default.IsSecretName(plain) ? "read.parameter.secret" : Vocabulary.Default.IsCredentialName(plain) ? "read.parameter.credential" : null;
    }

    public bool IsSecretVariable(string name) => Vocabulary.Default.IsSecretVariable(name);

    // System.Threading.Timer is no unit of systemd: three or more names in capitals and nothing that belongs to paths.
    private static bool IsTypeName(string text)
    {
        var parts = text.Split('.');
        return parts.Length >= 3 && parts.All(part => part.Length > 0 && char.IsAsciiLetterUpper(part[0]) && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '`'));
    }

    // ".pfx" alone is compared with the endings of names that somebody else gives.
    private static bool IsEnding(string text) => text[0] == '.' && text.Length < 8 && text.AsSpan(1).IndexOfAny("./\\") < 0;
}
