using System.Text;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// A text that a program puts together piece by piece. Pieces go behind what is there, so that a thousand of them cost what the text is
/// long, and not its square; whoever adds to an earlier state of it gets a text of his own. Not safe for use from several threads.
/// </summary>
internal sealed class GrowingText
{
    private readonly StringBuilder _all;
    private readonly bool _isPartial;
    private object? _whole;

    private GrowingText(StringBuilder all, bool isPartial) => (_all, Length, _isPartial) = (all, all.Length, isPartial);

    public int Length { get; }

    /// <summary>The text as it is now: <see cref="string"/>, or <see cref="PartialText"/> when pieces of it are not known.</summary>
    public object Whole => _whole ??= _isPartial ? new PartialText(_all.ToString(0, Length)) : _all.ToString(0, Length);

    /// <summary>A text of two pieces.</summary>
    public static GrowingText Of(string first, string second, bool isPartial) =>
        new(new StringBuilder(Math.Max(64, 2 * (first.Length + second.Length))).Append(first).Append(second), isPartial);

    /// <summary>The text with another piece.</summary>
    public GrowingText With(string piece, bool isPartial)
    {
        var all = _all.Length == Length ? _all : new StringBuilder(Math.Max(64, 2 * (Length + piece.Length))).Append(_all, 0, Length);
        return new GrowingText(all.Append(piece), _isPartial || isPartial);
    }

    /// <summary>Whether pieces of it are not known.</summary>
    public bool IsPartial => _isPartial;
}
