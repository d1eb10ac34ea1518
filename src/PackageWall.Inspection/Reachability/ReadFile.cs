using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>A file, or the command line of an entry point, with what was read from it.</summary>
/// <param name="Path">The file; for a command line the file that declares it.</param>
/// <param name="Language">What it is.</param>
/// <param name="Facts">What was read.</param>
internal sealed record ReadFile(string Path, string Language, FileFacts Facts)
{
    /// <summary>Whether its language was guessed from its text: a document with code in it looks like code.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Whether no engine runs it as the script that it was taken for: whoever names it has a bundler that takes it for what it is.</summary>
    public bool CannotRun { get; init; }

    /// <summary>
    /// The file with what it is to whoever runs it as another language than it is taken for. Where that was a guess, this is knowledge: what the guess
    /// could not read says nothing.
    /// </summary>
    public ReadFile RunAs(string language, FileFacts facts, int bytes) => this with
    {
        IsGuess = false,
        CodeBytes = language is Languages.Language.JavaScript or Languages.Language.Python ? bytes : CodeBytes,
        Facts = new FileFacts
        {
            Facts = [.. Facts.Facts, .. facts.Facts],
            References = [.. Facts.References, .. facts.References],
            Calls = [.. Facts.Calls, .. facts.Calls],
            ForeignCalls = [.. Facts.ForeignCalls, .. facts.ForeignCalls],
            Layers = [.. Facts.Layers, .. facts.Layers],
            Unread = [.. Facts.Unread.Where(reason => !IsGuess || !UnreadReasons.IsOfText(reason)), .. facts.Unread],
        },
    };

    /// <summary>Whether it only looked like code: nothing says that it is some, and it does not follow the grammar.</summary>
    public bool IsNoCode => IsGuess && Facts.Unread.Any(UnreadReasons.IsOfText);

    /// <summary>How long it is, in bytes, when it is code that is read function by function; native programs and data have no length here.</summary>
    public int CodeBytes { get; init; }

    /// <summary>The entry point whose command line this is, or null for a file.</summary>
    public EntryPoint? CommandOf { get; init; }
}
