using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Calls: of functions of the file, of what the vocabulary knows, and of what nobody knows.</summary>
internal sealed partial class Evaluation
{
    // Methods that keep a function for later instead of calling it: routers, command lines, test frameworks.
    internal static readonly HashSet<string> Keepers = new(StringComparer.Ordinal)
    {
        "action", "command", "handler", "route", "get", "post", "put", "patch", "delete", "use", "all", "describe", "it", "test", "before",
        "after", "beforeEach", "afterEach", "option", "subscribe", "register", "addCommand", "registerCommand", "defineProperty", "extend",
    };

    private Value EvalCall(Call call, Value callee, Value owner, string? member)
    {
        if (member is "filter" or "find" && owner.Taint.Has(EnvironmentNames) && IsByBeginning(call))
        {
            owner = owner with { Taint = owner.Taint.Without(EnvironmentNames) };
            callee = callee with { Taint = callee.Taint.Without(EnvironmentNames) };
        }

        var keepsFor = member is not null && callee is { Apis.Length: 0, Closures.Length: 0 } && owner.Constants.Length == 0 && IsKeeper(member, owner);
        var arguments = EvalArguments(call, keepsFor);
        var result = Value.Unknown;
        var isKnown = false;

        if (member is not null && owner.Constants.Length > 0 && MethodFolding.Call(this, owner, member, arguments, call) is { } folded)
        {
            result = Note(folded, call);
            isKnown = true;
        }

        if (member == "toString" && !_isPython && owner.Closures is [{ Function: { Body: Block { Body.Count: 0 } } written }, ..]
            && _tree.Text.AsSpan(written.Start, Math.Clamp(written.End, written.Start, _tree.Text.Length) - written.Start).IndexOf("/*") >= 0)
        {
            // A function of nothing but a comment is a text, and this takes it. The text of one that does something is taken for many honest ends.
            return Value.Of(_tree.Text[written.Start..Math.Clamp(written.End, written.Start, _tree.Text.Length)], Taint.Of("read.own-source"));
        }

        foreach (var api in callee.Apis)
        {
            isKnown = true;
            result = Value.Gather(CallApi(api, call, owner, arguments), result);
        }

        foreach (var closure in callee.Closures)
        {
            isKnown = true;
            result = Value.Gather(Invoke(closure, arguments, call), result);
        }

        if (isKnown && (callee.Closures.Length == 0 || callee.Taint.IsNone))
        {
            return result;
        }

        if (!isKnown && member is not null)
        {
            if (CallOfFunction(member, owner, arguments, call) is { } called)
            {
                return called;
            }

            if (owner.Apis.Length == 0 && TraitsOf(member).Guessed is { } guessed)
            {
                return CallApi(guessed, call, owner, arguments);
            }
        }


        // What a method of a text gives is no method.
        callee = callee.Taint.Has(BuiltinMethod) ? callee with { Taint = callee.Taint.Without(BuiltinMethod) } : callee;
        return isKnown ? result.With(callee.Taint.WithoutMarks()) : CallUnknown(call, callee, owner, member, arguments);
    }

    private bool IsKeeper(string member, Value owner) => owner.Taint.IsNone && owner.Apis.Length == 0 && TraitsOf(member).IsKeeper;

    // A function that is only kept is a place of its own: what stands in it does not run because the function around it does.
    private Value DefineKept(Function function)
    {
        var value = DefineFunction(function, _unit.Length == 0 ? Units.KeptElsewhere(function.Line) : Units.Kept(function.Line));
        _sink.Calls(_unit, value.Closures[0].Unit);
        return value;
    }

    private Arguments EvalArguments(Call call, bool areKept = false)
    {
        if (call.Arguments.Count == 0)
        {
            return Arguments.None;
        }

        // Most calls pass what stands there, by position: one array of it, and nothing is made twice.
        var written = call.Arguments;
        var positional = new Value[written.Count];
        var count = 0;
        List<Value>? spread = null;
        Names? keywords = null;
        for (var i = 0; i < written.Count; i++)
        {
            var argument = written[i];
            var value = argument.Value is not Function function ? Eval(argument.Value)
                : argument.Keyword is not null ? DefineFunction(function, argument.Keyword)
                : areKept && function.Text is null && !_isPython && (_unit.Length == 0 || _unit != _source.Unit) ? DefineKept(function)
                : Eval(function);
            if (argument.Keyword is not null)
            {
                (keywords ??= new())[argument.Keyword] = value;
            }
            else if (argument.IsSpread && Elements(value) is { Count: <= 4096 } elements)
            {
                (spread ??= [.. positional.AsSpan(0, count)]).AddRange(elements);
            }
            else if (argument.IsSpread && value.Object is { } options)
            {
                foreach (var (key, field) in options.Fields)
                {
                    (keywords ??= new())[key] = field;
                }
            }
            else
            {
                value = argument.IsSpread ? AnyElement(value, argument.Value).With(value.Taint) : value;
                if (spread is not null)
                {
                    spread.Add(value);
                }
                else
                {
                    positional[count++] = value;
                }
            }
        }

        return new Arguments { Positional = spread is not null ? [.. spread] : count == positional.Length ? positional : positional[..count], Named = keywords };
    }

    // f.call(this, a), f.apply(this, [a]), f.bind(this, a): JavaScript's three ways around.
    private Value? CallOfFunction(string member, Value function, Arguments arguments, Call call)
    {
        if (_isPython || member is not ("call" or "apply" or "bind") || (function.Apis.Length == 0 && function.Closures.Length == 0))
        {
            return null;
        }

        if (member == "bind")
        {
            return function;
        }

        var inner = Arguments.Of(member == "call" ? arguments.From(1) : Elements(arguments[1]) is { } elements ? [.. elements] : [AnyElement(arguments[1], call)]);

        return CallValue(function, inner, call, arguments[0]);
    }

    /// <summary>Calls whatever a value is; used for callbacks.</summary>
    private Value CallValue(Value function, Arguments arguments, Call site, Value owner)
    {
        var result = Value.Unknown;
        foreach (var closure in function.Closures)
        {
            result = Value.Join(Invoke(closure, arguments, site), result);
        }

        foreach (var api in function.Apis)
        {
            result = Value.Join(CallApi(api, site, owner, arguments), result);
        }

        return result;
    }

    // Nobody knows what it does: places that it is given count as read, functions as called, and everything flows on.
    private Value CallUnknown(Call call, Value callee, Value owner, string? member, Arguments arguments)
    {
        var taint = callee.Taint.Union(owner.DeepTaint()).Union(UseArguments(call, arguments));
        taint = taint.Has(Mixed) && (member == "decode" || (member == "join" && arguments[0].Text is "")) ? taint.With("decode.keyed") : taint;
        // inspect's own question, handed on by many a package under its own name.
        var isKeeper = member is not null && (IsKeeper(member, owner) || (_isPython && member == "iscoroutinefunction"));
        if (member is not null && owner.Closures.Length == 0 && owner.Object?.Class is { } type && FindMethod(type, "run", 0, call) is { } run && member == "start")
        {
            return CallValue(run, Arguments.None, call, owner);
        }

        if (member == "pipe" && !_isPython && arguments[0].Subject is { } path && !path.Contains("://", StringComparison.Ordinal) && !owner.Taint.IsNone)
        {
            // What comes out of a stream goes into the file that the other one writes.
            WriteFile(Value.Of(path), owner.DeepTaint(), call, Arguments.None);
        }

        if (member == "then" && !_isPython && arguments.Positional.Length > 0)
        {
            // What a promise gives is taken for the promise itself.
            var settled = CallValue(arguments[0], Arguments.Of(owner.With(taint.WithoutMarks())), call, Value.Unknown);
            RunCallbacks(call, Arguments.Of(arguments.From(1)), taint);
            return settled.With(taint.WithoutMarks());
        }

        var result = isKeeper ? Keep(call, arguments) : RunCallbacks(call, arguments, taint);
        result = ResultOfSecrets(result.With(taint.WithoutMarks()), member, arguments).About(owner.Subject ?? callee.Subject);

        // open(x).read() is the file as open(x) was; read(100) and all else is another text.
        return owner.WholeFile is not null && member is "read" or "toString" or "valueOf" && arguments.Positional.Length == 0 && arguments.Keywords.Count == 0
            ? result with { WholeFile = owner.WholeFile }
            : result.WholeFile is null ? result : result with { WholeFile = null };
    }

    /// <summary>What flows in by the arguments of a call that is not understood; secret places and the environment count as read.</summary>
    private Taint UseArguments(Call call, Arguments arguments)
    {
        var taint = Taint.None;
        foreach (var value in arguments.Positional)
        {
            taint = taint.Union(UseArgument(call, value));
        }

        if (arguments.HasKeywords)
        {
            foreach (var value in arguments.Keywords.Values)
            {
                taint = taint.Union(UseArgument(call, value));
            }
        }

        return UseSecrets(call, taint, isGuess: true);
    }

    private Taint UseArgument(Call call, Value value)
    {
        var inner = value.DeepTaint();
        return IsEnvironment(value) || inner.Has(EnvironmentCopy) ? ReadEnvironment(call, inner) : inner;
    }

    /// <summary>Makes facts of the secret places in a taint, and gives the taint with their names in place of the marks.</summary>
    /// <param name="isGuess">Nobody knows that anything is read there: a bare name, such as <c>.env</c>, is then as likely part of a message.</param>
    private Taint UseSecrets(Node site, Taint taint, bool isGuess = false)
    {
        if (taint.Marks.Length == 0)
        {
            return taint;
        }

        var names = taint.WithoutMarks();
        foreach (var mark in taint.Marks)
        {
            if (mark.Fact.StartsWith("read.", StringComparison.Ordinal) && !(isGuess && mark.Value.AsSpan().IndexOfAny('/', '\\') < 0))
            {
                Emit(mark.Fact, site, mark.Value, Taint.None);
                _used.Add(mark);
                names = names.With(mark.Fact);
            }
        }

        return names;
    }

    private readonly HashSet<Mark> _used = [];
}
