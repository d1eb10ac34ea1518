namespace PackageWall.Inspection.Facts;

/// <summary>What the files of the vocabulary say, before it is compiled.</summary>
internal sealed class VocabularyData
{
    public List<(string Fact, string Text)> Places { get; } = [];

    public List<(string Fact, string Text)> Hosts { get; } = [];

    public List<(string Fact, string Text)> Commands { get; } = [];

    public HashSet<string> IndicatorFiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> IndicatorPackages { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Unattended { get; } = [];

    public List<string> Executables { get; } = [];

    public List<string> PublishPaths { get; } = [];

    public List<string> SentPublishPaths { get; } = [];

    public List<string> SecretVariables { get; } = [];

    public List<string> HarmlessVariables { get; } = [];

    public List<string> Lexicon { get; } = [];

    public List<string> Credentials { get; } = [];

    public HashSet<string> SystemCommands { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> ProgramSuffixes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<HashSet<string>> Siblings { get; } = [];

    public List<string> WalletSecrets { get; } = [];

    public List<string> WalletWords { get; } = [];

    public List<string> Openers { get; } = [];

    public Dictionary<string, string> Folders { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Gates { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Interpreter> Interpreters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, LanguageApis> Apis { get; } = new(StringComparer.Ordinal);
}
