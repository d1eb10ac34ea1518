using System.Runtime.CompilerServices;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Functions that are given to somebody: as an argument, or in an object or list that is one.</summary>
internal sealed partial class Evaluation
{
    // Which objects were given to somebody already in this pass, holding what they hold, and what flowed in then.
    private readonly HashSet<Handed> _handed = [];
    private readonly Dictionary<(object Holder, int Version), string> _groups = [];
    private int _groupsMade;

    /// <summary>Runs the functions among the arguments with what flows into the call; gives what they return.</summary>
    private Value RunCallbacks(Call call, Arguments arguments, Taint taint)
    {
        var result = Value.Unknown;
        var passed = Value.Tainted(taint.WithoutMarks());
        foreach (var value in arguments.Positional)
        {
            result = Value.Join(RunCallback(value, passed, call, 0), result);
        }

        if (arguments.HasKeywords)
        {
            foreach (var (keyword, value) in arguments.Keywords)
            {
                result = KeepsBy(keyword, value, call) ? result : Value.Join(RunCallback(value, passed, call, 0), result);
            }
        }

        return result;
    }

    private Value RunCallback(Value value, Value passed, Call call, int depth)
    {
        var result = Value.Unknown;
        foreach (var closure in value.Closures)
        {
            if (!Step())
            {
                return result;
            }

            if (closure.Function is not null && closure.IsNamed && passed.Taint.IsNone)
            {
                // It is read by itself, with just as little known of what it gets.
                _sink.Calls(_unit, closure.Unit);
                result = Value.Join(closure.Summary.Return, result);
            }
            else if (closure.Function is { } function && (MayAct(function) || function.End - function.Start <= LongestHelper))
            {
                var everywhere = new Value[function.Parameters.Count];
                Array.Fill(everywhere, passed);
                var arguments = Arguments.Of(everywhere);
                result = Value.Join(Invoke(closure, arguments, call), result);
            }
        }

        foreach (var api in value.Apis)
        {
            // The constructor of functions is compared and asked for its name far more often than it is called by somebody else.
            if (api.Calls.Count > 0 && !passed.Taint.IsNone && api.Path != "Function")
            {
                result = Value.Join(CallApi(api, call, Value.Unknown, Arguments.Of(passed)), result);
            }
        }

        if (depth < 2 && !_isPython)
        {
            foreach (var constant in value.Constants)
            {
                if (constant is ObjectData { Class: null } data)
                {
                    RunHeld(data, data.Functions, passed, call, depth);
                }
                else if (constant is ListData list)
                {
                    RunHeld(list, list.Functions, passed, call, depth);
                }
                else if (constant is ObjectData { Class: not null } instance)
                {
                    KeepInstance(instance, call);
                }
            }
        }

        return result;
    }

    // What they return goes nowhere, so who gives the same object on with the same flowing in brings nothing about that was not brought
    // about before: a bundle hands its modules, each with hundreds of functions, to thousands of calls.
    private void RunHeld(object holder, HeldFunctions held, Value passed, Call call, int depth)
    {
        if (held.Values.Count == 0)
        {
            return;
        }

        if (held.Named.Count > 0)
        {
            _sink.Calls(_unit, GroupOf(holder, held));
        }

        if (!_handed.Add(new Handed(holder, held.Version, held.Named.Count == held.Values.Count ? "" : _unit, passed.Taint, depth)))
        {
            return;
        }

        _steps += held.Values.Count;
        foreach (var value in passed.Taint.IsNone ? held.Others : held.Values)
        {
            if (!Array.TrueForAll(value.Closures, closure => closure.Summary.IsHandedAgain(_pass, closure.IsNamed ? "" : _unit, passed.Taint)))
            {
                RunCallback(value, passed, call, depth + 1);
            }
        }
    }

    /// <summary>A name that stands for calling all that an object holds, which whoever gets it may do: one call of it instead of one of each by everybody who has the object.</summary>
    private string GroupOf(object holder, HeldFunctions held)
    {
        if (!_groups.TryGetValue((holder, held.Version), out var group))
        {
            _groups[(holder, held.Version)] = group = Units.HeldElsewhere(++_groupsMade);
            foreach (var value in held.Named)
            {
                foreach (var closure in value.Closures)
                {
                    if (closure.Function is not null)
                    {
                        _sink.Calls(group, closure.Unit);
                    }
                }
            }
        }

        return group;
    }

    private readonly record struct Handed(object Holder, int Version, string Unit, Taint Passed, int Depth)
    {
        public bool Equals(Handed other) => ReferenceEquals(Holder, other.Holder) && ReferenceEquals(Passed, other.Passed)
            && Version == other.Version && Depth == other.Depth && Unit == other.Unit;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Holder), RuntimeHelpers.GetHashCode(Passed), Version, Depth, Unit.Length);
    }
}
