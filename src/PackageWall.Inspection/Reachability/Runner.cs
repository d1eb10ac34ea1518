using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// As what a file runs. Its name and its text say what its author calls it; <c>python x.json</c> runs it as Python all the same. Whoever goes by the
/// name alone is shown a settings file and never reads the program.
/// </summary>
internal static class Runner
{
    /// <summary>What engines load by its ending and never as a script: Node.js documentation, "Modules: file modules".</summary>
    private static readonly string[] LoadedByEnding = [".json", ".node", ".wasm"];

    /// <summary>In the place of a language: a first line names a program that is none of ours.</summary>
    private const string UnknownProgram = "the program of its first line";

    /// <summary>The language in which a file runs besides the one it is taken for; null when it is that one, or none that is text.</summary>
    public static string? OtherLanguage(PackageFile file, ReferenceKind kind, string? runAs)
    {
        // A program or an archive is what its first bytes say, and may be a script besides: both bear what the other needs in a comment.
        bool isBinary = file.Language is Language.Native or Language.DotNet or Language.Archive or Language.Pyc;
        if (kind == ReferenceKind.Open || (isBinary && (runAs is null || !BeginsAsText(file) || (runAs == Language.Python && IsForPython(file)))))
        {
            return null;
        }

        string? language = runAs ?? (kind == ReferenceKind.Spawn ? OfItself(file) : null);
        return language == file.Language ? null : language switch
        {
            Language.JavaScript when kind == ReferenceKind.Import && LoadedByEnding.Any(ending => file.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) => null,
            Language.JavaScript when LanguageSniffer.IsJson(file.Content.Span) => null,
            Language.JavaScript when LanguageSniffer.CannotRun(file.Content.Span) => null,
            // Python's import takes files of its own endings; what runs others is told as a start.
            Language.Python when kind == ReferenceKind.Import => null,
            _ => language,
        };
    }

    // What marks programs and archives is mostly no text, and no script begins so; what opens a comment or a text before that holds it.
    private static bool BeginsAsText(PackageFile file)
    {
        ReadOnlySpan<byte> bytes = file.Content.Span;
        bytes = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes[3..] : bytes;
        foreach (byte letter in bytes[..Math.Min(bytes.Length, 4)])
        {
            if (letter is (byte)'/' or (byte)'`' or (byte)'\'' or (byte)'"' or (byte)'#')
            {
                return true;
            }

            if (letter is not ((byte)'\t' or (byte)'\n' or 0x0B or 0x0C or (byte)'\r' or (>= (byte)' ' and <= (byte)'~')))
            {
                return false;
            }
        }

        return true;
    }

    // Python runs archives that have a main file, and compiled code (Python documentation, "Command line and environment").
    private static bool IsForPython(PackageFile file) => file.Language == Language.Pyc || file.Content.Span.StartsWith("PK"u8);

    // Started by its path: the system goes by the first line, and a shell that finds none runs it itself (POSIX, "Command Search and Execution").
    private static string? OfItself(PackageFile file) =>
        LanguageSniffer.OfShebang(file.Content.Span)
        ?? (file.Content.Span.StartsWith("#!"u8) ? UnknownProgram : null)
        ?? (file.Language is Language.Json or Language.Text or Language.CSharp or Language.Gyp or Language.Pth || LanguageSniffer.IsGuess(file.Path, file.Content.Span) ? Language.Shell : null);
}
