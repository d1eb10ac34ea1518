using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Statements: order, branches and loops.</summary>
internal sealed partial class Evaluation
{
    private readonly List<(Scope Scope, string Name, Value? Old)> _log = [];
    private int _branches;

    // Inside `if __name__ == "__main__"`: not run when the file is imported.
    private int _guarded;
    private MainBlock? _main;
    private int _loops;

    private void Run(Node statement) => Eval(statement);

    private Value RunBlock(Block block)
    {
        if (block.Locals is not { } locals)
        {
            return RunStatements(block);
        }

        var outer = EnterBlock(locals);
        var last = RunStatements(block);
        _scope = outer;
        return last;
    }

    // Gives the scope to go back to.
    private Scope EnterBlock(NameSet? locals)
    {
        var outer = _scope;
        _scope = new Scope(outer, outer.Owner, outer.Unit) { IsBlock = true, Self = outer.Self, Locals = locals };
        return outer;
    }

    private Value RunStatements(Block block)
    {
        if (!_isPython && !block.IsPlain)
        {
            Hoist(block);
        }

        var last = Value.Unknown;
        foreach (var statement in block.Body)
        {
            last = Eval(statement);
            if (IsOver)
            {
                break;
            }
        }

        return last;
    }

    // JavaScript declares functions before the first line of their block runs.
    private void Hoist(Block block)
    {
        var isPlain = true;
        foreach (var statement in block.Body)
        {
            var declared = statement is Return { Keyword: "export", Value: Function exported } ? exported : statement;
            if (declared is Function { Text: { } name } function)
            {
                isPlain = false;
                Declare(name, DefineFunction(function, null));
            }
        }

        block.IsPlain = isPlain;
    }

    private Value RunBranch(Branch branch)
    {
        switch (branch.Keyword)
        {
            case "global" or "nonlocal":
                foreach (var part in branch.Parts)
                {
                    if (part is Name name)
                    {
                        _scope.DeclareOuter(name.Text);
                    }
                }

                return Value.Unknown;
            case "for" or "while" or "do":
                var outside = branch.Locals is null ? _scope : EnterBlock(branch.Locals);
                RunLoop(branch);
                _scope = outside;
                return Value.Unknown;
            case "catch" when !_isPython:
                // What is caught is nothing that stands outside by the same name.
                var outer = EnterBlock(null);
                RunAlternatives(branch);
                _scope = outer;
                return Value.Unknown;
            case "with" or "assert" or "label":
                foreach (var part in branch.Parts)
                {
                    Eval(part);
                }

                return Value.Unknown;
            default:
                RunAlternatives(branch);
                return Value.Unknown;
        }
    }

    // Blocks exclude each other, all but the first of a try; what they assign is joined with what was there.
    private void RunAlternatives(Branch branch)
    {
        var isFirst = branch.Keyword == "try";
        var made = _made.Count;
        var isMain = _isPython && (_main ??= new MainBlock(_tree)).Is(branch);
        var isAsked = false;
        for (var i = 0; i < branch.Parts.Count; i++)
        {
            var part = branch.Parts[i];
            if (branch.Keyword == "catch" && part is Name or MapNode or ListNode)
            {
                // What is caught is nothing that stands outside by the same name; minified code has few names.
                AssignTo(part, Value.Unknown, branch, declares: true);
                continue;
            }

            var isGuarded = isMain && ReferenceEquals(part, branch.Parts[1]);
            if (part is not (Block or Branch or Return or Assign or Call) || isFirst)
            {
                isFirst = false;
                isAsked = Eval(part).Taint.Has(OfPerson) && _unit.Length == 0 && branch.Keyword == "if";
                Dice(part, Value.Unknown);
                continue;
            }

            _branches++;
            var mark = _log.Count;
            _guarded += isGuarded ? 1 : 0;
            var unit = _unit;
            _unit = isGuarded && unit.Length == 0 ? Units.Main : unit;
            if (isAsked && ReferenceEquals(part, branch.Parts[1]))
            {
                // A person is asked first, and nobody knows what he says: it may run, and not for certain.
                _unit = Units.KeptElsewhere(branch.Line);
                _sink.Calls(unit, _unit);
            }

            Eval(part);
            _unit = unit;
            _guarded -= isGuarded ? 1 : 0;
            if (part is Call && branch.Keyword == "if" && ReferenceEquals(part, branch.Parts[0]))
            {
                Dice(part, Value.Unknown);
            }

            Rewind(mark);
            _branches--;
        }

        JoinMade(made);
    }

    // Undoes the assignments since a mark and adds what they made to what is to be joined, each name once.
    private void Rewind(int mark)
    {
        var first = _made.Count;
        Dictionary<Variable, int>? places = null;
        _places.Clear();
        for (var i = _log.Count - 1; i >= mark; i--)
        {
            var (scope, name, old) = _log[i];
            if (PlaceOfMade(scope, name, first, places) is >= 0 and var place)
            {
                _made[place] = _made[place] with { Old = old };
                continue;
            }

            places?.Add(new(scope, name), _made.Count);
            _made.Add(new(scope, name, old, scope.TryGet(name, out var now) ? now : Value.Unknown));
            if (places is null && _made.Count - first > FewMade)
            {
                places = _places;
                for (var known = first; known < _made.Count; known++)
                {
                    places.Add(new(_made[known].Scope, _made[known].Name), known);
                }
            }
        }

        for (var i = first; i < _made.Count; i++)
        {
            var (scope, name, old, _) = _made[i];
            if (old is null)
            {
                scope.Remove(name);
            }
            else
            {
                scope.Set(name, old);
            }
        }

        _log.RemoveRange(mark, _log.Count - mark);
    }

    private int PlaceOfMade(Scope scope, string name, int first, Dictionary<Variable, int>? places)
    {
        if (places is not null)
        {
            return places.TryGetValue(new(scope, name), out var place) ? place : -1;
        }

        for (var i = first; i < _made.Count; i++)
        {
            if (ReferenceEquals(_made[i].Scope, scope) && string.Equals(_made[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }

    // What was made by what may have run is either of two from now on.
    private void JoinMade(int first)
    {
        for (var i = first; i < _made.Count; i++)
        {
            var (scope, name, _, made) = _made[i];
            Log(scope, name);
            scope.Set(name, scope.TryGet(name, out var now) ? Value.Join(made, now) : made);
        }

        _made.RemoveRange(first, _made.Count - first);
    }

    // Most branches assign a handful of names: those are found by looking at each.
    private const int FewMade = 16;

    // What branches that are being walked made, those of the innermost last; one list for all of them.
    private readonly List<Made> _made = [];

    // Where among them the names of the branch stand that is being undone; made once, and emptied for the next.
    private readonly Dictionary<Variable, int> _places = [];

    /// <summary>What a name in a scope was before a branch, and what the branch made of it.</summary>
    private readonly record struct Made(Scope Scope, string Name, Value? Old, Value New);

    /// <summary>A name in a scope.</summary>
    private readonly record struct Variable(Scope Scope, string Name)
    {
        public bool Equals(Variable other) => ReferenceEquals(Scope, other.Scope) && string.Equals(Name, other.Name);

        public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Scope), Name.GetHashCode(StringComparison.Ordinal));
    }

    private void Log(Scope scope, string name)
    {
        if (_branches > 0)
        {
            _log.Add((scope, name, scope.TryGet(name, out var old) ? old : null));
        }
    }

    private void RunLoop(Branch loop)
    {
        if (IsEndless(loop))
        {
            Emit("loop.endless", loop, null, Taint.None);
        }

        if (TryUnroll(loop))
        {
            return;
        }

        _branches++;
        _loops++;
        var mark = _log.Count;

        // Twice, so that what one turn leaves behind is seen by the next; deep nests once, or the cost would double with each.
        for (var turn = 0; turn < (_loops <= 2 ? 2 : 1); turn++)
        {
            foreach (var part in loop.Parts)
            {
                Eval(part);
            }
        }

        var made = _made.Count;
        Rewind(mark);
        _loops--;
        _branches--;
        JoinMade(made);
    }

    // while True without a way out, run as soon as the file is loaded.
    private bool IsEndless(Branch loop)
    {
        if (_unit.Length != 0 || _guarded > 0 || loop.Keyword == "do")
        {
            return false;
        }

        var test = loop.Keyword == "while" ? (loop.Parts.Count > 0 ? loop.Parts[0] : null) : loop.Parts.Count == 4 ? loop.Parts[1] : null;
        var isTrue = test is Literal { Value: true or 1.0 } || (loop.Parts.Count == 4 && test is Block { Body.Count: 0 })
            || test is Binary { Right: Name { Text: "Infinity" } };
        if (!isTrue)
        {
            return false;
        }

        var text = _tree.Text.AsSpan(loop.Start, Math.Clamp(loop.End - loop.Start, 0, _tree.Text.Length - loop.Start));
        return !text.Contains("break", StringComparison.Ordinal) && !text.Contains("return", StringComparison.Ordinal)
            && !text.Contains("await", StringComparison.Ordinal) && !text.Contains("exit", StringComparison.Ordinal) && !text.Contains("raise", StringComparison.Ordinal);
    }

    private Value RunReturn(Return leave)
    {
        var value = leave switch
        {
            { Value: null } => Value.Unknown,
            { Keyword: "export", Value: Function { Text: null } function } => DefineFunction(function, "default"),
            { Keyword: "export", Value: Class { Text: null } definition } => DefineClass(definition, "default"),
            _ => Eval(leave.Value),
        };
        switch (leave.Keyword)
        {
            case "return":
                _scope.Return = Value.Join(value, _scope.Return);
                break;
            case "export":
                _exports.Set("default", value, replace: false);
                break;
        }

        return value;
    }

    private readonly ObjectData _exports = new();

    private Value RunImport(Import import)
    {
        _sink.Refer(ReferenceKind.Import, import.Module, import, _unit, !_isPython && ModuleEndings.HasEnding(import.Module) ? null : _language);
        var module = Module(import.Module);
        foreach (var (imported, local) in import.Bindings)
        {
            if (imported == "*" && local == "*")
            {
                continue;
            }

            var value = imported is "*" or "default" ? module : MemberOf(module, imported, import);
            if (_isPython && imported == "*" && import.Module.Contains('.') && local == import.Module[..import.Module.IndexOf('.')])
            {
                value = Value.Of(_apis.Root.Child(local));
            }

            // from package import module: also a reference to the module, when there is one.
            if (_isPython && imported != "*")
            {
                var separator = import.Module.EndsWith('.') ? "" : ".";
                _sink.Refer(ReferenceKind.Import, import.Module + separator + imported, import, _unit);
            }

            Declare(local, value);
        }

        return Value.Unknown;
    }

    /// <summary>What importing a module gives, when the vocabulary knows it.</summary>
    private Value Module(string name)
    {
        if (!_isPython && name.StartsWith("node:", StringComparison.Ordinal))
        {
            name = name[5..];
        }

        var node = _apis.Root.Find(name);
        return node is null ? Value.Unknown : FromApi(node);
    }
}
