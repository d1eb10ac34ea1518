using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.PythonBytecode;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The reader of compiled Python: whatever the file holds, the source that it is written out as is source.</summary>
internal sealed class PycTarget : IFuzzTarget
{
    private readonly LanguageTarget _reader = new("pyc", Language.Pyc, "a.pyc", InputKind.Binary);

    public string Name => _reader.Name;

    public InputKind Kind => _reader.Kind;

    public IEnumerable<byte[]> Seeds() => _reader.Seeds();

    public string Run(ReadOnlyMemory<byte> input)
    {
        string told = _reader.Run(input);
        (string text, _) = PycReader.Write(input, default);
        FileFacts facts = LanguageReaders.Default.For(Language.Python)!.Read(new SourceText(Ecosystem.PyPi, "a.py", System.Text.Encoding.UTF8.GetBytes(text), FuzzLimits.Budget()));
        return facts.Unread.FirstOrDefault(UnreadReasons.IsOfText) is { } reason
            ? throw new InvalidOperationException($"what a compiled file is written out as is no source: {reason}")
            : told;
    }
}
