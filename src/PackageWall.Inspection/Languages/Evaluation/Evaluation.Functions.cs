using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Functions and classes of the file: defining them, calling them, reading their bodies.</summary>
internal sealed partial class Evaluation
{
    private const int MostInline = 8;
    private const int LongestInline = 6_000;
    private const int LongestHelper = 600;
    private const int Crowd = 3;
    private int _inline;

    // The steps of calls that were followed from the body that is being read.
    private long _inner;

    // Marks on values that only this class looks at; a colon keeps them out of facts.
    private const string PropertyMethod = ":property";
    private const string BuiltinMethod = ":builtin";
    private const string OwnFile = ":own-file";
    private const string OfPerson = ":of-person";

    // Members carry the name of their class, inner functions that of the outer one.
    private string Below(string name) =>
        _scope.IsClass ? $"{_scope.Unit}.{name}" : _unit == _source.Unit ? name : $"{_unit}.{name}";

    private Value DefineFunction(Function function, string? hint)
    {
        var name = function.Text ?? hint;
        if (_isPython)
        {
            foreach (var parameter in function.Parameters)
            {
                // Defaults run where the function is defined.
                if (parameter.Default is Call or Binary)
                {
                    Eval(parameter.Default);
                }
            }
        }

        var isStatic = _isPython && function.Decorators.Any(decorator => decorator is Name { Text: "staticmethod" });
        var summary = SummaryOf(function);
        var unit = name is null ? _unit.Length == 0 ? $"<line {function.Line}>" : _unit : summary.UnitBelow(_scope.IsClass ? _scope.Unit : _unit == _source.Unit ? "" : _unit, name);
        var closure = new Closure(function, _scope, unit, name is not null, summary)
        {
            Self = _scope.IsClass ? _scope.Self : null,
            IsMethod = _scope.IsClass && _isPython && !isStatic,
        };
        Defer(closure);
        var value = Value.Of(closure);
        foreach (var decorator in function.Decorators)
        {
            var applied = Eval(decorator);
            if (decorator is Name { Text: "property" } or Member { Text: "setter" or "cached_property" })
            {
                value = value.With(Taint.Of(PropertyMethod));
            }

            // A decorator of the file runs now with the function; one from elsewhere is taken to keep it for later, atexit aside.
            foreach (var local in applied.Closures)
            {
                if (local.Function is not null)
                {
                    value = Value.Join(value, Invoke(local, Arguments.Of(Value.Of(closure)), decorator));
                }
            }

            if (applied.Apis.Any(api => api.Calls.Any(effect => effect.Detail is "atexit")))
            {
                _sink.Calls(_unit, closure.Unit);
            }
        }

        if (function.Text is not null && hint is null && !(_scope.IsClass && !_isPython))
        {
            Declare(function.Text, value);
            if (_scope.IsBlock && _scope.Function is var around && !around.Has(function.Text))
            {
                // Outside strict mode a function is known in all of the function around it.
                Log(around, function.Text);
                around.Set(function.Text, value);
            }
        }

        if (_scope.IsClass && name is not null)
        {
            Declare(name, value);
        }

        return value;
    }


    private Value DefineClass(Class definition, string? hint)
    {
        var name = definition.Text ?? hint ?? $"<line {definition.Line}>";
        var summary = SummaryOf(definition);
        var unit = Below(name);
        var closure = new Closure(definition, _scope, unit, true, summary);
        summary.Instance = new ObjectData { Class = closure };
        foreach (var parent in definition.Bases)
        {
            closure.Bases.Add(Eval(parent));
        }

        var saved = (_scope, _unit);
        var body = new Scope(_scope, _scope.Owner, unit) { IsClass = true, Self = summary.Instance };
        _scope = body;
        Run(definition.Body);
        (_scope, _unit) = saved;
        foreach (var (member, value) in body.Variables)
        {
            closure.Members[member] = value;
        }

        var result = Value.Of(closure);
        foreach (var decorator in definition.Decorators)
        {
            foreach (var local in Eval(decorator).Closures)
            {
                result = Value.Join(result, Invoke(local, Arguments.Of(result), decorator));
            }
        }

        if (definition.Text is not null)
        {
            Declare(definition.Text, result);
        }

        return result;
    }

    /// <summary>Calls a function or constructor of the file.</summary>
    private Value Invoke(Closure closure, Arguments arguments, Node site)
    {
        if (closure.Function is null)
        {
            return Construct(closure, arguments, site);
        }

        if (closure.IsNamed && closure.Summary.IsCalledAnew(_unit, closure.Unit))
        {
            _sink.Calls(_unit, closure.Unit);
        }

        for (var i = 0; i < arguments.Positional.Length; i++)
        {
            _changed |= closure.Summary.Pass(i, arguments.Positional[i]);
        }

        if (arguments.HasKeywords)
        {
            foreach (var (keyword, value) in arguments.Keywords)
            {
                _changed |= closure.Summary.PassKeyword(keyword, value);
            }
        }

        var length = closure.Function.End - closure.Function.Start;
        var isNew = closure.Summary.FollowedInPass != _pass;
        if (closure.Summary.IsActive || _inline >= MostInline || ((!isNew || _allowance.IsOverForFirst) && _allowance.IsOver(length <= LongestHelper, closure.Summary.WasWorth)) || (closure.IsNamed && length > LongestInline && !IsFirstCall(closure)))
        {
            return WithoutCrowd(closure.Summary.Return);
        }

        // Nothing new goes in: what it did and gave the last time is what it does and gives.
        var unit = closure.IsNamed ? closure.Unit : _unit;
        if (Step() && closure.Summary.LastCall is { } last && last.IsAgain(_pass, unit, arguments))
        {
            return last.Result;
        }

        // Each body pays for what stands in it.
        var (before, facts, inner) = (_steps, _sink.Facts.Count, _inner);
        _inner = 0;
        _inline++;
        closure.Summary.FollowedInPass = _pass;
        var result = length > LongestHelper && !MayAct(closure.Function) ? PassThrough(closure, arguments, site) : RunBody(closure, arguments, unit);
        _inline--;
        var own = _steps - before - _inner;
        _inner = inner + _steps - before;
        closure.Summary.WasWorth = _sink.Facts.Count > facts || IsMade(result, arguments);
        if (isNew)
        {
            _allowance.ChargeFirst(own);
        }
        else
        {
            _allowance.Charge(own, length <= LongestHelper, closure.Summary.WasWorth);
        }

        closure.Summary.LastCall = new LastCall(_pass, unit, arguments, result);
        closure.Summary.ReadInPass = closure.IsNamed ? closure.Summary.ReadInPass : _pass;
        _changed |= closure.Summary.Returns(result);
        return result;
    }

    // A text, a function or something powerful that did not go in.
    private static bool IsMade(Value result, Arguments arguments)
    {
        if (result.Apis.Length > 0 || result.Closures.Length > 0)
        {
            return true;
        }

        foreach (var constant in result.Constants)
        {
            if (constant is string { Length: > 0 } or byte[] && !Array.Exists(arguments.Positional, value => Array.Exists(value.Constants, given => ReferenceEquals(given, constant))))
            {
                return true;
            }
        }

        return false;
    }

    // What came from many calls at once: no single one of them gave all of that.
    private static Value WithoutCrowd(Value value) => value.Apis.Length < Crowd ? value : value with { Apis = [] };

    // A long function that can have no effect is not read: what it is given flows on, and functions among that may be called.
    private Value PassThrough(Closure closure, Arguments arguments, Node site)
    {
        var taint = arguments.Taint();
        closure.Summary.IsActive = true;
        var result = site is Call call && Step() ? RunCallbacks(call, arguments, taint) : Value.Unknown;
        closure.Summary.IsActive = false;
        return result.With(taint.WithoutMarks());
    }

    private bool MayAct(Function function) => _outline?.Acting is not { } acting || acting.Contains(function);

    // A long function is read where it is first called: most are called once.
    private bool IsFirstCall(Closure closure) => closure.Summary.ReadInPass != _pass && _inline < 2;

    private Value Construct(Closure type, Arguments arguments, Node site)
    {
        var instance = type.Summary.Instance!;
        var constructor = FindMethod(type, _isPython ? "__init__" : "constructor", 0, site);
        foreach (var method in constructor?.Closures ?? [])
        {
            // A class may be named as its own constructor, as prototypes do: that makes it no method, and calling it would never end.
            if (method.Function is not null)
            {
                Invoke(method, arguments, site);
            }
        }

        var inherited = type.Bases.SelectMany(parent => parent.Apis).Select(api => api.Child(Facts.ApiNode.Result)).OfType<Facts.ApiNode>().ToArray();
        return new Value { Constants = [instance], Apis = inherited, Taint = arguments.Taint().WithoutMarks() };
    }

    private Value RunBody(Closure closure, Arguments arguments, string unit)
    {
        var function = closure.Function!;
        if (closure.Summary.IsActive || !Enter(function))
        {
            return closure.Summary.Return;
        }

        var saved = (_scope, _unit, _branches, _loops);
        var self = closure.Self ?? (closure.Scope.IsClass ? closure.Scope.Self : closure.Scope.Self);
        closure.Summary.IsActive = true;
        _scope = new Scope(closure.Scope, closure.Summary, unit) { Self = self, Locals = function.Locals, Passed = _isPython ? null : arguments };
        _unit = unit;
        _loops = 0;
        Bind(closure, function, arguments);
        var last = Eval(function.Body);
        var result = _scope.Return;
        if (function.Body is not Block)
        {
            result = Value.Join(last, result);
        }

        (_scope, _unit, _branches, _loops) = saved;
        closure.Summary.IsActive = false;
        Leave();
        return result;
    }

    private void Bind(Closure closure, Function function, Arguments arguments)
    {
        var shift = 0;
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = function.Parameters[i];
            if (i == 0 && closure.IsMethod && parameter.Text.Length > 0 && parameter.Text[0] != '*')
            {
                _scope.Set(parameter.Text, closure.Self?.Whole ?? Value.Unknown);
                shift = 1;
                continue;
            }

            Value value;
            if (parameter.Text.StartsWith('*') || parameter.Text.StartsWith("...", StringComparison.Ordinal))
            {
                var name = parameter.Text.TrimStart('*', '.');
                value = parameter.Text.StartsWith("**", StringComparison.Ordinal) ? KeywordRest(arguments) : Rest(arguments, i - shift);
                _scope.Set(name, value);
                continue;
            }

            var place = i - shift;
            value = arguments.HasKeywords && arguments.Keywords.TryGetValue(parameter.Text, out var keyword) ? keyword
                : place < arguments.Positional.Length ? arguments.Positional[place]
                : parameter.Default is not null ? Unless(Eval(parameter.Default))
                : Value.Unknown;
            if (SecretParameter(parameter.Text, function, closure.Unit) is { IsNone: false } secret)
            {
                value = value.With(secret);
            }

            value = IsRequest(function, place) ? value.With(Taint.Of(OfRequest)) : value;
            if (parameter.Pattern is not null)
            {
                AssignTo(parameter.Pattern, value, function, declares: true);
            }
            else
            {
                _scope.Set(parameter.Text, value);
            }
        }
    }

    // Nothing and false stand for what a caller may give or leave out: neither says which way the code goes.
    private static Value Unless(Value value) => value.Single is Nothing or false ? value with { Constants = [] } : value;

    private static Value Rest(Arguments arguments, int from)
    {
        var list = new ListData();
        for (var i = from; i < arguments.Positional.Length; i++)
        {
            list.Add(arguments.Positional[i]);
        }

        return Value.Of(list);
    }

    private static Value KeywordRest(Arguments arguments)
    {
        var data = new ObjectData();
        foreach (var (keyword, value) in arguments.Keywords)
        {
            data.Set(keyword, value, replace: true);
        }

        return Value.Of(data);
    }
}
