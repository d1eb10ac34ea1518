using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>The product's vocabulary as readers of compiled code ask it.</summary>
internal sealed class LiteralVocabulary : ILiteralVocabulary
{
    /// <summary>The only one.</summary>
    public static LiteralVocabulary Default { get; } = new();

    public string? Place(string literal) => Vocabulary.Default.Places(literal).FirstOrDefault();

    public string? Host(string literal) => Vocabulary.Default.Hosts(literal).FirstOrDefault();

    public bool IsSecretVariable(string name) => Vocabulary.Default.IsSecretVariable(name);
}
