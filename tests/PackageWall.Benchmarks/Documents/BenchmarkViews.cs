using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;

namespace PackageWall.Benchmarks.Documents;

/// <summary>What is withheld of a package in a measurement: nothing, some versions, the newest ones, or all.</summary>
internal static class BenchmarkViews
{
    private static readonly DateTimeOffset Decided = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    public static Uri Mount { get; } = new("http://wall.example:8080/feed/");

    public static DocumentView Open(UpstreamPackage package) => Of(package, _ => false) with { DecidedAt = null };

    public static IEnumerable<(string Name, DocumentView View)> All(UpstreamPackage package) =>
    [
        ("nothing", Open(package)),
        ("every seventh", Of(package, index => index % 7 == 3)),
        ("last thirty", Of(package, index => index >= package.Versions.Count - 30)),
        ("all", Of(package, _ => true)),
    ];

    private static DocumentView Of(UpstreamPackage package, Func<int, bool> isWithheld)
    {
        var withheld = new Dictionary<string, WithheldVersion>(StringComparer.Ordinal);
        for (int i = 0; i < package.Versions.Count; i++)
        {
            if (isWithheld(i))
            {
                withheld[package.Versions[i].Version.Value] = new WithheldVersion(
                    package.Versions[i].Version, RefusalReason.Cooling, "new versions wait 7 days", Decided.AddDays(7), new Uri(Mount, "../why"));
            }
        }

        return new DocumentView { Base = Mount, Withheld = withheld, DecidedAt = Decided };
    }
}
