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
    private readonly HashSet<ApiNode> _handedOut = [];
    private readonly HashSet<(string, ApiNode)> _softlyHandedOut = [];
    private bool _makesNames;
    private bool _hasWayIn;
    private bool _callsComputed;

    private void SeeMember(string? name)
    {
        if (name is not null && _members.Add(name))
        {
            SeeMaker(name);
        }
    }

    private void SeeMaker(string name) => _makesNames |= Makers.Contains(name);

    private void HandsOut(Found found, ApiNode api)
    {
        if (!_effects.Reaches(api))
        {
            return;
        }

        // A function that has an effect is as good as called wherever it is handed. That of all functions is a type to most.
        if (api.Path == "Function")
        {
            _hasWayIn = true;
        }
        else if (Environments.Is(api) || api.Calls.Exists(EffectIndex.IsStrong) || api.Calls.Exists(effect => effect.Verb == "do" && effect.Detail is "require" or "import"))
        {
            Uses(found, api);
        }
        else if (found.Soft is { } soft)
        {
            _softlyHandedOut.Add((soft, api));
        }
        else
        {
            _handedOut.Add(api);
        }
    }

    /// <summary>Ways for a text to become code that only matter when there is such a text, or something that makes one.</summary>
    private void SeeWaysIn()
    {
        if ((_holdsCode || _makesNames) && (_hasWayIn || (_callsComputed && _members.Contains("constructor"))))
        {
            Acts("a text that may become code");
        }
    }

    private void SeeHandedOut()
    {
        foreach (var (name, api) in _softlyHandedOut)
        {
            if (!_declared.Contains(name))
            {
                _handedOut.Add(api);
            }
        }

        foreach (var api in _handedOut)
        {
            if (_makesNames || _effects.NamesUnder(api).Overlaps(_members))
            {
                Acts("hands out " + (api.Path.Length == 0 ? "all names" : api.Path));
                return;
            }
        }
    }
}
