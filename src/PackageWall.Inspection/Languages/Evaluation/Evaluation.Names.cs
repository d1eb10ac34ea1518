using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Names, members and assignments.</summary>
internal sealed partial class Evaluation
{
    private Value Lookup(Name name)
    {
        if (name.Text is "this" && !_isPython)
        {
            return _scope.Self is { } self ? Value.Of(self) : Value.Unknown;
        }

        var isCrossing = false;
        for (var scope = _scope; scope is not null; scope = scope.Parent)
        {
            if (scope.IsClass && isCrossing)
            {
                continue;
            }

            if (scope.TryGet(name.Text, out var value))
            {
                return scope.Owner.AssignedFromInside?.TryGetValue(name.Text, out var inner) == true ? Value.Join(value, inner) : value;
            }

            isCrossing = true;
        }

        if (name.Text is "__file__" or "__filename")
        {
            return Value.Of("./" + _source.File[(_source.File.LastIndexOf('/') + 1)..], Taint.Of(OwnFile));
        }

        if (!_isPython && name.Text is "exports")
        {
            return Value.Of(_exports);
        }

        return _apis.Root.Child(name.Text) is { } node ? FromApi(node, name) : Value.Unknown;
    }

    /// <summary>A name of the vocabulary as a value; mentioning some is a fact already.</summary>
    private Value FromApi(ApiNode node, Node? site = null)
    {
        var taint = Taint.None;
        foreach (var effect in site is null ? [] : node.Reads)
        {
            Emit(effect.Verb, site!, node.Path, Taint.None);
            taint = taint.With(effect.Verb);
        }

        if (IsEnvironment(node.Target))
        {
            taint = taint.With(EnvironmentCopy);
        }

        return new Value { Apis = [node.Target], Constants = node.Text is null ? [] : [node.Text], Taint = taint };
    }

    private static bool HasApi(Value value, string path)
    {
        foreach (var api in value.Apis)
        {
            if (api.Path == path)
            {
                return true;
            }
        }

        return false;
    }

    private Value MemberOf(Value target, string member, Node site)
    {
        if (IsEnvironment(target) && _apis.Root.Find(target.Apis[0].Path)?.Child(member) is null)
        {
            return ReadVariable(Value.Of(member), site);
        }

        var value = Value.Unknown;
        foreach (var api in target.Apis)
        {
            if (member is "default" && api.Child(member) is null)
            {
                value = Value.Join(Value.Of(api), value);
            }
            else if (api.Child(member) is { } child)
            {
                value = Value.Join(FromApi(child, site), value);
            }
        }

        foreach (var constant in target.Constants)
        {
            if (constant is ObjectData data)
            {
                value = Value.Join(FieldOf(data, member, site), value);
            }
            else if (member == "length" && TextFolding.Length(constant) is { } length)
            {
                value = Value.Join(Value.Of((double)length), value);
            }
        }

        foreach (var closure in target.Closures)
        {
            value = Value.Join(StaticOf(closure, member), value);
        }

        if (member == "constructor" && (target.Closures.Length > 0 || target.Constants.Any(constant => constant is not ObjectData) || target.Taint.Has(BuiltinMethod)))
        {
            value = Value.Join(value, Value.Of(_apis.Root.Child("Function")));
        }

        var taint = target.Constants.Length > 0 && target.Object is not null ? target.Taint : target.DeepTaint(2);
        if (target.Constants.Any(constant => constant is string or ListData or double) && target.Apis.Length == 0)
        {
            taint = taint.With(BuiltinMethod);
        }

        return ReferenceEquals(value, Value.Unknown) ? Value.Tainted(taint) with { Subject = target.Subject }
            : value.With(taint) with { Subject = value.Subject ?? target.Subject };
    }

    private Value FieldOf(ObjectData data, string member, Node site)
    {
        if (data.Get(member) is { } field)
        {
            return field;
        }

        if (data.Class is { } type)
        {
            return FindMethod(type, member, 0, site) ?? data.Rest ?? Value.Unknown;
        }

        return data.Rest ?? Value.Tainted(data.Fields.Count == 0 ? data.DeepTaint(1) : Taint.None);
    }

    private Value? FindMethod(Closure type, string member, int depth, Node site)
    {
        if (type.Members.TryGetValue(member, out var value))
        {
            return value.Taint.Has(PropertyMethod) && value.Closures.Length > 0 ? Invoke(value.Closures[0], Arguments.None, site) : value;
        }

        if (depth > 16)
        {
            return null;
        }

        foreach (var parent in type.Bases)
        {
            foreach (var closure in parent.Closures)
            {
                if (FindMethod(closure, member, depth + 1, site) is { } found)
                {
                    return found;
                }
            }

            foreach (var api in parent.Apis)
            {
                if (api.Child(ApiNode.Result)?.Child(member) is { } node)
                {
                    return Value.Of(node);
                }
            }
        }

        return null;
    }

    private static Value StaticOf(Closure closure, string member) =>
        member == "prototype" && closure.Summary.Instance is { } instance ? Value.Of(instance)
        : closure.Members.TryGetValue(member, out var value) ? value
        : Value.Unknown;

    private Value IndexOf(Value target, Value key, Node site)
    {
        if (IsEnvironment(target))
        {
            return ReadVariable(key, site);
        }

        if (key.Number is { } number && target.Constants.Length > 0 && key.Text is null)
        {
            if (TextFolding.At(target, number, _isPython) is { } letter)
            {
                return letter;
            }

            var place = ((double)number).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return target.Object?.Get(place) is { } field ? field.With(target.Taint) : AnyElement(target, site);
        }

        if (key.Text is { } member)
        {
            if (_isPython && target.Object is { } dictionary && (target.Apis.Length == 0 || dictionary.Get(member) is not null))
            {
                return (dictionary.Get(member) ?? dictionary.Any()).With(target.Taint);
            }

            return MemberOf(target, member, site);
        }

        // Some member of something powerful, by a name that cannot be known.
        if (target.Apis.Length > 0 && key.Constants.Length == 0)
        {
            Emit("dynamic.member", site, target.Apis[0].Path, key.Taint);
            return Value.Tainted(target.Taint.Union(key.Taint).With("dynamic.member"));
        }

        var any = Value.Unknown;
        foreach (var candidate in key.Constants)
        {
            if (candidate is string text)
            {
                any = Value.Join(MemberOf(target, text, site), any);
            }
        }

        return Value.Join(any, AnyElement(target, site)).With(key.Taint.WithoutMarks());
    }

    // ---- assignment ------------------------------------------------------------------------------------------------

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
                value = sign is "+" && old.Single is ListData list && value.List is { } more
                    ? Extend(list, more, old)
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
        var isOuter = _isPython ? _scope.IsOuter(name) : !declares && !_scope.Has(name);
        if (!isOuter)
        {
            Declare(name, value);
            return;
        }

        for (var scope = _scope.Parent; scope is not null; scope = scope.Parent)
        {
            if ((!scope.Has(name) && scope.Parent is not null) || scope.IsClass)
            {
                continue;
            }

            if (!scope.Has(name) && !_isPython && scope.Parent is null && _scope.Parent is not null)
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

        Declare(name, value);
    }

    private void AssignMember(Value target, string member, Value value, Node site)
    {
        foreach (var data in target.Constants.OfType<ObjectData>())
        {
            data.Set(member, value, replace: _branches == 0 && data.Class is null);
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
                        list.Items[(int)number] = _branches == 0 || _turnSteps > 0 ? value : Value.Join(value, list.Items[(int)number]);
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
