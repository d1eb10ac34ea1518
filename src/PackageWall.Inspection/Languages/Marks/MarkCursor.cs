namespace PackageWall.Inspection.Languages.Marks;

/// <summary>
/// Goes from mark to mark through a text, as the matches of a regular expression follow each other: the leftmost first, and the next from
/// its end on. Every letter is looked at a bounded number of times, whatever the text.
/// </summary>
internal ref struct MarkCursor<TMarks>(ReadOnlySpan<char> text)
    where TMarks : struct, IMarks
{
    private readonly ReadOnlySpan<char> _text = text;
    private TMarks _marks = default;

    // Where the next of each kind stands: sought again only when it is passed, so that a rare kind costs nothing beside a frequent one.
    private int _line = TMarks.ReadsHeads ? -1 : int.MaxValue;
    private int _sign = TMarks.Signs is null ? int.MaxValue : -1;
    private int _word = TMarks.Words is null ? int.MaxValue : -1;

    /// <summary>Where the present mark ends.</summary>
    public int End { get; private set; }

    /// <summary>How many marks a text has, and no more than <paramref name="most"/>.</summary>
    public static int Count(ReadOnlySpan<char> text, int most)
    {
        MarkCursor<TMarks> cursor = new(text);
        int count = 0;
        while (count < most && cursor.MoveNext())
        {
            count++;
        }

        return count;
    }

    public bool MoveNext()
    {
        int at = End;
        while (true)
        {
            Seek(at);
            int next = Math.Min(_sign, _word);
            int end;
            if (_line <= next)
            {
                if (_line == int.MaxValue)
                {
                    return false;
                }

                // A line of blanks belongs to the head behind it.
                at = Letters.Blanks(_text, _line);
                end = at < _text.Length ? _marks.EndOfHead(_text, at) : Letters.None;
                _line = LineAfter(at);
            }
            else
            {
                end = _marks.End(_text, End, next);
                at = next + 1;
            }

            if (end >= 0)
            {
                End = end;
                return true;
            }
        }
    }

    private void Seek(int at)
    {
        if (_line < at)
        {
            _line = at == 0 || _text[at - 1] == '\n' ? at : LineAfter(at);
        }

        if (_sign < at)
        {
            _sign = _text[at..].IndexOfAny(TMarks.Signs!) is >= 0 and var length ? at + length : int.MaxValue;
        }

        if (_word < at)
        {
            _word = _text[at..].IndexOfAny(TMarks.Words!) is >= 0 and var length ? at + length : int.MaxValue;
        }
    }

    private readonly int LineAfter(int at) => _text[at..].IndexOf('\n') is >= 0 and var length ? at + length + 1 : int.MaxValue;
}
