using System.Buffers;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Loops and comprehensions over constants, turn by turn: that is how most hand-made decoders are written.</summary>
internal sealed partial class Evaluation
{
    private const int MostTurns = 100_000;
    private const int LongestBody = 1_500;
    private const int FewTurns = 64;
    private const long MostTurnSteps = 1_200_000;
    private const int SomeTurns = 4_096;
    private const long SomeTurnSteps = 150_000;
    private const int MostGivenUp = 2;
    private const int StepsToGiveUp = 2_000;

    // What loops that decode are made of, for certain and perhaps; others are followed for a few turns only.
    private static readonly SearchValues<string> DecoderWords = SearchValues.Create(
        ["^", "chr(", "fromCharCode", "fromCodePoint", "int(", "parseInt", "bytes"], StringComparison.Ordinal);

    private static readonly SearchValues<string> BuilderWords = SearchValues.Create(["append", "push", "+="], StringComparison.Ordinal);

    private long _turnSteps;

    // Loops that were given up after many turns, and how often: they are no decoders, or too long for any allowance.
    private readonly Dictionary<Branch, int> _givenUp = new(ReferenceEqualityComparer.Instance);

    private bool TryUnroll(Branch loop)
    {
        if (_givenUp.GetValueOrDefault(loop) >= MostGivenUp)
        {
            return false;
        }

        var start = _steps;
        var isDone = Unroll(loop);
        if (!isDone && _steps - start > StepsToGiveUp)
        {
            // One that took most of what there is will not come to its end in another pass either.
            _givenUp[loop] = _steps - start > SomeTurnSteps ? MostGivenUp : _givenUp.GetValueOrDefault(loop) + 1;
        }

        return isDone;
    }

    private bool Unroll(Branch loop)
    {
        if (loop.Parts.Count == 0 || loop.Parts[^1].End - loop.Parts[0].Start > LongestBody || (_turnSteps > SomeTurnSteps && _turnSteps > MostStepsOf(loop)))
        {
            return false;
        }

        return loop.Parts[0] is Assign { Operator: "of" } each ? UnrollEach(loop, each)
            : loop.Keyword == "for" && loop.Parts.Count == 4 && UnrollCounted(loop);
    }

    private bool UnrollEach(Branch loop, Assign each)
    {
        var source = Eval(each.Value);
        if (Elements(source) is not { } elements || elements.Count > MostTurnsOf(loop) || elements.Count == 0)
        {
            return false;
        }

        var start = _steps;
        var allowed = MostStepsOf(loop);
        foreach (var element in elements)
        {
            if (_turnSteps + _steps - start > allowed || IsOver)
            {
                break;
            }

            AssignTo(each.Target, element.With(source.Taint), each);
            for (var i = 1; i < loop.Parts.Count; i++)
            {
                Eval(loop.Parts[i]);
            }
        }

        _turnSteps += _steps - start;
        return _turnSteps <= allowed;
    }

    // The two numbers that a loop compares, when that is its test and asking for them does nothing: a side that takes from a list must not be asked once more.
    private (double Left, double Right)? SidesOf(Node test) =>
        test is Binary { Operator: "<" or ">" or "<=" or ">=" or "!=" or "!==" } compared && IsAskedFreely(compared.Left) && IsAskedFreely(compared.Right)
        && Eval(compared.Left).Number is { } left && Eval(compared.Right).Number is { } right ? (left, right) : null;

    private static bool IsAskedFreely(Node node)
    {
        while (node is Member member)
        {
            node = member.Target;
        }

        return node is Name or Literal;
    }

    // A decoder may take its time; what only fills lists may not, or every bundle would cost as much as a decoder.
    private long MostStepsOf(Branch loop) => MostTurnsOf(loop) == MostTurns ? MostTurnSteps : SomeTurnSteps;

    private int MostTurnsOf(Branch loop)
    {
        var start = Math.Clamp(loop.Start, 0, _tree.Text.Length);
        var text = _tree.Text.AsSpan(start, Math.Clamp(loop.End - start, 0, _tree.Text.Length - start));
        return text.ContainsAny(DecoderWords) ? MostTurns : text.ContainsAny(BuilderWords) ? SomeTurns : FewTurns;
    }

    // for (init; test; update) body, as long as the test is a known truth.
    private bool UnrollCounted(Branch loop)
    {
        var (init, test, update, body) = (loop.Parts[0], loop.Parts[1], loop.Parts[2], loop.Parts[3]);
        Eval(init);
        if (Truth(Eval(test)) is not true)
        {
            return false;
        }

        var start = _steps;
        var most = MostTurnsOf(loop);
        var allowed = most == MostTurns ? MostTurnSteps : SomeTurnSteps;
        var sides = most > SomeTurns ? SidesOf(test) : null;
        for (var turn = 0; turn < most; turn++)
        {
            if (turn == SomeTurns && sides is not null && sides == SidesOf(test))
            {
                // What it waits for does not come about here: a queue that is emptied elsewhere. More turns would be all the same.
                break;
            }

            Eval(body);
            Eval(update);
            switch (Truth(Eval(test)))
            {
                case false:
                    _turnSteps += _steps - start;
                    return true;
                case null:
                    _turnSteps += _steps - start;
                    return false;
            }

            if (_turnSteps + _steps - start > allowed || IsOver)
            {
                break;
            }
        }

        _turnSteps += _steps - start;
        return false;
    }

    /// <summary>The elements of a constant, or null when they are not all known.</summary>
    private List<Value>? Elements(Value value)
    {
        switch (value.Single)
        {
            case ListData { IsWhole: true } list:
                // A copy: what is done with the elements may change the list.
                return [.. list.Items];
            case string text when text.Length <= MostTurns:
                var letters = new List<Value>(text.Length);
                foreach (var letter in text)
                {
                    letters.Add(Value.Of(letter.ToString()));
                }

                return letters;
            case byte[] bytes when bytes.Length <= MostTurns:
                var numbers = new List<Value>(bytes.Length);
                foreach (var number in bytes)
                {
                    numbers.Add(Value.Of((double)number));
                }

                return numbers;
            case ObjectData { Rest: null } data when _isPython:
                return [.. data.Fields.Keys.Select(key => Value.Of(key))];
            default:
                return null;
        }
    }

    /// <summary>Any element of a value: what a loop variable holds when the turns are not followed.</summary>
    private Value AnyElement(Value value, Node site)
    {
        if (IsEnvironment(value))
        {
            return Value.Tainted(ReadEnvironment(site, value.Taint));
        }

        var any = Value.Unknown;
        foreach (var constant in value.Constants)
        {
            any = constant switch
            {
                ListData list => Value.Join(list.Any(), any),
                ObjectData data => Value.Join(_isPython ? Value.Tainted(data.DeepTaint(2)) : data.Any(), any),
                _ => any,
            };
        }

        return any.With(value.Taint);
    }

    private Value EvalComprehension(Comprehension node)
    {
        var saved = _scope;
        _scope = new Scope(saved, saved.Owner, saved.Unit) { Self = saved.Self };
        var result = new ListData();
        var isWhole = Loop(node, 0, result);
        _scope = saved;
        var taint = result.DeepTaint(3);
        if (!isWhole)
        {
            var open = new ListData();
            open.AddSomewhere(result.Any());
            return Value.Of(open, taint);
        }

        return Value.Of(result, taint);
    }

    // False when not every turn could be followed.
    private bool Loop(Comprehension node, int loop, ListData result)
    {
        if (loop == node.Loops.Count)
        {
            bool? keep = true;
            foreach (var condition in node.Conditions)
            {
                keep = Truth(Eval(condition)) switch { true => keep, false => false, _ => keep is false ? false : null };
            }

            if (keep is false)
            {
                return true;
            }

            var element = Eval(node.Element);
            if (keep is null)
            {
                result.AddSomewhere(element);
                return false;
            }

            result.Add(element);
            return true;
        }

        var (target, sourceNode) = node.Loops[loop];
        var source = Eval(sourceNode);
        var start = _steps;
        if (Elements(source) is { } elements && elements.Count <= MostTurns && _turnSteps <= MostTurnSteps)
        {
            var isWhole = true;
            foreach (var element in elements)
            {
                AssignTo(target, element.With(source.Taint), node);
                isWhole &= Loop(node, loop + 1, result);
                if (_turnSteps + _steps - start > MostTurnSteps || IsOver)
                {
                    _turnSteps += _steps - start;
                    return false;
                }
            }

            _turnSteps += loop == 0 ? _steps - start : 0;
            return isWhole;
        }

        AssignTo(target, AnyElement(source, node), node);
        Loop(node, loop + 1, result);
        return false;
    }

    private static bool? Truth(Value value) => value.Single switch
    {
        bool flag => flag,
        double number => number != 0,
        string text => text.Length > 0,
        byte[] bytes => bytes.Length > 0,
        Nothing => false,
        ListData { IsWhole: true } list => list.Items.Count > 0,
        _ => value.Constants.Length == 0 && value.Closures.Length > 0 ? true : null,
    };
}
