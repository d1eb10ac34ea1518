using System.Collections.Frozen;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// Powerful things that are handed on instead of used: <c>var root = window</c>, <c>install(fs)</c>. What becomes of them is not followed
/// here; it matters when the file also names, or could make the name of, something powerful in them.
/// </summary>
internal sealed partial class OutlineWalk
{
    // Names are made by these out of what does not look like them.
    private static readonly FrozenSet<string> Makers = new[]
    {
        "fromCharCode", "fromCodePoint", "atob", "unescape", "decodeURIComponent", "b64decode", "unhexlify", "fromhex", "chr", "reverse", "charCodeAt", "rot13",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<FunctionAround?>> _memberPlaces = new(StringComparer.Ordinal);
    private readonly HashSet<FunctionAround?> _makers = [];
    private readonly Dictionary<ApiNode, HashSet<FunctionAround?>> _handedOut = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string, ApiNode), HashSet<FunctionAround?>> _softlyHandedOut = [];
    private readonly HashSet<FunctionAround?> _waysIn = [];
    private readonly HashSet<FunctionAround?> _computedCallers = [];
    private readonly HashSet<FunctionAround?> _namedTimers = [];
    private bool _makesNames;

    private void SeeMember(string? name)
    {
        if (name is null)
        {
            return;
        }

        ref var recent = ref _recentMembers[NameSlot.Of(name, _recentMembers.Length)];
        if (ReferenceEquals(recent, name))
        {
            return;
        }

        if (_members.Add(name))
        {
            SeeMaker(name);
        }

        if (_effects.IsName(name))
        {
            Keep(_memberPlaces, name).Add(_within);
        }
        else
        {
            recent = name;
        }
    }

    private void SeeMaker(string name)
    {
        if (Makers.Contains(name))
        {
            _makesNames = true;
            _makers.Add(_within);
        }
    }

    private void HandsOut(Found found, ApiNode api)
    {
        if (!_effects.Reaches(api))
        {
            return;
        }

        // A function that has an effect is as good as called wherever it is handed. That of all functions is a type to most.
        if (api.Path == "Function")
        {
            SeeWayIn(true);
        }
        else if (Environments.Is(api) || api.Calls.Exists(EffectIndex.IsStrong) || api.Calls.Exists(effect => effect.Verb == "do" && effect.Detail is "require" or "import"))
        {
            Uses(found, api);
        }
        else if (found.Soft is { } soft)
        {
            Keep(_softlyHandedOut, (soft, api)).Add(_within);
        }
        else
        {
            Keep(_handedOut, api).Add(_within);
        }
    }

    private static HashSet<FunctionAround?> Keep<T>(Dictionary<T, HashSet<FunctionAround?>> places, T thing)
        where T : notnull => places.TryGetValue(thing, out var known) ? known : places[thing] = [];

    private void SeeWayIn(bool isOne)
    {
        if (isOne)
        {
            _waysIn.Add(_within);
        }
    }

    /// <summary>Ways for a text to become code that only matter when there is such a text, or something that makes one.</summary>
    private void SeeWaysIn()
    {
        if (!_holdsCode && !_makesNames)
        {
            return;
        }

        if (_namedTimers.Count > 0 && _holdsCode)
        {
            Acts("a text that a timer may run", _namedTimers);
        }

        if (_waysIn.Count > 0)
        {
            Acts("a text that may become code", _waysIn);
        }

        if (_computedCallers.Count > 0 && _members.Contains("constructor"))
        {
            Acts("a text that may become code", _computedCallers);
        }
    }

    private void SeeHandedOut()
    {
        foreach (var ((name, api), within) in _softlyHandedOut)
        {
            if (!_declared.Contains(name))
            {
                Keep(_handedOut, api).UnionWith(within);
            }
        }

        foreach (var (api, within) in _handedOut)
        {
            if (_makesNames || _effects.NamesUnder(api).Overlaps(_members))
            {
                // It may be used by another name wherever one of its members is named, or a name is made.
                Acts("hands out " + (api.Path.Length == 0 ? "all names" : api.Path), within, _effects.IsDeep(api));
                foreach (var name in _effects.NamesUnder(api))
                {
                    Acts(name, _memberPlaces.GetValueOrDefault(name, []));
                }

                if (_makesNames)
                {
                    Acts("a name that is made", _computedCallers.Concat(_makers));
                }
            }
        }
    }
}
