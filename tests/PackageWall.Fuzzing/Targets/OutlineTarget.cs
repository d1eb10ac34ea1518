using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.Outlines;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The quick walk against the evaluation: the walk never throws, and what it sets aside has no effect.</summary>
internal sealed class OutlineTarget(string language, string file) : IFuzzTarget
{
    public string Name => $"outline-{language}";

    public InputKind Kind => InputKind.Text;

    public IEnumerable<byte[]> Seeds() => SeedFiles.Of(language);

    public string Run(ReadOnlyMemory<byte> input)
    {
        SourceText source = new(Ecosystem.Npm, file, input, FuzzLimits.Budget());
        var tree = language == Language.JavaScript ? JavaScriptSyntax.Parse(input.Span, file) : PythonReader.Parse(input.Span);
        Outline outline = OutlineWalk.Of(language, tree, source, Vocabulary.Default);
        if (outline.Because is not null)
        {
            return outline.Because + Words.Of(outline.Facts);
        }

        FileFacts whole = ScriptEvaluator.EvaluateWhole(language, tree, source);
        return whole.Facts.FirstOrDefault(fact => IsEffect(fact)) is { } missed
            ? throw new ViolationException("set-aside", $"the outline sees no effect, the evaluation {missed.Name} in line {missed.Line}: {missed.Evidence}")
            : Words.Of(outline.Facts) + Words.Of(whole);
    }

    // Gates and decoding say nothing alone, nor do names of hosts put together or a script's own words, while nothing runs or sends them;
    // a member of something harmless may have any name.
    private bool IsEffect(Fact fact) => fact.Name switch
    {
        "network.host" or "indicator.host" or "read.own-source" or "encode" or "read.env" => false,
        "dynamic.member" => Vocabulary.Default.Apis(language).Root.Find(fact.Value ?? "") is { } api && Vocabulary.Default.Effects(language).Reaches(api),
        var name => !name.StartsWith("gate.", StringComparison.Ordinal) && !name.StartsWith("text.", StringComparison.Ordinal) && !name.StartsWith("decode", StringComparison.Ordinal),
    };
}
