using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Functions of other files, and functions in objects, that are given to somebody who may keep them: <c>use(go)</c>, <c>use({ run() { go(); } })</c>.</summary>
internal sealed partial class OutlineWalk
{
    private const int DeepestKept = 3;

    private void SeeKept(Call call, Step step)
    {
        string? kept = null;
        foreach (var argument in call.Arguments)
        {
            SeeKept(argument.Value, step, call.Line, 0, ref kept);
        }
    }

    private void SeeKept(Node? given, Step step, int line, int depth, ref string? kept)
    {
        switch (given)
        {
            case Name name when _imported.TryGetValue(name.Text, out var original):
                CallsForeign(new Found { Foreign = original.Module, Last = original.Name }, Keeper(step, line, ref kept));
                break;
            case Syntax.Member { Target: Name owner } member when _imported.TryGetValue(owner.Text, out var module):
                CallsForeign(new Found { Foreign = module.Module, Last = member.Text }, Keeper(step, line, ref kept));
                break;
            case MapNode map when depth < DeepestKept:
                foreach (var (key, value) in map.Pairs)
                {
                    if (value is Function function && (function.Text ?? (key as Literal)?.Value as string) is { } unit)
                    {
                        _sink.Calls(Keeper(step, line, ref kept), step.Below(unit));
                    }
                    else
                    {
                        SeeKept(value, step, line, depth + 1, ref kept);
                    }
                }

                break;
            case ListNode list when depth < DeepestKept:
                foreach (var item in list.Items)
                {
                    SeeKept(item, step, line, depth + 1, ref kept);
                }

                break;
        }
    }

    private string Keeper(Step step, int line, ref string? kept)
    {
        if (kept is null)
        {
            kept = step.Below(Units.KeptElsewhere(line));
            _sink.Calls(step.Unit, kept);
        }

        return kept;
    }
}
