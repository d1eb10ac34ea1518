using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Imports, and the names that assignments give to what was imported: what a file takes from others, and under which name it gives what.</summary>
internal sealed partial class OutlineWalk
{
    private Found Required(Call call, Step step)
    {
        if (call.Arguments is not [{ Value: Literal { Value: string module } }, ..] || module.StartsWith("data:", StringComparison.Ordinal) || call.Callee is Name { Text: "__import__" })
        {
            if (call.Arguments.Count > 0)
            {
                Acts("an import by a computed name");
            }

            foreach (var argument in call.Arguments)
            {
                Push(argument.Value, step);
            }

            return default;
        }

        _sink.Refer(ReferenceKind.Import, module, call, step.Unit, _isPython ? Language.Python : Language.JavaScript);
        _importers.Add(_within);
        return new Found { Api = Module(module), Foreign = module, Last = "exports" };
    }

    private ApiNode? Module(string name)
    {
        if (!_isPython && name.StartsWith("node:", StringComparison.Ordinal))
        {
            name = name[5..];
        }

        return _apis.Root.Find(name)?.Target;
    }

    private void SeeImport(Import import, string unit)
    {
        _sink.Refer(ReferenceKind.Import, import.Module, import, unit, _isPython ? Language.Python : ModuleEndings.HasEnding(import.Module) ? null : Language.JavaScript);
        _importers.Add(_within);
        var module = Module(import.Module);
        foreach (var (imported, local) in import.Bindings)
        {
            if (imported == "*" && local == "*")
            {
                if (module is not null && _effects.Reaches(module))
                {
                    Acts("all of " + import.Module);
                }

                continue;
            }

            if (_isPython && imported != "*")
            {
                _sink.Refer(ReferenceKind.Import, import.Module + (import.Module.EndsWith('.') ? "" : ".") + imported, import, unit);
            }

            var dot = import.Module.IndexOf('.', StringComparison.Ordinal);
            var api = _isPython && imported == "*" && dot > 0 && local == import.Module[..dot] ? _apis.Root.Child(local)
                : imported is "*" or "default" ? module
                : module?.Child(imported);
            // from . import x: the module that the name may be is another than the package it is taken from.
            var origin = _isPython && imported != "*" && import.Module.EndsWith('.') ? import.Module + imported : import.Module;
            Alias(local, api, origin, imported is "*" ? "exports" : imported);
        }
    }

    /// <summary>A name for something of the vocabulary, or of another file.</summary>
    private void Alias(string local, ApiNode? api, string? module, string foreign)
    {
        // From here on the name may mean something.
        _recentNames[NameSlot.Of(local, _recentNames.Length)] = null;
        if (api is not null && _effects.Reaches(api))
        {
            if (_plain.Contains(local) || _imported.ContainsKey(local) || (_aliases.TryGetValue(local, out var other) && !ReferenceEquals(other, api)))
            {
                Acts($"{api.Path} as {local}");
            }

            _aliases[local] = api;
            return;
        }

        _declared.Add(local);
        if (module is not null && api is null)
        {
            _imported.TryAdd(local, (module, foreign));
        }
    }

    private void SeeAssign(Assign assign, Step step)
    {
        var hint = (assign.Target as Name)?.Text ?? (assign.Target as Member)?.Text;
        SeeExport(assign);
        if (assign.Value is Call or Name or Syntax.Member or Syntax.Index or Unary { Operator: "await" } && assign.Operator is "=" or "const" or "let" or "var" or ":=" or "with")
        {
            var found = Follow(step with { Node = assign.Value, Hint = null, IsTest = false });
            Bind(assign.Target, found, step);
            return;
        }

        Push(assign.Value, step, hint: hint, isVariable: assign.Target is Name);
        Target(assign.Target, step);
    }

    private void Bind(Node target, Found found, Step step)
    {
        if (found is { Soft: { } soft, Api: { } powerful } && _effects.Reaches(powerful))
        {
            // A name that the file may have for itself: known when all of it was seen.
            HandsOut(found, powerful);
            _plain.Add(soft);
            found = default;
        }

        switch (target)
        {
            case Name name:
                if (step.Class is not null && found.Api is { } field)
                {
                    HandsOut(found, field);
                }
                else
                {
                    Alias(name.Text, found.Api, found.Foreign, found.Last ?? "");
                }

                break;
            case MapNode map when map.Pairs.All(pair => pair is { Key: Literal { Value: string }, Value: Name }):
                foreach (var (key, value) in map.Pairs)
                {
                    var part = (string)((Literal)key!).Value!;
                    SeeMember(part);
                    Alias(((Name)value).Text, found.Api?.Child(part), found.Foreign, part);
                }

                break;
            default:
                if (found.Api is { } api)
                {
                    HandsOut(found, api);
                }

                Target(target, step);
                break;
        }
    }

    private void Target(Node target, Step step)
    {
        if (target is Name or MapNode or ListNode or Unary or Assign)
        {
            Declare(target, step);
        }
        else
        {
            if (target is Syntax.Member && Follow(step with { Node = target, Hint = null, IsTest = true }).Api is { } replaced && (replaced.Calls.Count > 0 || _effects.Reaches(replaced)))
            {
                Acts("replaces " + replaced.Path);
            }

            Push(target, step);
        }
    }

    // module.exports = run, exports.go = run, module.exports = { go: run }.
    private void SeeExport(Assign assign)
    {
        if (_isPython || assign.Target is not Member { Text: var given } target
            || !(target.Target is Name { Text: "exports" } or Member { Text: "exports", Target: Name { Text: "module" } }
                || (given == "exports" && target.Target is Name { Text: "module" })))
        {
            return;
        }

        switch (assign.Value)
        {
            case Name name when name.Text != given:
                _sink.Calls(given, name.Text);
                break;
            case Function { Text: { } function } when function != given:
                _sink.Calls(given, function);
                break;
            case MapNode map:
                NameExports(map);
                break;
        }
    }

    private void CallsForeign(Found found, string unit)
    {
        if (found.Last is { Length: > 0 } last && _foreign.Count < 20_000)
        {
            _foreign.Add(new ForeignCall(unit, found.Foreign!, last));
        }
    }
}
