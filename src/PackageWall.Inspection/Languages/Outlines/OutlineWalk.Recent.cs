using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Names that were just asked about: a file says the same few again and again, and tables of all of them are slower to ask.</summary>
internal sealed partial class OutlineWalk
{
    private const int SlotsOfSmallFile = 32;
    private const int SlotsOfFile = 512;

    // Names that stand for nothing known: the same few are asked for again and again.
    private readonly string?[] _recentNames;

    // Names of members that say nothing, and of those that say nothing when they are called.
    private readonly string?[] _recentMembers;
    private readonly string?[] _recentCalls;
    private readonly Mention[] _recentMentions;

    // Whether a call by that name keeps nothing and is none that the vocabulary knows whatever it is a member of.
    private bool IsPlainCall(string name)
    {
        ref var recent = ref _recentCalls[NameSlot.Of(name, _recentCalls.Length)];
        if (ReferenceEquals(recent, name))
        {
            return true;
        }

        if (Evaluation.Evaluation.Keepers.Contains(name) || _apis.Members.ContainsKey(name))
        {
            return false;
        }

        recent = name;
        return true;
    }

    private void Mentions(string name, bool isMember)
    {
        if (_within is null || !_tellsFunctions)
        {
            return;
        }

        var mention = new Mention(name, _within, isMember);
        ref var recent = ref _recentMentions[NameSlot.Of(name, _recentMentions.Length)];
        if (!recent.Equals(mention))
        {
            _mentions.Add(mention);
            recent = mention;
        }
    }
}
