using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The reader of one language.</summary>
internal sealed class LanguageTarget(string name, string language, string file, InputKind kind = InputKind.Text) : IFuzzTarget
{
    public string Name => name;

    public InputKind Kind => kind;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Of(language).Concat(MoreSeeds.Of(language));

    public string Run(ReadOnlyMemory<byte> input)
    {
        _ = LanguageSniffer.Sniff(file, input.Span);
        _ = LanguageSniffer.SniffLayer(input.ToArray());
        FileFacts facts = LanguageReaders.Default.For(language)?.Read(new SourceText(Ecosystem.PyPi, file, input, FuzzLimits.Budget())) ?? FileFacts.None;
        return Words.Of(facts);
    }
}
