using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Functions, classes and the names that they declare; which functions may bring an effect about.</summary>
internal sealed partial class OutlineWalk
{
    private void Mark(FunctionAround? function)
    {
        for (; function is not null && _tellsFunctions && _acting.Add(function.Node); function = function.Around)
        {
            _marked.Push(function);
        }
    }

    // Whoever names a function that may have an effect may bring it about.
    private void MarkCallers()
    {
        var byFunction = new Dictionary<FunctionAround, List<FunctionAround>>();
        var byName = new Dictionary<string, List<FunctionAround>>(StringComparer.Ordinal);
        foreach (var (name, within, isMember) in _mentions)
        {
            if (isMember)
            {
                (byName.TryGetValue(name, out var places) ? places : byName[name] = []).Add(within);
            }
            else if (Declaration(name, within) is { } meant)
            {
                (byFunction.TryGetValue(meant, out var places) ? places : byFunction[meant] = []).Add(within);
            }
        }

        while (_marked.TryPop(out var function))
        {
            byFunction.GetValueOrDefault(function)?.ForEach(Mark);
            foreach (var name in (ReadOnlySpan<string?>)[function.IsMember ? function.Name : null, function.Type])
            {
                if (name is not null)
                {
                    byName.GetValueOrDefault(name)?.ForEach(Mark);
                }
            }
        }
    }

    // The function that a name means at a place, as far as declarations tell.
    private FunctionAround? Declaration(string name, FunctionAround within)
    {
        for (var function = within; function is not null; function = function.Around)
        {
            if (function.IsDeclared(name, out var meant))
            {
                return meant;
            }
        }

        return _top.GetValueOrDefault(name);
    }

    // A name that stands for a function and for something else, or for two functions, means any of them: then it is looked for by name.
    private void DeclareFunction(string name, FunctionAround function, FunctionAround? around)
    {
        if (!_tellsFunctions)
        {
            return;
        }

        var declared = around?.Declared ?? _top;
        if (!declared.TryAdd(name, function))
        {
            function.IsMember = true;
            if (declared[name] is { } other)
            {
                other.IsMember = true;
            }
        }
    }

    private void SeeReturn(Return leave, Step step)
    {
        if (leave.Keyword == "export")
        {
            switch (leave.Value)
            {
                case Name name:
                    _sink.Calls("default", name.Text);
                    break;
                case Function { Text: { } function }:
                    _sink.Calls("default", function);
                    break;
                case MapNode map:
                    NameExports(map);
                    break;
            }
        }

        Push(leave.Value, step, hint: leave.Keyword == "export" ? "default" : null);
    }

    // What a file gives under a name that is not the function's own: a call by that name is a call of the function.
    private void NameExports(MapNode map)
    {
        foreach (var (key, value) in map.Pairs)
        {
            if (key is Literal { Value: string given } && value is Name local && given != local.Text)
            {
                _sink.Calls(given, local.Text);
            }
        }
    }

    private void SeeFunction(Function function, Step step)
    {
        var name = function.Text ?? step.Hint;
        var unit = name is null ? step.Unit : step.Below(name);
        var around = new FunctionAround(function, name, step.Class is { } type ? type[(type.LastIndexOf('.') + 1)..] : null, step.Within) { IsMember = step.Class is not null || (function.Text is null && !step.IsVariable) };
        if (name is not null && step.Class is null && (function.Text is not null || step.IsVariable))
        {
            DeclareFunction(name, around, step.Within);
        }

        var inside = step with { Around = new Surroundings(unit, null, around) };
        Push(function.Body, inside);
        foreach (var parameter in function.Parameters)
        {
            _hasOwnRequire |= parameter.Text == "require";
            _declared.Add(parameter.Text.TrimStart('*', '.'));
            if (_tellsFunctions)
            {
                around.Declared.TryAdd(parameter.Text, null);
            }

            if (_words.IsSecretName(parameter.Text))
            {
                Mark(inside.Within);
            }

            if (parameter.Text is "this" or "globalThis" or "process")
            {
                Acts("a parameter " + parameter.Text);
            }

            Push(parameter.Default, inside);
            Declare(parameter.Pattern, inside);
        }

        PushAll(function.Decorators, step);
        if (function.Text is not null)
        {
            _declared.Add(function.Text);
        }
    }

    private void SeeClass(Class definition, Step step)
    {
        var unit = step.Below(definition.Text ?? step.Hint ?? $"<line {definition.Line}>");
        Push(definition.Body, step with { Around = step.Around with { Class = unit } });
        PushAll(definition.Bases, step);
        PushAll(definition.Decorators, step);
        if (definition.Text is not null)
        {
            _declared.Add(definition.Text);
        }
    }

    /// <summary>The names that a pattern declares; what it computes on the way is walked.</summary>
    private void Declare(Node? pattern, Step step)
    {
        switch (pattern)
        {
            case null:
                break;
            case Name name:
                _declared.Add(name.Text);
                if (!_isPython && CommonNames.Contains(false, name.Text) && name.Text is not ("module" or "process" or "window" or "global" or "document"))
                {
                    Acts("declares " + name.Text);
                }

                break;
            case ListNode list:
                foreach (var item in list.Items)
                {
                    Declare(item, step);
                }

                break;
            case MapNode map:
                foreach (var (key, value) in map.Pairs)
                {
                    SeeMember((key as Literal)?.Value as string);
                    Push(key is Literal ? null : key, step);
                    Declare(value, step);
                }

                break;
            case Unary { Operator: "..." or "*" or "**" or "(" } rest:
                Declare(rest.Operand, step);
                break;
            case Assign withDefault:
                Declare(withDefault.Target, step);
                Push(withDefault.Value, step);
                break;
            default:
                Push(pattern, step);
                break;
        }
    }
}
