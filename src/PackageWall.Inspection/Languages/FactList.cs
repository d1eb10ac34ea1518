using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages;

/// <summary>Collects what a reader finds in one file, together with what other readers found in parts of it.</summary>
internal sealed class FactList(string file)
{
    private const int MaxEvidence = 400;
    private const int MaxFacts = 20_000;

    private readonly List<Fact> _facts = [];
    private readonly List<Reference> _references = [];
    private readonly List<(string Caller, string Callee)> _calls = [];
    private readonly List<ForeignCall> _foreign = [];
    private readonly List<DecodedLayer> _layers = [];
    private readonly List<string> _unread = [];
    private readonly HashSet<(string Name, int Line, string Unit, string? Value)> _seen = [];

    public void Add(string name, int line, string evidence, string? value = null, string unit = "", IReadOnlyList<string>? from = null, int depth = 0)
    {
        if (!_seen.Add((name, line, unit, value)))
        {
            return;
        }

        if (_facts.Count >= MaxFacts)
        {
            Unread($"More than {MaxFacts} facts.");
            return;
        }

        _facts.Add(new Fact { Name = name, File = file, Line = line, Evidence = OneLine(evidence), Value = value, Unit = unit, From = from ?? [], Depth = depth });
    }

    public void Refer(ReferenceKind kind, string? target, int line, string? runAs = null, string unit = "") => _references.Add(new Reference(kind, target, line, unit) { RunAs = runAs });

    public void Call(string caller, string callee) => _calls.Add((caller, callee));

    public void Unread(string reason)
    {
        if (!_unread.Contains(reason))
        {
            _unread.Add(reason);
        }
    }

    public void Take(FileFacts inner)
    {
        _facts.AddRange(inner.Facts);
        _references.AddRange(inner.References);
        _calls.AddRange(inner.Calls);
        _foreign.AddRange(inner.ForeignCalls);
        _layers.AddRange(inner.Layers);
        inner.Unread.ToList().ForEach(Unread);
    }

    /// <summary>
    /// Takes back places to stay at that code only names: who writes no file, starts no program and loads no native function can merely
    /// read them.
    /// </summary>
    public void DropPlacesOfNoWriter()
    {
        if (!_facts.Exists(fact => fact.Name is "dotnet.pinvoke" || fact.Name.StartsWith("write.", StringComparison.Ordinal) || fact.Name.StartsWith("execute.", StringComparison.Ordinal)))
        {
            _facts.RemoveAll(fact => fact.Name.StartsWith("persist.", StringComparison.Ordinal));
        }
    }

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    /// <summary>Adds to what flows into the network from some functions: others hand it to them.</summary>
    public void Widen(Dictionary<string, string> flowsByUnit)
    {
        for (int i = 0; flowsByUnit.Count > 0 && i < _facts.Count; i++)
        {
            Fact fact = _facts[i];
            if (fact.Name is "network.send" or "network.disguised" or "network.fetch" or "network.connect" or "network.socket" or "network.dns" or "network.mail"
                && flowsByUnit.TryGetValue(Method(fact.Unit), out string? flow) && !fact.From.Contains(flow))
            {
                _facts[i] = fact with { From = [.. fact.From, flow] };
            }
        }
    }

    /// <summary>Marks the places in some functions as apart from all that uses the network.</summary>
    public void SetApart(HashSet<string> units)
    {
        for (int i = 0; units.Count > 0 && i < _facts.Count; i++)
        {
            Fact fact = _facts[i];
            if (fact.Name.StartsWith("read.secret.", StringComparison.Ordinal) && units.Contains(fact.Unit))
            {
                _facts[i] = fact with { IsApart = true };
            }
        }
    }

    /// <summary>Gives what is sent of the caller's, to nobody knows where, the address that its type keeps; those facts.</summary>
    public IReadOnlyList<Fact> Settle(DotNet.HostsOfTypes hosts)
    {
        List<Fact> settled = [];
        for (int i = 0; i < _facts.Count; i++)
        {
            Fact fact = _facts[i];
            if (fact is { Value: null, Name: "network.send" or "network.fetch" } && fact.From.Any(name => name.StartsWith("read.parameter.", StringComparison.Ordinal))
                && hosts.Of(fact.Unit) is { } address)
            {
                _facts[i] = fact with { Value = address };
                settled.Add(_facts[i]);
            }
        }

        return settled;
    }

    // The state machine T/<M>d__1 holds the code of T.M.
    private static string Method(string unit)
    {
        int open = unit.IndexOf("/<", StringComparison.Ordinal);
        int close = open < 0 ? -1 : unit.IndexOf('>', open);
        return close > open + 2 ? $"{unit[..open]}.{unit[(open + 2)..close]}" : unit;
    }

    public FileFacts Finish() => new() { Facts = _facts, References = _references, Calls = _calls, ForeignCalls = _foreign, Layers = _layers, Unread = _unread };

    private static string OneLine(string text)
    {
        string cut = text.Length > MaxEvidence ? text[..MaxEvidence] : text;
        return cut.ReplaceLineEndings(" ").Trim();
    }
}
