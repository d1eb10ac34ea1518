using System.Buffers;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>
/// The marks of one language and weight. A mark begins at one of its words or signs, or at the first letter of a line; a set names
/// what it begins with, so that the places can be searched for many letters at a time, and then looks itself.
/// </summary>
internal interface IMarks
{
    /// <summary>What marks begin with, of two letters or more: shorter ones are searched one after the other.</summary>
    static abstract SearchValues<string>? Words { get; }

    /// <summary>Single letters that marks begin with.</summary>
    static abstract SearchValues<char>? Signs { get; }

    /// <summary>Whether every line's first letter is looked at: for words at the head of a line that prose is full of in its midst.</summary>
    static abstract bool ReadsHeads { get; }

    /// <summary>
    /// The end of the mark that begins with the word or sign at a place, or <see cref="Letters.None"/>. Blanks before that are the mark's,
    /// where its form has them, from <paramref name="from"/> on.
    /// </summary>
    int End(ReadOnlySpan<char> text, int from, int at);

    /// <summary>The end of the mark of which a line's first letter is at a place, or <see cref="Letters.None"/>.</summary>
    int EndOfHead(ReadOnlySpan<char> text, int at);
}
