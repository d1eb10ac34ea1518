using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Names and members.</summary>
internal sealed partial class Evaluation
{
    private Value Lookup(Name name)
    {
        if (name.Text is "this" && !_isPython)
        {
            return _scope.Self?.Whole ?? Value.Unknown;
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

            if (scope.Passed is { } passed && name.Text is "arguments")
            {
                value = Rest(passed, 0);
                scope.Set(name.Text, value);
                return value;
            }


            if (scope.Locals?.Contains(name.Text) == true)
            {
                return scope.Owner.AssignedFromInside?.GetValueOrDefault(name.Text) ?? Value.Unknown;
            }

            isCrossing |= !scope.IsBlock;
        }

        if (name.Text is "__file__" or "__filename")
        {
            return Value.Of("./" + _source.File[(_source.File.LastIndexOf('/') + 1)..], Taint.Of(OwnFile));
        }

        if (!_isPython && name.Text is "exports")
        {
            return Value.Of(_exports);
        }

        // Short names of packages are names of anything in minified code: where the file declares one, it is not the package.
        return TraitsOf(name.Text).Root is { } node && (_outline?.Declared.Contains(name.Text) != true || Outlines.CommonNames.Contains(_isPython, name.Text))
            ? FromApi(node, name)
            : Value.Unknown;
    }

    /// <summary>A name of the vocabulary as a value; mentioning some is a fact already.</summary>
    private Value FromApi(ApiNode node, Node? site = null)
    {
        if (node.Reads.Count == 0 && _plainApis.TryGetValue(node, out var known))
        {
            return known;
        }

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

        var value = new Value { Apis = [node.Target], Constants = node.Text is null ? [] : [node.Text], Taint = taint };
        if (node.Reads.Count == 0)
        {
            _plainApis[node] = value;
        }

        return value;
    }

    // What naming alone does nothing with is the same value wherever it stands.
    private readonly Dictionary<ApiNode, Value> _plainApis = new(ReferenceEqualityComparer.Instance);

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

        if (PartOfPath(target, member) is { } part)
        {
            return part;
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

        // That of a text or list makes texts and lists; its own, as that of any function, makes functions out of text.
        if (member == "constructor" && target.Constants.Length == 0 && target.Apis.Length == 0
            && (target.Closures is [{ Function: not null }] or [{ Function: not null }, { Function: not null }] || (target.Closures.Length == 0 && target.Taint.Has(BuiltinMethod))))
        {
            value = Value.Join(value, Value.Of(_apis.Root.Child("Function")));
        }

        var taint = target.Constants.Length > 0 && target.Object is not null ? target.Taint : target.DeepTaint(2);
        if (target.Constants.Length > 0 && target.Apis.Length == 0 && Array.Exists(target.Constants, static constant => constant is string or ListData or double))
        {
            taint = taint.WithBuiltin(BuiltinMethod);
        }

        value = NamedMember(value, member);
        return ReferenceEquals(value, Value.Unknown) ? Value.Tainted(taint).About(target.Subject)
            : value.With(taint).About(value.Subject ?? target.Subject);
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
}
