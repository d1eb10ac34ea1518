namespace PackageWall.Core.Prefetch;

/// <summary>
/// Whether it pays to guess that a client takes the latest version where nobody names a range. A new project does; an old one that pins what it
/// had takes none of them, and all that the latest versions need would be fetched for nothing.
/// </summary>
internal sealed class NpmGuesses
{
    /// <summary>Below this number nobody can tell, and then nothing is fetched: guessing wrong makes an install slower by a quarter.</summary>
    private const int Enough = 8;

    /// <summary>So many must be right for one that is wrong.</summary>
    private const int RightForWrong = 2;

    /// <summary>Older guesses count less and less.</summary>
    private const int Remembered = 64;

    private readonly Lock _lock = new();
    private int _right;
    private int _wrong;

    /// <summary>Whether most guesses were right lately. Those that are not followed are counted all the same: so it begins, and comes back.</summary>
    public bool Pay
    {
        get
        {
            lock (_lock)
            {
                return _right + _wrong >= Enough && _right >= RightForWrong * _wrong;
            }
        }
    }

    /// <summary>A guess met with what a client took.</summary>
    public void Met(bool isRight)
    {
        lock (_lock)
        {
            if (_right + _wrong >= Remembered)
            {
                (_right, _wrong) = (_right / 2, _wrong / 2);
            }

            (_right, _wrong) = isRight ? (_right + 1, _wrong) : (_right, _wrong + 1);
        }
    }
}
