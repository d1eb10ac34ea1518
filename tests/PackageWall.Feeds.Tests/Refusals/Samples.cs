using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Refusals;

/// <summary>Refusals for tests.</summary>
internal static class Samples
{
    public static Refusal Cooling() => new()
    {
        Feed = "npm",
        Package = PackageName.Parse(Ecosystem.Npm, "pw-demo"),
        Version = PackageVersion.Parse(Ecosystem.Npm, "1.2.0"),
        Reason = RefusalReason.Cooling,
        Because = "published 2026-11-20, new versions wait 7 days",
        Until = new DateTimeOffset(2026, 11, 27, 11, 30, 0, TimeSpan.FromHours(1)),
        Alternative = PackageVersion.Parse(Ecosystem.Npm, "1.1.0"),
        Link = new Uri("http://wall.example/why/npm/pw-demo/1.2.0"),
    };
}
