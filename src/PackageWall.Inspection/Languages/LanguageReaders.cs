using System.Collections.Frozen;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.CSharp;
using PackageWall.Inspection.Languages.DotNet;
using PackageWall.Inspection.Languages.Gyp;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.MsBuild;
using PackageWall.Inspection.Languages.Native;
using PackageWall.Inspection.Languages.PowerShell;
using PackageWall.Inspection.Languages.Pth;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Languages.PythonBytecode;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages;

/// <summary>The readers that there are, by language. A new reader is a line here.</summary>
public sealed class LanguageReaders
{
    private readonly FrozenDictionary<string, ILanguageReader> _byLanguage;

    /// <summary>Makes a set of readers, one per language.</summary>
    public LanguageReaders(IEnumerable<ILanguageReader> readers) =>
        _byLanguage = readers.ToFrozenDictionary(reader => reader.Language, StringComparer.Ordinal);

    /// <summary>All readers of the product.</summary>
    public static LanguageReaders Default { get; } = new(
    [
        new PythonReader(),
        new PycReader(),
        new JavaScriptReader(),
        new ShellReader(ReadAs),
        new PowerShellReader(ReadAs),
        new BatchReader(ReadAs),
        new GypReader(ReadAs),
        new PthReader(ReadAs),
        new MsBuildReader(ReadAs, LiteralVocabulary.Default),
        new CSharpReader(ReadAs, LiteralVocabulary.Default),
        new DotNetReader(ReadAs, LiteralVocabulary.Default),
        new NativeReader(LiteralVocabulary.Default),
    ]);

    /// <summary>The reader of a language, or null when nothing reads it.</summary>
    public ILanguageReader? For(string language) => _byLanguage.GetValueOrDefault(language);

    private static FileFacts ReadAs(string language, SourceText source) => Default.For(language)?.Read(source)
        ?? new FileFacts { Unread = [$"there is no reader for {language}"] };
}
