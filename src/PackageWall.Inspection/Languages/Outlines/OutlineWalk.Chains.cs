using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Chains, <c>a.b(c)[d]</c>: what of the vocabulary they name, what they import, and what of an import they call.</summary>
internal sealed partial class OutlineWalk
{
    private const int MostPassedOn = 8;
    private readonly List<Node> _links = [];
    private int _passedOn;

    private void SeeChain(Step step)
    {
        var end = Follow(step);
        if (end.Api is { } api && !step.IsTest)
        {
            HandsOut(end, api);
        }
    }

    /// <summary>Walks a chain from its beginning; arguments and keys are left to the walk. Gives what stands at its end.</summary>
    private Found Follow(Step step)
    {
        _links.Clear();
        var at = step.Node;
        while (true)
        {
            Node? inner = at switch
            {
                Member member => member.Target,
                Call call => call.Callee,
                Syntax.Index index => index.Target,
                Slice slice => slice.Target,
                Unary { Operator: "await" or "(" } wait => wait.Operand,
                Binary { Operator: "," } comma => comma.Right,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }

            _links.Add(at);
            at = inner;
        }

        var found = Begin(at, step);
        for (var i = _links.Count - 1; i >= 0; i--)
        {
            found = _links[i] switch
            {
                Member member => MemberOf(found, member.Text, isCalledNext: i > 0 && _links[i - 1] is Call),
                Call call => Called(found, call, step),
                Syntax.Index index => Indexed(found, index, step),
                Slice slice => Sliced(found, slice, step),
                Binary { Left: var left } => Beside(found, left, step),
                _ => found,
            };
        }

        return found;
    }

    private Found Beside(Found found, Node left, Step step)
    {
        Push(left, step);
        return found;
    }

    private Found Begin(Node at, Step step)
    {
        if (at is not Name name)
        {
            if (at is not Literal)
            {
                Push(at, step);
            }
            else
            {
                SeeLiteral((Literal)at, step.Unit);
            }

            return new Found { IsLoose = at is Literal or ListNode or Function or Template or MapNode };
        }

        var text = name.Text;
        ref var recent = ref _recentNames[NameSlot.Of(text, _recentNames.Length)];
        if (ReferenceEquals(recent, text))
        {
            Mentions(text, isMember: false);
            return new Found { Last = text, IsOwn = text is "this" or "super" or "self" or "cls" };
        }

        if (_imported.TryGetValue(text, out var original))
        {
            return new Found { Foreign = original.Module, Last = original.Name };
        }

        SeeMaker(text);
        if (_aliases.TryGetValue(text, out var alias))
        {
            return new Found { Api = alias, Last = text };
        }

        if (_apis.Root.Child(text) is { } api)
        {
            return new Found { Api = api, Last = text, Soft = CommonNames.Contains(_isPython, text) ? null : text };
        }

        _plain.Add(text);
        Mentions(text, isMember: false);
        if (CommonNames.IsDoor(text))
        {
            Acts(text);
        }
        else if (!Makers.Contains(text))
        {
            recent = text;
        }

        return new Found { Last = text, IsOwn = text is "this" or "super" or "self" or "cls" };
    }

    private Found MemberOf(Found found, string member, bool isCalledNext)
    {
        SeeMember(member);
        if (isCalledNext)
        {
            Mentions(member, isMember: true);
        }

        var isByWay = member is "call" or "apply" or "bind" or "then" or "finally" or "valueOf";
        if (isByWay && found.Last is { } last && _apis.Members.ContainsKey(last))
        {
            Acts(last);
        }

        if (CommonNames.IsDoor(member))
        {
            Acts(member);
        }

        var isConstructor = member == "constructor" && !found.IsOwn;
        if (isConstructor && (found.IsLoose || found.IsConstructor))
        {
            Acts("a constructor by way of its object");
        }

        SeeWayIn(isConstructor && !isCalledNext);
        var next = found with { Api = null, Last = member, IsOwn = false, IsLoose = found.IsLoose && !isCalledNext, IsConstructor = isConstructor };
        if (found.Api is not { } api)
        {
            return next;
        }

        if (api.Child(member) is { } child)
        {
            next = next with { Api = child };
            if (child.Reads.Exists(EffectIndex.IsStrong))
            {
                Uses(found, child);
            }

            return next;
        }

        if (Environments.Is(api))
        {
            Variable(found, member);
            return next;
        }

        if (isByWay)
        {
            // The thing itself, by way of a function of all functions or promises.
            if (api.Path == "Function")
            {
                Uses(found, api);
            }

            HandsOut(found, api);
        }

        return member == "default" ? found with { Last = member } : next;
    }

    private Found Called(Found found, Call call, Step step)
    {
        var isPassedOn = false;
        var keeper = found is { Api: null, Last: { } kept } && call.Callee is Syntax.Member && !IsPlainCall(kept) && Evaluation.Evaluation.Keepers.Contains(kept);
        if (found is { Foreign: not null, Api: null })
        {
            CallsForeign(found, step.Unit);
        }

        if (found.IsConstructor && call.Arguments is [{ Value: Literal { Value: string } or Binary or Template }, ..])
        {
            Acts("a constructor by way of its object");
        }

        SeeWayIn(found.IsConstructor);
        if (found.Api is { Path: "Function" } maker && call.Arguments is [{ Value: Literal { Value: string body } }] && body.Trim().TrimEnd(';') == "return this")
        {
            return new Found { Api = maker.Child(ApiNode.Result) };
        }

        if (found is { Soft: not null, Last: { } guessed } && _apis.Members.ContainsKey(guessed))
        {
            Acts(guessed);
        }

        if (found.Api is { } api)
        {
            foreach (var effect in api.Calls)
            {
                switch (effect)
                {
                    case { Verb: "do", Detail: "require" or "import" }:
                        return Required(call, step);
                    case { Verb: "do", Detail: "timer" } when api.Path is "setTimeout" or "setInterval":
                        SeeTimer(found, api, call);
                        break;
                    case { Verb: "do", Detail: "env-get" } when call.Arguments is [{ Value: Literal { Value: string variable } }, ..]:
                        Variable(found, variable);
                        break;
                    case { Verb: "do", Detail: "getattr" or "reflect-get" } when call.Arguments is not [_, { Value: Literal }, ..]:
                        _makesNames = true;
                        break;
                    case { Verb: "fold", Detail: "same-text" } when call.Arguments is [{ Value: Call or Name or Syntax.Member, IsSpread: false }]:
                        isPassedOn = true;
                        break;
                    default:
                        if (EffectIndex.IsStrong(effect))
                        {
                            Uses(found, api);
                        }

                        break;
                }
            }

            found = found with { Api = api.Child(ApiNode.Result) };
        }
        else if (found.Last is { } member && !IsPlainCall(member) && _apis.Members.ContainsKey(member) && _links.Count > 0 && call.Callee is not Name)
        {
            Acts(member);
        }
        else if (found.Foreign is null && call.Callee is Name { Text: { } bare } && !IsPlainCall(bare) && _apis.Members.TryGetValue(bare, out var characteristic))
        {
            // Another file may have made it a global; where this one declares it, the declaration says what it is.
            Uses(new Found { Soft = bare }, characteristic);
        }
        else if (found.IsComputed)
        {
            _computedCallers.Add(_within);
            if (found.IsLoose)
            {
                Acts("a computed member of a text or function");
            }
        }

        if (isPassedOn && _passedOn < MostPassedOn)
        {
            // Helpers that hand a module on: what they are given is what they give.
            _passedOn++;
            var links = _links.ToArray();
            var inner = Follow(step with { Node = call.Arguments[0].Value, Hint = null });
            _links.Clear();
            _links.AddRange(links);
            _passedOn--;
            return inner;
        }

        if (keeper && !_isPython)
        {
            SeeKept(call, step);
        }

        var keeps = keeper && step.Class is null && step.Unit != _source.Unit && !_isPython;
        foreach (var argument in call.Arguments)
        {
            var hint = argument.Keyword ?? (keeps && argument.Value is Function { Text: null } ? Units.Kept(argument.Value.Line) : null);
            if (hint is not null && argument.Keyword is null)
            {
                _sink.Calls(step.Unit, step.Below(hint));
            }

            Push(argument.Value, step, hint: hint);
        }

        return found with { Last = null, IsOwn = false, IsConstructor = false, IsLoose = false, IsComputed = false };
    }

    // Browsers run texts that are given to a timer.
    private void SeeTimer(Found found, ApiNode api, Call call)
    {
        switch (call.Arguments)
        {
            case [] or [{ Value: Function }, ..] or [{ Value: Call { Callee: Syntax.Member { Text: "bind" } } }, ..]:
                break;
            case [{ Value: Literal or Template or Binary }, ..]:
                Uses(found, api);
                break;
            case [{ Value: Name or Syntax.Member }, ..]:
                _namedTimers.Add(_within);
                break;
            default:
                SeeWayIn(true);
                break;
        }
    }

    private Found Indexed(Found found, Syntax.Index index, Step step)
    {
        if (index.Key is Literal { Value: string key })
        {
            return MemberOf(found, key, isCalledNext: true);
        }

        Push(index.Key, step);
        if (found.Api is { } api && _effects.Reaches(api) && index.Key is not Literal)
        {
            Uses(found, api);
        }

        // Members of texts, lists and functions lead to the constructor of all functions.
        return found with { Api = null, Last = null, IsOwn = false, IsConstructor = false, IsComputed = index.Key is not Literal };
    }

    private Found Sliced(Found found, Slice slice, Step step)
    {
        Push(slice.From, step);
        Push(slice.To, step);
        Push(slice.Step, step);
        return found with { Last = null };
    }

    private void Variable(Found found, string name)
    {
        if (_words.IsSecretVariable(name))
        {
            Acts("the variable " + name, isDeep: false);
        }
        else if (found.Api is null || (_words.GateOf(name) is { } fact && !fact.StartsWith("gate.", StringComparison.Ordinal)))
        {
            Acts(name);
        }
    }

    private void Uses(Found found, ApiNode api)
    {
        if (found.Soft is { } name)
        {
            if (!_soft.TryGetValue(name, out var known))
            {
                _soft[name] = known = (api.Path, []);
            }

            known.Within.Add(_within);
        }
        else
        {
            Acts(api.Path.Length == 0 ? "all names" : api.Path, _effects.IsDeep(api));
        }
    }

    /// <summary>What stands at a place of a chain.</summary>
    private readonly record struct Found
    {
        /// <summary>The name of the vocabulary that it is.</summary>
        public ApiNode? Api { get; init; }

        /// <summary>The module that it was imported from.</summary>
        public string? Foreign { get; init; }

        /// <summary>The last member named.</summary>
        public string? Last { get; init; }

        /// <summary>The name that it hangs on, when a declaration of the file may mean another.</summary>
        public string? Soft { get; init; }

        /// <summary>The object or class itself: its constructor is its own.</summary>
        public bool IsOwn { get; init; }

        /// <summary>A text, list or function as written.</summary>
        public bool IsLoose { get; init; }

        /// <summary>A computed member of one of those.</summary>
        public bool IsComputed { get; init; }

        public bool IsConstructor { get; init; }
    }
}
