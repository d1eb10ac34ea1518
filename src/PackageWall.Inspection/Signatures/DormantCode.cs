using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Signatures;

/// <summary>
/// Whether any rule asks what code does that nothing runs. Rules about code should not; as long as none does, such code need not be read at all.
/// </summary>
internal sealed class DormantCode
{
    /// <summary>Names that only readers of other things than scripts make: whether they are there is known before any script is read.</summary>
    private static readonly string[] OfOthers = ["pyc.", "dotnet.", "msbuild.", "gyp.", "pth.", "native.", "powershell."];

    private static readonly string[] OfScripts = [.. FactNames.Known.Where(name => !FactNames.IsOfPackage(name) && !IsOfOthers(name))];

    private readonly IReadOnlyList<Rule> _rules;

    public DormantCode(IEnumerable<Rule> rules) => _rules = [.. rules.Where(Asks)];

    /// <summary>Whether a rule could hold because of what such code does, in a package where these facts are known of everything else.</summary>
    public bool IsAskedFor(IEnumerable<Fact> others)
    {
        if (_rules.Count == 0)
        {
            return false;
        }

        HashSet<string> names = [.. others.Select(fact => fact.Name).Where(IsOfOthers)];
        return _rules.Any(rule => rule.When.CouldHold(globs => FactNames.Known.Any(name => (names.Contains(name) || !IsOfOthers(name)) && globs.Matches(name))));
    }

    private static bool Asks(Rule rule) => rule.When.Filters.Any(filter =>
        (filter.Contexts ?? rule.Contexts).Contains(Context.Dormant) && OfScripts.Any(filter.Names.Matches));

    private static bool IsOfOthers(string name) => Array.Exists(OfOthers, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
