using System.Globalization;
using System.Net;
using System.Text;

namespace PackageWall.Server.Metrics;

/// <summary>The same numbers for people: grouped, with units, without script.</summary>
internal static class StatusPage
{
    // What begins so belongs there; the first that fits counts.
    private static readonly (string Title, string[] Prefixes)[] Groups =
    [
        ("Requests", ["packagewall.requests", "packagewall.sent", "packagewall.gate."]),
        ("Caches of documents", ["packagewall.documents."]),
        ("Upstreams", ["packagewall.upstream."]),
        ("Intake and inspection", ["packagewall.intake.", "packagewall.inspections.", "packagewall.background.", "packagewall.prefetch."]),
        ("Versions and their database", ["packagewall.versions", "packagewall.commits"]),
        ("Start", ["process.uptime", "packagewall.start."]),
        ("Memory and threads", ["dotnet."]),
    ];

    public static string Render(IReadOnlyList<MetricFamily> families)
    {
        var html = new StringBuilder(16 << 10);
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>PackageWall: status</title><style>").Append(Style).Append("</style></head><body><header><strong>PackageWall</strong> <span>status</span></header><main>")
            .Append("<h1>Status</h1><p class=\"meta\">Since the start of this process. Programs read the same at <a href=\"/metrics\">/metrics</a>.</p>");
        foreach ((string title, string[] prefixes) in Groups)
        {
            html.Append("<h2>").Append(title).Append("</h2><table><tbody>");
            foreach (MetricFamily family in families.Where(family => prefixes.Any(prefix => family.Name.StartsWith(prefix, StringComparison.Ordinal))))
            {
                Rows(html, family);
            }

            html.Append("</tbody></table>");
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void Rows(StringBuilder html, MetricFamily family)
    {
        if (family.Points.Count == 0)
        {
            Row(html, family.Description, "", "none yet");
        }

        foreach (MetricPoint point in family.Points)
        {
            string labels = string.Join(", ", point.Labels.Select(label => label.Value));
            Row(html, family.Description, labels, family.Kind == MetricKind.Histogram ? Histogram(family, point) : Number(point.Value, family.Unit));
        }
    }

    private static void Row(StringBuilder html, string what, string labels, string value) => html
        .Append("<tr><th scope=\"row\">").Append(Text(Title(what))).Append("</th><td>").Append(Text(labels)).Append("</td><td class=\"number\">").Append(Text(value)).Append("</td></tr>");

    private static string Histogram(MetricFamily family, MetricPoint point)
    {
        long count = point.Count;
        return count == 0
            ? "none yet"
            : $"{count.ToString("N0", CultureInfo.InvariantCulture)}, mean {Number(point.Value / count, family.Unit)}, half {Bound(family, point, 0.5)}, 99 % {Bound(family, point, 0.99)}";
    }

    // Buckets know bounds and not values: so many were no longer than this.
    private static string Bound(MetricFamily family, MetricPoint point, double share)
    {
        double wanted = point.Count * share;
        long below = 0;
        for (int i = 0; i < family.Bounds.Count; i++)
        {
            below += point.Buckets[i];
            if (below >= wanted)
            {
                return "at most " + Number(family.Bounds[i], family.Unit);
            }
        }

        return family.Bounds.Count == 0 ? "" : "over " + Number(family.Bounds[^1], family.Unit);
    }

    private static string Number(double value, string unit) => unit switch
    {
        "s" when value < 1 => (value * 1000).ToString("0.##", CultureInfo.InvariantCulture) + " ms",
        "s" when value < 600 => value.ToString("0.##", CultureInfo.InvariantCulture) + " s",
        "s" => TimeSpan.FromSeconds(Math.Floor(value)).ToString("c", CultureInfo.InvariantCulture),
        "By" when value >= 1e9 => (value / 1e9).ToString("N2", CultureInfo.InvariantCulture) + " GB",
        "By" when value >= 1e6 => (value / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " MB",
        "By" when value >= 1e3 => (value / 1e3).ToString("N1", CultureInfo.InvariantCulture) + " kB",
        "By" => value.ToString("N0", CultureInfo.InvariantCulture) + " bytes",
        _ => value.ToString("#,0.##", CultureInfo.InvariantCulture) + (unit.Trim('{', '}') is { Length: > 0 } word ? " " + (value == 1 ? word : Plural(word)) : ""),
    };

    private static string Plural(string word) => word.EndsWith('y') ? word[..^1] + "ies" : word.EndsWith('s') ? word : word + "s";

    // The runtime explains itself in several sentences; the first names it.
    private static string Title(string description) => description.Split(". ")[0].TrimEnd('.');

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """
        :root{color-scheme:light dark;--line:#d4d7dd}@media(prefers-color-scheme:dark){:root{--line:#3a3f47}}
        body{font:16px/1.5 system-ui,sans-serif;margin:0}header{padding:.8rem 1.5rem;border-bottom:1px solid var(--line)}header span{opacity:.7}
        main{max-width:62rem;margin:0 auto;padding:1.5rem}h1{margin:.2rem 0 1rem}h2{margin-top:2rem;font-size:1.15rem}.meta{opacity:.7;font-size:.85rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;font-weight:400;vertical-align:top;padding:.3rem .5rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
        td.number{text-align:right;font-variant-numeric:tabular-nums}
        """;
}
