using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Collects what an evaluation finds, each thing once: a later pass only adds to what flowed in.</summary>
internal sealed class FactSink(string text, SourceText source)
{
    private const int MostFacts = 20_000;
    private readonly Dictionary<(string, int, string?, string), int> _places = [];
    private readonly HashSet<Reference> _references = [];
    private readonly HashSet<(string, string)> _calls = [];
    private readonly List<Fact> _facts = [];

    public List<string> Unread { get; } = [];

    public IReadOnlyList<Fact> Facts => _facts;

    public bool HasReferences => _references.Count > 0;

    /// <summary>Whether something is run or sent, or may be by a computed name: then it matters what flows there.</summary>
    public bool IsDeep { get; private set; }

    /// <summary>Whether a function, and neither the top level nor what stands for the main program, refers to another file.</summary>
    public bool HasReferencesBeside(string top, string main) => _references.Any(reference => reference.Unit != top && reference.Unit != main);

    public void Emit(string name, Node? site, string unit, string? value, Taint from, int line = 0)
    {
        line = site?.Line ?? line;
        if (value is { Length: > 2000 })
        {
            value = value[..2000];
        }

        var names = Names(from);
        var key = (name, line, value, unit);
        if (_places.TryGetValue(key, out var place))
        {
            var old = _facts[place];
            if (names.Length > 0 && names.Any(added => !old.From.Contains(added)))
            {
                _facts[place] = old with { From = [.. old.From.Union(names).Order(StringComparer.Ordinal)] };
            }

            return;
        }

        if (_facts.Count >= MostFacts)
        {
            NotRead($"more than {MostFacts} facts");
            return;
        }

        IsDeep |= name.StartsWith("execute.", StringComparison.Ordinal) || name.StartsWith("dynamic.", StringComparison.Ordinal) || (name.StartsWith("network.", StringComparison.Ordinal) && name != "network.host");
        _places[key] = _facts.Count;
        _facts.Add(new Fact
        {
            Name = name,
            File = source.File,
            Line = LineOf(line),
            Value = value,
            Unit = unit,
            Depth = source.Depth,
            From = names,
            Evidence = site is null ? value ?? "" : Excerpt(site.Start),
        });
    }

    public void Refer(ReferenceKind kind, string? target, Node site, string unit, string? runAs = null)
    {
        if (_references.Count < MostFacts)
        {
            _references.Add(new Reference(kind, target, LineOf(site.Line), unit) { RunAs = runAs });
        }
    }

    public void Calls(string caller, string callee)
    {
        if (caller != callee && _calls.Count < 10 * MostFacts)
        {
            _calls.Add((caller, callee));
        }
    }

    /// <summary>Adds calls that another sink took in.</summary>
    public void AlsoCalls(IReadOnlyList<(string Caller, string Callee)> others) => _calls.UnionWith(others);

    public void NotRead(string reason)
    {
        if (Unread.Count < 10 && !Unread.Contains(reason))
        {
            Unread.Add(reason);
        }
    }

    public FileFacts ToFacts() => new()
    {
        Facts = [.. _facts],
        References = [.. _references],
        Calls = [.. _calls],
        Unread = [.. Unread],
    };

    // All of a layer stands on the line of its blob.
    private int LineOf(int line) => source.Depth > 0 || line == 0 ? Math.Max(source.FirstLine, 1) : source.FirstLine + line - 1;

    // Names that are only used inside the evaluation begin with a colon.
    private static string[] Names(Taint taint) => taint.Names.Length == 0 ? [] : [.. taint.Names.Where(name => name[0] != ':')];

    /// <summary>The line around a place, on one line, at most 400 characters.</summary>
    private string Excerpt(int start)
    {
        if (text.Length == 0)
        {
            return "";
        }

        start = Math.Clamp(start, 0, text.Length - 1);
        var from = start;
        while (from > 0 && start - from < 80 && text[from - 1] is not ('\n' or '\r'))
        {
            from--;
        }

        var to = start;
        while (to < text.Length && to - from < 400 && text[to] is not ('\n' or '\r'))
        {
            to++;
        }

        return text[from..to].Trim();
    }
}
