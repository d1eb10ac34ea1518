using System.Runtime.CompilerServices;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// One walk through a tree, without recursion and linear in its size. It errs on one side only: whatever it does not understand may
/// have an effect. This part goes through statements and keeps what was found.
/// </summary>
internal sealed partial class OutlineWalk
{
    // Small files are evaluated as a whole: it costs little, and what flows by odd ways is seen.
    private const int SmallFile = 16_000;
    private const int LettersForMention = 64;
    private const int MostAtFirst = 1 << 15;

    private readonly SyntaxTree _tree;
    private readonly SourceText _source;
    private readonly Vocabulary _words;
    private readonly LanguageApis _apis;
    private readonly EffectIndex _effects;
    private readonly FactSink _sink;
    private readonly bool _isPython;
    private readonly Stack<Step> _open = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ApiNode> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Why, HashSet<FunctionAround?> Within)> _soft = new(StringComparer.Ordinal);
    private readonly HashSet<FunctionAround?> _importers = [];
    private readonly Dictionary<string, (string Module, string Name)> _imported = new(StringComparer.Ordinal);
    private readonly HashSet<ForeignCall> _foreign = [];
    private readonly Dictionary<string, FunctionAround?> _top = new(StringComparer.Ordinal);
    private readonly Stack<FunctionAround> _marked = [];
    private readonly HashSet<Mention> _mentions;
    private readonly HashSet<Node> _acting = new(ReferenceEqualityComparer.Instance);
    private string? _because;
    private bool _isDeep;
    private bool _isAnywhere;
    private bool _isDone;
    private FunctionAround? _within;
    private bool _hasOwnRequire;
    private int _looks;

    // Whether it is asked which functions may act: those of small files are all read.
    private readonly bool _tellsFunctions;
    private MainBlock? _main;

    private OutlineWalk(string language, SyntaxTree tree, SourceText source, Vocabulary words)
    {
        _tree = tree;
        _source = source;
        _words = words;
        _apis = words.Apis(language);
        _effects = words.Effects(language);
        _isPython = language == Language.Python;
        _sink = new FactSink(tree.Text, source);
        _mentions = new(Math.Min(tree.Text.Length / LettersForMention, MostAtFirst));
        var slots = tree.Text.Length < SmallFile ? SlotsOfSmallFile : SlotsOfFile;
        (_recentNames, _recentMembers, _recentCalls) = (new string?[slots], new string?[slots], new string?[slots]);
        _tellsFunctions = tree.Text.Length >= SmallFile && tree.Oddities.All(oddity => oddity.Name == "text.single-line");
        _recentMentions = _tellsFunctions ? new Mention[slots] : [];
    }

    /// <summary>Outlines one file.</summary>
    public static Outline Of(string language, SyntaxTree tree, SourceText source, Vocabulary words)
    {
        var walk = new OutlineWalk(language, tree, source, words);
        walk.Run();
        return new Outline(walk._because, walk._sink.ToFacts() with { ForeignCalls = [.. walk._foreign] }, walk._isDeep, walk._isAnywhere || !walk._tellsFunctions ? null : walk._acting, walk._declared, walk._seenTexts, walk._telling);
    }

    private void Run()
    {
        foreach (var reason in _tree.Unread)
        {
            _sink.NotRead(reason);
        }

        foreach (var (name, line, excerpt) in _tree.Oddities)
        {
            _sink.Emit(name, null, _source.Unit, excerpt, Taint.None, line);
            if (name != "text.single-line")
            {
                Acts(name);
            }
        }

        _open.Push(new Step(_tree.Root, new Surroundings(_source.Unit, null, null), null, IsTest: false));
        while (_open.TryPop(out var step))
        {
            if ((++_looks & 0x3FFF) == 0)
            {
                _source.Budget.Cancellation.ThrowIfCancellationRequested();
            }

            _within = step.Within;
            Visit(step);
        }

        (_within, _isDone) = (null, true);

        foreach (var (name, (why, within)) in _soft)
        {
            if (!_declared.Contains(name))
            {
                Acts(why, within);
            }
        }

        SeeHandedOut();
        SeeWaysIn();
        if (_hasOwnRequire && _sink.HasReferences)
        {
            Acts("a require of its own", isDeep: false);
        }

        if (_sink.HasReferencesBeside(_source.Unit, Units.Main))
        {
            // Who calls that function is what the evaluation knows.
            Acts("an import inside a function", _importers, isDeep: false);
        }

        if (_because is not null && _tellsFunctions)
        {
            MarkCallers();
        }
    }

    // Something may have an effect: here, in the function that is being walked, and in those around it.
    private void Acts(string why, bool isDeep = true)
    {
        _because ??= why;
        _isDeep |= isDeep;
        _isAnywhere |= _within is null && _isDone;
        Mark(_within);
    }

    // What turns out to matter when all of the file was seen: in the functions where it stood.
    private void Acts(string why, IEnumerable<FunctionAround?> within, bool isDeep = true)
    {
        _because ??= why;
        _isDeep |= isDeep;
        foreach (var function in within)
        {
            Mark(function);
        }
    }

    private void Push(Node? node, Step around, bool isTest = false, string? hint = null, bool isVariable = false)
    {
        if (node is not null)
        {
            _open.Push(new Step(node, around.Around, hint, isTest, isVariable));
        }
    }

    // Last in, first out: pushed backwards, so that imports come before their uses.
    private void PushAll(Series<Node> nodes, Step around)
    {
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            Push(nodes[i], around);
        }
    }

    private void Visit(Step step)
    {
        switch (step.Node)
        {
            case Literal literal:
                SeeLiteral(literal, step.Unit);
                break;
            case Name or Member or Call or Syntax.Index or Slice:
                SeeChain(step);
                break;
            case Assign assign:
                SeeAssign(assign, step);
                break;
            case Binary binary:
                SeeBinary(binary, step);
                break;
            case Block block:
                PushAll(block.Body, step);
                break;
            case Branch branch:
                SeeBranch(branch, step);
                break;
            case Return leave:
                SeeReturn(leave, step);
                break;
            case Function function:
                SeeFunction(function, step);
                break;
            case Class definition:
                SeeClass(definition, step);
                break;
            case Unary unary:
                Push(unary.Operand, step, isTest: step.IsTest || unary.Operator is "typeof" or "!" or "not" or "void");
                break;
            case Conditional choice:
                Push(choice.Else, step, step.IsTest);
                Push(choice.Then, step, step.IsTest);
                Push(choice.Test, step, isTest: true);
                break;
            case ListNode list:
                PushAll(list.Items, step);
                break;
            case MapNode map:
                foreach (var (key, value) in map.Pairs)
                {
                    var name = (key as Literal)?.Value as string;
                    SeeMember(name);
                    Push(value, step, hint: name);
                    Push(key, step);
                }

                break;
            case Template template:
                PushAll(template.Parts, step);
                break;
            case Comprehension comprehension:
                Push(comprehension.Element, step);
                PushAll(comprehension.Conditions, step);
                foreach (var (target, source) in comprehension.Loops)
                {
                    Declare(target, step);
                    Push(source, step);
                }

                break;
            case Import import:
                SeeImport(import, step.Unit);
                break;
            case Unknown unknown:
                PushAll(unknown.Parts, step);
                break;
            default:
                Acts(step.Node.GetType().Name);
                break;
        }
    }

    private void SeeBinary(Binary binary, Step step)
    {
        if (binary.Operator == "+")
        {
            SeeSum(binary, step);
            return;
        }

        // Chains lean to the left and are walked by the stack.
        var isComparison = binary.Operator is "==" or "!=" or "===" or "!==" or "instanceof" or "in" or "not in" or "is" or "is not" or "<" or ">" or "<=" or ">=";
        Push(binary.Right, step, step.IsTest || isComparison);
        Push(binary.Left, step, step.IsTest || isComparison || binary.Operator is "&&" or "and");
    }

    private void SeeBranch(Branch branch, Step step)
    {
        if (step.Unit.Length == 0 && branch.Keyword is "while" or "for" && IsEndless(branch))
        {
            Acts("a loop without end");
        }

        var isMain = _isPython && step.Unit.Length == 0 && (_main ??= new MainBlock(_tree)).Is(branch);
        for (var i = branch.Parts.Count - 1; i >= 0; i--)
        {
            var part = branch.Parts[i];
            if (isMain && i == 1)
            {
                Push(part, step with { Around = step.Around with { Unit = Units.Main } });
            }
            else if (branch.Keyword == "catch" && part is Name or MapNode or ListNode)
            {
                Declare(part, step);
            }
            else
            {
                Push(part, step, isTest: i == 0 && branch.Keyword is "if" or "while" && part is not (Block or Call));
            }
        }
    }

    private static bool IsEndless(Branch loop) =>
        loop.Parts.Count > 0 && (loop.Keyword == "while" ? loop.Parts[0] is Literal
            : loop.Parts.Count == 4 && (loop.Parts[1] is Literal or Block { Body.Count: 0 } or Binary { Right: Name { Text: "Infinity" } }));

    /// <summary>A name used inside a function.</summary>
    private readonly record struct Mention(string Name, FunctionAround Within, bool IsMember)
    {
        // A reader keeps one copy of a name, so that the copy stands for it; should there be two, the same is noted twice.
        public bool Equals(Mention other) => IsMember == other.IsMember && ReferenceEquals(Within, other.Within) && ReferenceEquals(Name, other.Name);

        public override int GetHashCode() => (RuntimeHelpers.GetHashCode(Name) * 31) ^ RuntimeHelpers.GetHashCode(Within);
    }

    /// <summary>A function and the one around it.</summary>
    private sealed class FunctionAround(Function node, string? name, string? type, FunctionAround? around)
    {
        public Function Node { get; } = node;

        public string? Name { get; } = name;

        /// <summary>What is declared directly in it: functions by name, anything else with null.</summary>
        public Dictionary<string, FunctionAround?> Declared => _declared ??= new(StringComparer.Ordinal);

        private Dictionary<string, FunctionAround?>? _declared;

        public bool IsDeclared(string name, out FunctionAround? meant)
        {
            meant = null;
            return _declared is not null && _declared.TryGetValue(name, out meant);
        }

        /// <summary>The class that it is a member of.</summary>
        public string? Type { get; } = type;

        public FunctionAround? Around { get; } = around;

        /// <summary>Whether it is called as a member of something, or by a name that may mean several.</summary>
        public bool IsMember { get; set; }
    }

    /// <summary>A node to visit.</summary>
    /// <param name="Around">Where it stands.</param>
    /// <param name="Hint">What it is called if it is a function without a name.</param>
    /// <param name="IsTest">Whether only its truth is asked for.</param>
    /// <param name="IsVariable">Whether the hint is the name of a variable, not of a member.</param>
    private readonly record struct Step(Node Node, Surroundings Around, string? Hint, bool IsTest, bool IsVariable = false)
    {
        public string Unit => Around.Unit;

        public string? Class => Around.Class;

        public FunctionAround? Within => Around.Within;

        public string Below(string name) => Class is not null ? $"{Class}.{name}" : Unit.Length == 0 ? name : $"{Unit}.{name}";
    }

    /// <summary>What is the same for all nodes of a body.</summary>
    /// <param name="Unit">The function that they stand in, as the evaluation names it.</param>
    /// <param name="Class">The class whose body they stand in directly.</param>
    /// <param name="Within">The functions that they stand in.</param>
    private sealed record Surroundings(string Unit, string? Class, FunctionAround? Within);
}
