using System.Collections.Concurrent;
using System.Collections.Frozen;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// Which names of a language's vocabulary lead to an effect: reading, writing, running, sending. Folding and decoding alone have none;
/// gates (the date, the platform) only matter beside one. Immutable; one per language.
/// </summary>
internal sealed class EffectIndex
{
    // What these do is folding, or is done by whatever is given to them, which is looked at on its own.
    private static readonly FrozenSet<string> InertActions =
        new[] { "timer", "define", "assign-object", "reflect-get", "reflect-apply", "reflect-construct", "getattr", "setattr", "partial", "hand-back", "look-at", "descriptor", "ask-person", "map", "filter", "sorted", "reduce", "require", "import" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<ApiNode, IReadOnlySet<string>> _names = new(ReferenceEqualityComparer.Instance);
    private readonly FrozenSet<string> _all;
    private readonly ConcurrentDictionary<ApiNode, bool> _deep = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ApiNode, bool> _reaches = new(ReferenceEqualityComparer.Instance);

    public EffectIndex(LanguageApis apis)
    {
        Mark(apis.Root, []);

        // A loop of aliases may have been judged before all of it was seen: on until nothing changes.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (node, reaches) in _reaches.ToArray())
            {
                if (!reaches && (IsStrong(node) || node.Children.Any(child => _reaches.GetValueOrDefault(child.Target))))
                {
                    _reaches[node] = true;
                    changed = true;
                }
            }
        }

        _all = _reaches.Keys.SelectMany(CollectNames).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether the name itself, or any member of it, or of what it gives, has an effect.</summary>
    public bool Reaches(ApiNode node) => _reaches.GetValueOrDefault(node.Target, true);

    /// <summary>The names of its members that lead to an effect.</summary>
    public IReadOnlySet<string> NamesUnder(ApiNode node) => _names.GetOrAdd(node.Target, CollectNames);

    /// <summary>Whether it is the name of any member that leads to an effect.</summary>
    public bool IsName(string name) => _all.Contains(name);

    /// <summary>Whether something is run, sent or fetched by it, or by a member of it.</summary>
    public bool IsDeep(ApiNode node) => _deep.GetOrAdd(node.Target, FindDeep);

    private HashSet<string> CollectNames(ApiNode node) =>
        node.Named.Where(pair => Reaches(pair.Value)).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);

    private static bool FindDeep(ApiNode top)
    {
        HashSet<ApiNode> seen = [top];
        Stack<ApiNode> open = new([top]);
        while (open.TryPop(out var node))
        {
            if (node.Calls.Exists(effect => effect.Verb is "do" || effect.Verb.StartsWith("execute.", StringComparison.Ordinal) || effect.Verb.StartsWith("network.", StringComparison.Ordinal)))
            {
                return true;
            }

            foreach (var child in node.Children.Where(child => seen.Add(child.Target)))
            {
                open.Push(child.Target);
            }
        }

        return false;
    }

    /// <summary>Whether an effect is one that the inspection must hear of.</summary>
    public static bool IsStrong(ApiEffect effect) => effect.Verb switch
    {
        "fold" or "pure" or "decode" or "encode" => false,
        "do" => !InertActions.Contains(effect.Detail),
        _ => !effect.Verb.StartsWith("gate.", StringComparison.Ordinal),
    };

    private static bool IsStrong(ApiNode node) => node.Calls.Exists(IsStrong) || node.Reads.Exists(IsStrong) || Environments.Is(node);

    private void Mark(ApiNode root, List<ApiNode> open)
    {
        open.Add(root);
        while (open.Count > 0)
        {
            var node = open[^1];
            open.RemoveAt(open.Count - 1);
            foreach (var way in (ReadOnlySpan<ApiNode>)[node, node.Target])
            {
                if (_reaches.TryAdd(way, IsStrong(way)))
                {
                    open.AddRange(way.Children);
                }
            }
        }
    }
}
