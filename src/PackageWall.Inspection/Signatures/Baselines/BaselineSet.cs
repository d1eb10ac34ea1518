using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>All pins, to be asked by package, rule and evidence together: never by one of them alone.</summary>
internal sealed class BaselineSet
{
    /// <summary>No pins.</summary>
    public static readonly BaselineSet Empty = new([]);

    private readonly Dictionary<(Ecosystem Ecosystem, string Package, string Rule), Dictionary<string, Pin>> _pins = [];

    public BaselineSet(IEnumerable<Pin> pins)
    {
        foreach (Pin pin in pins)
        {
            (Ecosystem, string, string) key = (pin.Ecosystem, pin.Package, pin.Rule);
            if (!_pins.TryGetValue(key, out Dictionary<string, Pin>? ofRule))
            {
                _pins.Add(key, ofRule = new Dictionary<string, Pin>(StringComparer.Ordinal));
            }

            ofRule[pin.Evidence] = pin;
        }
    }

    /// <summary>Whether any evidence of this rule is pinned for this package.</summary>
    public bool SpeaksOf(JudgedPackage package, string rule) => package.Name is { } name && _pins.ContainsKey((package.Ecosystem, Normalised(package.Ecosystem, name), rule));

    /// <summary>The finding, as a note when its evidence is pinned.</summary>
    public Finding Apply(Finding finding, JudgedPackage package)
    {
        if (finding.EvidenceHash is not { } hash || package.Name is not { } name
            || !_pins.TryGetValue((package.Ecosystem, Normalised(package.Ecosystem, name), finding.Rule), out Dictionary<string, Pin>? ofRule)
            || !ofRule.TryGetValue(hash, out Pin? pin))
        {
            return finding;
        }

        return finding with
        {
            Verdict = Verdict.Clean,
            Pinned = new PinnedAs(finding.Verdict, pin.Seen, pin.Why),
            Says = $"Pinned as harmless since {pin.Seen}, would be {finding.Verdict.ToString().ToLowerInvariant()}: {pin.Why} ({finding.Says})",
        };
    }

    /// <summary>A name by the ecosystem's rules; as it is when they do not allow it.</summary>
    public static string Normalised(Ecosystem ecosystem, string name) => PackageName.TryParse(ecosystem, name, out PackageName? parsed) ? parsed.Value : name;
}
