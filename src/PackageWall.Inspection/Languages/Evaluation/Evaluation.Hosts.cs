using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Addresses that do not stand in the code as they are used, and what clients of a server send.</summary>
internal sealed partial class Evaluation
{
    // Marks what came in with a request; a colon keeps it out of facts.
    private const string OfRequest = ":request";

    private static readonly string[] RunningWords = ["eval(", "Function(", "runIn", "_compile", "vm.Script"];

    private bool? _mayRunTexts;

    private bool MayRunTexts => _mayRunTexts ??= Array.Exists(RunningWords, word => _tree.Text.Contains(word, StringComparison.Ordinal));

    /// <summary>Says so when the address of a request was decoded: who hides where data goes has a reason.</summary>
    private void FindDisguise(Value about, Node site, string? url, Taint from)
    {
        if (url is null || !FoundAddresses.IsAddress(url) || Signatures.Hosts.Of(url)?.Contains('.') is not true)
        {
            return;
        }

        foreach (var part in (ReadOnlySpan<Value?>)[about, about.Object?.Get("hostname"), about.Object?.Get("host"), about.Object?.Get("url")])
        {
            if (part is not null && (part.Encoding is not (null or "url") || part.Taint.Has("decode.keyed")))
            {
                Emit("network.disguised", site, url, from);
                return;
            }
        }
    }

    private readonly Dictionary<(Node Site, string Member), Taint> _ofRequests = [];

    // Handlers are called again and again: what one request leaves in an object, the next one finds.
    private void KeepOfRequest(ObjectData data, string member, Value value)
    {
        if (data.Site is { } site && value.Taint.Has(OfRequest) && !_ofRequests.ContainsKey((site, member)))
        {
            _ofRequests[(site, member)] = value.Taint.WithoutMarks();
            _changed = true;
        }
    }

    private void KeptOfRequests(ObjectData data, Node site)
    {
        foreach (var (place, taint) in _ofRequests)
        {
            if (ReferenceEquals(place.Site, site))
            {
                data.Set(place.Member, Value.Tainted(taint), replace: false);
            }
        }
    }

    /// <summary>The first parameter of what a server calls with a request and what answers it.</summary>
    private bool IsRequest(Function function, int place) =>
        !_isPython && place == 0 && function.Parameters.Count is 2 or 3 && function.Parameters[0].Text is "req" or "request"
        && function.Parameters[1].Text is "res" or "response" or "reply" && MayRunTexts;
}
