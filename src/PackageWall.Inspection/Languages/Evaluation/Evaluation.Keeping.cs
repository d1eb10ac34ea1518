using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Functions that are given to somebody who may keep them for later, as they are or in an object, a list or an instance.</summary>
internal sealed partial class Evaluation
{
    private const int DeepestKept = 3;
    private const int MostKeptInside = 256;

    // What was given in this pass to somebody who keeps it: bundles look up the same few objects in their caches again and again.
    private readonly HashSet<(object Holder, int Version, string Unit)> _givenToKeepers = [];

    // Functions that have a name of their own are called by it, if they are.
    private Value Keep(Call call, Arguments arguments)
    {
        string? kept = null;
        foreach (var value in arguments.Positional)
        {
            foreach (var closure in value.Closures)
            {
                if (closure.Function is null)
                {
                    KeepClass(closure, call, 0, ref kept);
                }
                else if (closure.IsNamed)
                {
                    KeepFunction(closure, call, ref kept);
                }
            }

            KeepInside(value, call, 0, ref kept);
        }

        return Value.Unknown;
    }

    // Option("--install", callback=install): whoever takes a function by such a name calls it when something happens.
    private bool KeepsBy(string keyword, Value value, Call call)
    {
        if (!_isPython || keyword is not ("callback" or "error_callback" or "handler") || value.Closures.Length == 0
            || !Array.TrueForAll(value.Closures, closure => closure is { Function: not null, IsNamed: true }))
        {
            return false;
        }

        string? kept = null;
        foreach (var closure in value.Closures)
        {
            KeepFunction(closure, call, ref kept);
        }

        return true;
    }

    private void KeepFunction(Closure closure, Call call, ref string? kept)
    {
        if (closure.Unit != _unit && !Units.IsKept(closure.Unit) && !Units.IsKeptElsewhere(closure.Unit))
        {
            if (kept is null)
            {
                kept = Below(Units.KeptElsewhere(call.Line));
                _sink.Calls(_unit, kept);
            }

            _sink.Calls(kept, closure.Unit);
        }
    }

    // Whoever has an object, calls what is in it: use({ run() { … } }) is use(() => { … }) with a name.
    private void KeepInside(Value value, Call call, int depth, ref string? kept)
    {
        foreach (var constant in value.Constants)
        {
            if (constant is ObjectData data && _givenToKeepers.Add((data, data.Functions.Version, _unit)))
            {
                KeepHeld(data.Functions, call, ref kept);
                KeepAmong(data.Fields.Values, data.Rest, call, depth, ref kept);
                if (data.Class is { } type)
                {
                    KeepClass(type, call, 0, ref kept);
                }
            }
            else if (constant is ListData list && _givenToKeepers.Add((list, list.Functions.Version, _unit)))
            {
                KeepHeld(list.Functions, call, ref kept);
                KeepAmong(list.Items, list.Rest, call, depth, ref kept);
            }
        }
    }

    private void KeepHeld(HeldFunctions held, Call call, ref string? kept)
    {
        _steps += held.Values.Count;
        foreach (var value in held.Values)
        {
            foreach (var closure in value.Closures)
            {
                if (closure.Function is not null)
                {
                    KeepFunction(closure, call, ref kept);
                }
            }
        }
    }

    private void KeepAmong(IEnumerable<Value> values, Value? rest, Call call, int depth, ref string? kept)
    {
        foreach (var closure in rest?.Closures ?? [])
        {
            if (closure.Function is not null)
            {
                KeepFunction(closure, call, ref kept);
            }
        }

        if (depth < DeepestKept)
        {
            foreach (var value in values.Take(MostKeptInside))
            {
                KeepInside(value, call, depth + 1, ref kept);
            }
        }
    }

    // An instance that is given to somebody: nobody knows which of its methods he calls, and he may call none of them.
    private void KeepInstance(ObjectData instance, Call call)
    {
        string? kept = null;
        if (_givenToKeepers.Add((instance, 0, _unit)))
        {
            KeepClass(instance.Class!, call, 0, ref kept);
        }
    }

    private void KeepClass(Closure type, Call call, int depth, ref string? kept)
    {
        foreach (var member in type.Members.Values)
        {
            foreach (var closure in member.Closures)
            {
                if (closure.Function is not null)
                {
                    KeepFunction(closure, call, ref kept);
                }
            }
        }

        foreach (var parent in depth < DeepestKept ? type.Bases : [])
        {
            foreach (var closure in parent.Closures)
            {
                if (closure.Function is null)
                {
                    KeepClass(closure, call, depth + 1, ref kept);
                }
            }
        }
    }
}
