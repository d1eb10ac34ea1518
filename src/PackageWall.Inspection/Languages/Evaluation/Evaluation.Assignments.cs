using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Assignments: to names, members, elements and patterns.</summary>
internal sealed partial class Evaluation
{
    private Value EvalAssign(Assign assign)
    {
        var name = (assign.Target as Name)?.Text ?? (assign.Target as Member)?.Text;
        var value = assign.Value switch
        {
            Function function => DefineFunction(function, name),
            Class definition => DefineClass(definition, name),
            _ => Eval(assign.Value),
        };

        switch (assign.Operator)
        {
            case "=" or ":=" or "const" or "let" or "var":
                break;
            case "of":
                value = AnyElement(value, assign);
                break;
            case "in":
                value = IsEnvironment(value) ? Value.Tainted(ReadEnvironment(assign, value.Taint)) : Value.Tainted(value.Taint.WithoutMarks());
                break;
            case "with":
                // The object itself, as most context managers give: open(), urlopen(), Session().
                break;
            case "||=" or "&&=" or "??=":
                value = Value.Join(value, Eval(assign.Target));
                break;
            default:
                var old = Eval(assign.Target);
                var sign = assign.Operator.TrimEnd('=');
                value = sign is "+" && TextSums.Grow(old, value, _produces) is { } grown ? grown
                    : sign is "+" && old.Single is ListData list && value.List is { } more ? Extend(list, more, old)
                    : Operate(new Binary(assign.Line, assign.Start, assign.End, sign.Length == 0 ? "+" : sign, assign.Target, assign.Value), old, value, isLast: false);
                break;
        }

        AssignTo(assign.Target, value, assign, assign.Operator is "const" or "let" or "var");
        return value;
    }

    private static Value Extend(ListData list, ListData more, Value whole)
    {
        if (ReferenceEquals(list, more))
        {
            return whole;
        }

        foreach (var item in more.Items)
        {
            list.Add(item);
        }

        if (more.Rest is { } rest)
        {
            list.AddSomewhere(rest);
        }

        return whole;
    }

    private void AssignTo(Node target, Value value, Node site, bool declares = false)
    {
        switch (target)
        {
            case Name name:
                AssignName(name.Text, value, declares);
                break;
            case Member member:
                AssignMember(Eval(member.Target), member.Text, value, site);
                break;
            case Syntax.Index index:
                AssignIndex(Eval(index.Target), Eval(index.Key), site is Assign { Operator: "^=" } or Assign { Value: Binary { Operator: "^" } } ? Lettered(value, value.Taint) : value, site);
                break;
            case ListNode list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    var part = value.List is { IsWhole: true } known && i < known.Items.Count && list.Items[i] is not Unary
                        ? known.Items[i].With(value.Taint)
                        : AnyElement(value, site);
                    AssignTo(list.Items[i] is Unary { Operator: "*" or "..." } rest ? rest.Operand : list.Items[i], part, site, declares);
                }

                break;
            case MapNode map:
                foreach (var (key, to) in map.Pairs)
                {
                    var part = key is Literal { Value: string field } ? MemberOf(value, field, site) : key is null ? value : Value.Tainted(value.DeepTaint());
                    AssignTo(to is Unary { Operator: "..." or "*" } rest ? rest.Operand : to, part, site, declares);
                }

                break;
            case Assign withDefault:
                AssignTo(withDefault.Target, Value.Join(value, Eval(withDefault.Value)), site, declares);
                break;
            case Slice slice:
                Eval(slice.Target);
                break;
        }
    }

    private void Declare(string name, Value value)
    {
        Log(_scope, name);
        _scope.Set(name, value);
    }

    private void AssignName(string name, Value value, bool declares)
    {
        var isOuter = _isPython ? _scope.IsOuter(name) : !declares && !_scope.Has(name) && (_scope.Passed is null || name != "arguments");
        if (!isOuter)
        {
            Declare(name, value);
            return;
        }

        var function = _scope.Function;
        for (var scope = _scope.Parent; scope is not null; scope = scope.Parent)
        {
            if ((!scope.Has(name) && scope.Parent is not null) || scope.IsClass)
            {
                continue;
            }

            if (!scope.Has(name) && !_isPython && scope.Parent is null && function.Parent is not null)
            {
                break;
            }

            // From inside another function: at any time, so it joins what others see.
            var inside = scope.Owner.AssignedFromInside ??= new(StringComparer.Ordinal);
            if (ReferenceEquals(scope.Owner, _scope.Owner))
            {
                Log(scope, name);
                scope.Set(name, value);
            }
            else if (inside.Count < 5_000 || inside.ContainsKey(name))
            {
                var old = inside.GetValueOrDefault(name, Value.Unknown);
                var joined = Value.Join(value, old);
                inside[name] = joined;
                _changed |= !ReferenceEquals(joined.Taint, old.Taint) || joined.Constants.Length != old.Constants.Length || joined.Closures.Length != old.Closures.Length;
                scope.Set(name, scope.TryGet(name, out var now) ? Value.Join(value, now) : value);
            }

            return;
        }

        Log(function, name);
        function.Set(name, value);
    }

    private void AssignMember(Value target, string member, Value value, Node site)
    {
        foreach (var constant in target.Constants)
        {
            if (constant is ObjectData data)
            {
                data.Set(member, value, replace: _branches == 0 && data.Class is null);
                KeepOfRequest(data, member, value);
            }
        }

        foreach (var closure in target.Closures)
        {
            closure.Members[member] = closure.Members.TryGetValue(member, out var old) ? Value.Join(value, old) : value;
        }

        foreach (var api in target.Apis)
        {
            AssignApi(api, member, value, site);
        }
    }

    private void AssignIndex(Value target, Value key, Value value, Node site)
    {
        if (key.Text is { } member)
        {
            AssignMember(target, member, value, site);
            return;
        }

        foreach (var constant in target.Constants)
        {
            switch (constant)
            {
                case ListData list when key.Number is { } number && list.IsWhole && number == Math.Floor(number) && number >= 0:
                    if (number < list.Items.Count)
                    {
                        list.Replace((int)number, _branches == 0 || _turnSteps > 0 ? value : Value.Join(value, list.Items[(int)number]));
                    }
                    else if (number == list.Items.Count)
                    {
                        list.Add(value);
                    }
                    else
                    {
                        list.AddSomewhere(value);
                    }

                    break;
                case ListData list:
                    list.AddSomewhere(value);
                    break;
                case ObjectData data when key.Number is { } number:
                    data.Set(number.ToString(System.Globalization.CultureInfo.InvariantCulture), value, replace: false);
                    break;
                case ObjectData data:
                    data.SetSomewhere(value);
                    break;
            }
        }
    }
}
