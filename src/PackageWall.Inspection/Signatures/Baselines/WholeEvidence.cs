using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>
/// Everything that made a finding match: all facts that its conditions accept, from every group that led to the same place, and not only
/// the few that a report shows. A fact more, anywhere, is other evidence.
/// </summary>
internal sealed class WholeEvidence
{
    private readonly Dictionary<Fact, Context> _facts = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<EntryPoint> _entries = [];

    /// <summary>The facts, by place.</summary>
    public IEnumerable<Fact> Facts => _facts.Keys.Order(Reachability.FactOrder.Instance);

    /// <summary>The entry points, by place.</summary>
    public IEnumerable<EntryPoint> EntryPoints => _entries.OrderBy(entry => entry.DeclaredIn, StringComparer.Ordinal).ThenBy(entry => entry.Line);

    /// <summary>Facts that stand for something that nobody has read.</summary>
    private static readonly GlobSet Closed = new(["dynamic.*", "native.*", "execute.unread", "execute.native", "execute.wasm", "execute.assembly", "decode.opaque", "decode.hidden"]);

    private static readonly GlobSet Network = new(["network.*"]);

    /// <summary>Whether none of it stands for something that cannot be read, or goes to a host that is not written out.</summary>
    public bool IsSelfContained => !_facts.Keys.Any(fact => Closed.Matches(fact.Name)
        || (Network.Matches(fact.Name) && (Hosts.Of(fact.Value) is not { } host || host.Contains('\u2026', StringComparison.Ordinal))));

    /// <summary>Adds what one group has.</summary>
    public void Add(RuleMatch match)
    {
        foreach (PlacedFact placed in match.Facts)
        {
            _facts[placed.Fact] = _facts.TryGetValue(placed.Fact, out Context known) && known < placed.Context ? known : placed.Context;
        }

        _entries.UnionWith(match.EntryPoints);
    }

    /// <summary>
    /// Lower-case hex SHA-256 over the sorted facts and entry points: name, file, code, what it is about, when it runs, under how many
    /// layers and what flows in. Not the line: code may move. Null when something of it may never be pinned.
    /// </summary>
    public string? Hash(string? version)
    {
        if (_facts.Keys.Any(fact => NeverPinned.Covers(fact.Name)))
        {
            return null;
        }

        EvidenceText text = new(version);
        IEnumerable<string> lines = _facts.Select(item => OfFact(item.Key, item.Value, text)).Concat(_entries.Select(entry => OfEntry(entry, text)));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string line in lines.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OfFact(Fact fact, Context context, EvidenceText text) => Framed(
        ["fact", fact.Name, text.Of(fact.File), text.Of(fact.Evidence), text.Of(fact.Value), context.ToString(), fact.Depth.ToString(CultureInfo.InvariantCulture), .. fact.From.Order(StringComparer.Ordinal)]);

    private static string OfEntry(EntryPoint entry, EvidenceText text) => Framed(
        ["entry", entry.Kind, text.Of(entry.DeclaredIn), text.Of(entry.Command), text.Of(entry.Target), entry.Context.ToString(), entry.Function ?? ""]);

    /// <summary>Parts with their lengths, so that no two lists of parts give the same text.</summary>
    private static string Framed(IReadOnlyList<string> parts) =>
        string.Concat(parts.Select(part => $"{part.Length.ToString(CultureInfo.InvariantCulture)}:{part}").Prepend($"{parts.Count.ToString(CultureInfo.InvariantCulture)};"));
}
