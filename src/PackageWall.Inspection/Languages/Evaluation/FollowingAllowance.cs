namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// What following calls into bodies may cost in one pass over a file, in steps. The first call of each function is paid from one fund. Of
/// the others, those that bring something, a new fact or a value that nobody had, are paid from a large one, and those that bring nothing,
/// most calls of honest code, from small ones. Helpers that hand on what they are given, as bundlers put them around every import, have
/// their own of these: what all their calls give together is everything, and so nothing.
/// </summary>
internal sealed class FollowingAllowance
{
    private const int MostLength = 1 << 20;
    private long _idle;
    private long _worth;
    private long _helpers;
    private long _first;

    /// <summary>The allowance for one pass.</summary>
    /// <param name="length">The characters of the text that is read: longer files have more to follow.</param>
    /// <param name="isCareful">Whether to follow for longer: the text was hidden, or nobody has to use the package for it to run.</param>
    public FollowingAllowance(int length, bool isCareful)
    {
        long bounded = Math.Min(length, MostLength);
        _idle = isCareful ? 100_000 + (bounded / 2) : 10_000 + (bounded / 64);
        _helpers = isCareful ? 2 * _idle : _idle;
        _first = isCareful ? long.MaxValue : 50_000 + (bounded / 16);
        _worth = isCareful ? 200_000 + bounded : 100_000 + (bounded / 2);
    }

    /// <summary>Whether no more calls are followed, of helpers or of longer functions.</summary>
    /// <param name="isHelper">Whether the function is a short one.</param>
    /// <param name="wasWorth">Whether the call of it that was followed last brought something: the next one may, whatever others cost.</param>
    public bool IsOver(bool isHelper, bool wasWorth) => _worth <= 0 || (!wasWorth && (isHelper ? _helpers : _idle) <= 0);

    /// <summary>Whether even functions that were not followed yet are not followed any more.</summary>
    public bool IsOverForFirst => _first <= 0;

    /// <summary>Takes off what the first call of a function cost.</summary>
    public void ChargeFirst(long steps) => _first -= steps;

    /// <summary>Takes off what one other call cost.</summary>
    public void Charge(long steps, bool isHelper, bool isWorth)
    {
        if (isWorth)
        {
            _worth -= steps;
        }
        else if (isHelper)
        {
            _helpers -= steps;
        }
        else
        {
            _idle -= steps;
        }
    }
}
