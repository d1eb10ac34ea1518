using PackageWall.Packages;

namespace PackageWall.Feeds.Definitions;

/// <summary>Reads a feed's <c>policy</c> and its exemptions.</summary>
internal static class FeedPolicyReader
{
    private static readonly string[] Keys = ["cool-off", "clock", "withheld", "exemptions"];
    private static readonly string[] ExemptionKeys = ["package", "versions", "by", "reason", "until"];

    public static FeedPolicy Read(YamlMap? map, Ecosystem ecosystem, Action<int, string> error)
    {
        var policy = new FeedPolicy();
        if (map is null)
        {
            return policy;
        }

        var section = new FeedSection(map, "policy", Keys, error);
        if (section.Has("withheld") && ecosystem != Ecosystem.PyPi)
        {
            section.Error("withheld", "'withheld' is for pypi feeds only; the other ecosystems have one way to show a withheld version");
        }

        return policy with
        {
            CoolOff = section.Value("cool-off", FeedText.Duration, "a time like 7d, 12h, 90m or 0") ?? policy.CoolOff,
            Clock = section.Choice("clock", ("published", CoolOffClock.Published), ("first-seen", CoolOffClock.FirstSeen)) ?? policy.Clock,
            Withheld = section.Choice("withheld", ("yank", WithheldDisplay.Yank), ("remove", WithheldDisplay.Remove)) ?? policy.Withheld,
            Exemptions = [.. section.Maps("exemptions").Select(entry => Exemption(entry, ecosystem, error)).OfType<Exemption>()],
        };
    }

    private static Exemption? Exemption(YamlMap map, Ecosystem ecosystem, Action<int, string> error)
    {
        var section = new FeedSection(map, "an exemption", ExemptionKeys, error);
        string? package = section.Text("package", required: true);
        string? versions = section.Text("versions", required: true);
        string? by = Filled(section, "by");
        string? reason = Filled(section, "reason");
        DateTimeOffset? until = section.Value("until", FeedText.Until, "a date like 2027-01-31 or 2027-01-31T12:00Z");
        if (!section.Has("until"))
        {
            section.Error("until", "an exemption needs 'until': one without an end is never looked at again");
        }

        if (package is not null && !NamePattern.TryNormalize(ecosystem, package, out package))
        {
            section.Error("package", $"'package' must be a name of {ecosystem.Name()}, or one with * at an end");
        }

        if (versions is not null and not "*")
        {
            versions = PackageVersion.TryParse(ecosystem, versions, out PackageVersion? version) ? version.Value : null;
            if (versions is null)
            {
                section.Error("versions", "'versions' must be one exact version or \"*\"");
            }
        }

        return package is not null && versions is not null && by is not null && reason is not null && until is { } end
            ? new Exemption(package, versions, by, reason, end)
            : null;
    }

    private static string? Filled(FeedSection section, string key)
    {
        string? text = section.Text(key, required: true)?.Trim();
        if (text?.Length == 0)
        {
            section.Error(key, $"'{key}' must say something");
            return null;
        }

        return text;
    }
}
