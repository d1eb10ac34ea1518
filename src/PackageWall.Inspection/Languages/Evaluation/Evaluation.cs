using System.Runtime.CompilerServices;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// One reading of one tree. Goes through the file a few times: each pass knows from the one before what functions are called with
/// and give back. Within a pass, code is followed in the order of its lines; bodies of functions come after the top level, and
/// once more at each call with constants, as long as the allowance for that lasts. This part holds state and bounds.
/// </summary>
internal sealed partial class Evaluation
{
    private const int MostDepth = 500;
    private const int MostPasses = 3;
    private const int LargeText = 256 << 10;
    private const long MostSteps = 60_000_000;
    private const long MostTextProduced = 96L << 20;
    private const long LeastTextProduced = 24L << 20;
    private const long TextForLetter = 64;

    private readonly SyntaxTree _tree;
    private readonly SourceText _source;
    private readonly Vocabulary _words;
    private readonly LanguageApis _apis;
    private readonly FactSink _sink;
    private readonly Dictionary<Node, Summary> _summaries = new(ReferenceEqualityComparer.Instance);
    private readonly Summary _topSummary = new();
    private readonly List<FoundText> _texts = [];
    private readonly Dictionary<(bool, int, long), int> _textPlaces = [];
    private readonly Outlines.Outline? _outline;
    private readonly bool _isPython;
    private readonly string _language;
    private readonly Queue<Closure> _deferred = [];
    private Scope _scope;
    private string _unit;
    private int _depth;
    private int _pass;
    private bool _changed;
    private long _steps;
    private int _looks;
    private FollowingAllowance _allowance = new(0, false);
    private long _produced;

    // Asked for with every sum: made once.
    private readonly Func<long, bool> _produces;

    public Evaluation(string language, SyntaxTree tree, SourceText source, Vocabulary words, Outlines.Outline? outline)
    {
        _outline = outline;
        _language = language;
        _tree = tree;
        _source = source;
        _words = words;
        _apis = words.Apis(language);
        _isPython = language == Languages.Language.Python;
        _sink = new FactSink(tree.Text, source);
        _unit = source.Unit;
        _scope = new Scope(null, _topSummary, _unit);
        _produces = Produce;
    }

    /// <summary>Texts to be read as code of their own.</summary>
    public IReadOnlyList<FoundText> Texts => _texts;

    /// <summary>Reads the file; gives what was found, and the calls that others found.</summary>
    public FileFacts Run(IReadOnlyList<(string Caller, string Callee)> others)
    {
        foreach (var reason in _tree.Unread)
        {
            _sink.NotRead(reason);
        }

        foreach (var (name, line, excerpt) in _tree.Oddities)
        {
            _sink.Emit(name, null, _source.Unit, excerpt, Taint.None, line);
        }

        var passes = _tree.Text.Length > LargeText ? MostPasses - 1 : MostPasses;
        for (_pass = 0; _pass < passes; _pass++)
        {
            _changed = false;
            RunPass();
            if (!_changed || IsOver || !(_outline is null or { IsDeep: true } || _sink.IsDeep))
            {
                break;
            }
        }

        FindHidden();
        MentionUnused();
        _sink.AlsoCalls(others);
        return _sink.ToFacts();
    }

    private void RunPass()
    {
        _allowance = new FollowingAllowance(_tree.Text.Length, _source.RunsUnasked || _source.Depth > 0);
        _inner = 0;
        _scope = new Scope(null, _topSummary, _source.Unit);
        _unit = _source.Unit;
        _branches = 0;
        _produced = 0;
        _turnSteps = 0;
        _deferred.Clear();
        _handed.Clear();
        _groups.Clear();
        _givenToKeepers.Clear();
        Run(_tree.Root);
        while (!IsOver && _deferred.TryDequeue(out var closure))
        {
            RunDeferred(closure);
        }
    }

    // Each body is read once for all that may call it, however often it is defined: whatever waits here keeps all that it sees in memory.
    private void Defer(Closure closure)
    {
        if (closure.Function is { } function && closure.Summary.DeferredInPass != _pass && closure.Summary.ReadInPass != _pass && MayAct(function))
        {
            closure.Summary.DeferredInPass = _pass;
            _deferred.Enqueue(closure);
        }
    }

    // The body of a function that somebody may call: with all that is known of its calls.
    private void RunDeferred(Closure closure)
    {
        if (closure.Summary.ReadInPass == _pass)
        {
            return;
        }

        var passed = closure.Summary.Parameters;
        var positional = passed.Count == 0 ? [] : new Value[passed.Count];
        for (var i = 0; i < positional.Length; i++)
        {
            positional[i] = WithoutCrowd(passed[i]);
        }

        var arguments = new Arguments { Positional = positional };
        foreach (var (keyword, value) in closure.Summary.Keywords)
        {
            arguments.Keywords[keyword] = value;
        }

        var result = RunBody(closure, arguments, closure.Unit);
        closure.Summary.ReadInPass = _pass;
        _changed |= closure.Summary.Returns(result);
    }

    private bool IsOver => _steps > MostSteps;

    private bool Step()
    {
        if ((++_looks & 0xFFF) == 0)
        {
            _source.Budget.Cancellation.ThrowIfCancellationRequested();
        }

        if (++_steps <= MostSteps)
        {
            return true;
        }

        _sink.NotRead("evaluation over budget");
        return false;
    }

    private bool Enter(Node node)
    {
        // Asking how much stack is left costs; what is between two questions fits into what is kept free.
        if (_depth >= MostDepth || ((_depth & 15) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            _sink.NotRead($"nested deeper than {MostDepth} at line {node.Line}");
            return false;
        }

        if (!Step())
        {
            return false;
        }

        _depth++;
        return true;
    }

    private void Leave() => _depth--;

    /// <summary>Accounts for text that folding makes; false when there was enough of it.</summary>
    /// <remarks>What is not folded is unknown to whatever uses it, and said there: nothing is lost silently.</remarks>
    private bool Produce(long length) => (_produced += length) <= Math.Min(MostTextProduced, LeastTextProduced + (TextForLetter * _tree.Text.Length));

    private Summary SummaryOf(Node node)
    {
        if (!_summaries.TryGetValue(node, out var summary))
        {
            _summaries[node] = summary = new Summary();
        }

        return summary;
    }

    private void Emit(string name, Node site, string? value, Taint from) => _sink.Emit(name, site, _unit, value, from);
}
