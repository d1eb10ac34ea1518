namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What is known of a function from all its calls. Lives through all passes over a file.</summary>
internal sealed class Summary
{
    /// <summary>What calls pass, by position.</summary>
    public List<Value> Parameters { get; } = [];

    /// <summary>What calls pass by name, and what could not be placed.</summary>
    public Names Keywords { get; } = new();

    public Value Return { get; set; } = Value.Unknown;

    /// <summary>The pass in which its body was last read.</summary>
    public int ReadInPass { get; set; } = -1;

    /// <summary>The pass in which it was last put among those whose bodies are read after the top level.</summary>
    public int DeferredInPass { get; set; } = -1;

    /// <summary>The pass in which a call was last followed into its body.</summary>
    public int FollowedInPass { get; set; } = -1;

    /// <summary>Whether the call that was last followed into its body brought a new fact, or a value that did not go in.</summary>
    public bool WasWorth { get; set; }

    /// <summary>The last call that was followed into its body.</summary>
    public LastCall? LastCall { get; set; }

    private (string Outer, string Name, string Unit)? _below;

    /// <summary>The name of the function, inside another or a class: defined again and again, it is mostly the same one.</summary>
    public string UnitBelow(string outer, string name)
    {
        if (_below is not { } known || known.Outer != outer || known.Name != name)
        {
            _below = known = (outer, name, outer.Length == 0 ? name : $"{outer}.{name}");
        }

        return known.Unit;
    }

    private (string Caller, string Callee)? _call;

    /// <summary>Whether the call that is made now has other names than the one before: the same few are made again and again.</summary>
    public bool IsCalledAnew(string caller, string callee)
    {
        if (_call is { } call && ReferenceEquals(call.Caller, caller) && ReferenceEquals(call.Callee, callee))
        {
            return false;
        }

        _call = (caller, callee);
        return true;
    }

    // What flowed in when it was in an object that was given to somebody: in which pass, and where it then ran.
    private (int Pass, string Unit, Taint Taint) _handed = (-1, "", Taint.None);

    /// <summary>Whether it was run in this pass with all that flows in now; from now on it was.</summary>
    public bool IsHandedAgain(int pass, string unit, Taint taint)
    {
        var known = _handed.Pass == pass && _handed.Unit == unit ? _handed.Taint : null;
        var union = known?.Union(taint) ?? taint;
        _handed = (pass, unit, union);
        return ReferenceEquals(known, union);
    }

    /// <summary>Whether it is being read just now: recursion uses the summary.</summary>
    public bool IsActive { get; set; }

    /// <summary>What functions inside assigned to its variables, over all passes.</summary>
    public Dictionary<string, Value>? AssignedFromInside { get; set; }

    /// <summary>The fields of instances, for classes.</summary>
    public ObjectData? Instance { get; set; }

    public bool Pass(int position, Value value)
    {
        if (position >= 64)
        {
            return false;
        }

        while (Parameters.Count <= position)
        {
            Parameters.Add(Value.Unknown);
        }

        var old = Parameters[position];
        var joined = Value.Join(old, value);
        Parameters[position] = joined;
        return !Same(old, joined);
    }

    public bool PassKeyword(string keyword, Value value)
    {
        if (Keywords.Count >= 128 && !Keywords.ContainsKey(keyword))
        {
            return false;
        }

        var old = Keywords.GetValueOrDefault(keyword, Value.Unknown);
        var joined = Value.Join(old, value);
        Keywords[keyword] = joined;
        return !Same(old, joined);
    }

    public bool Returns(Value value)
    {
        var old = Return;
        Return = Value.Join(old, value);
        return !Same(old, Return);
    }

    private static bool Same(Value left, Value right) =>
        ReferenceEquals(left, right)
        || (ReferenceEquals(left.Taint, right.Taint)
            && left.Constants.Length == right.Constants.Length
            && left.Apis.Length == right.Apis.Length
            && left.Closures.Length == right.Closures.Length);
}
