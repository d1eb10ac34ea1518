using System.Globalization;
using System.Net;
using System.Text;
using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Reports;

namespace PackageWall.Server.Endpoints.Why;

/// <summary>The page that a refusal links to: what the wall says of a version and on what evidence. No script; everything from a package is escaped.</summary>
internal static class WhyPage
{
    public static string Render(VersionDescription version)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
            .Append(Text($"{version.Package} {version.Version}: {version.Standing}"))
            .Append("</title><style>").Append(Style).Append("</style></head><body><header><strong>PackageWall</strong> <span>")
            .Append(Text(version.Feed)).Append("</span></header><main>");
        html.Append("<h1>").Append(Text(version.Package)).Append(" <small>").Append(Text(version.Version)).Append("</small></h1>");
        html.Append("<p class=\"standing ").Append(Text(version.Standing)).Append("\"><b>").Append(Text(Title(version))).Append("</b> ").Append(Text(Sentence(version.Because))).Append("</p>");
        html.Append("<dl>");
        Row(html, "Newest allowed", version.Alternative ?? "none");
        Row(html, "May go", version.Until is { } until ? Date(until) : version.Standing is "released" ? "now" : version.Standing is "unseen" ? "when it is first asked for and passes inspection" : "when a reviewer releases it");
        Row(html, "Published", version.PublishedAt is { } published ? $"{Date(published)} ({Source(version.DateSource)})" : "the upstream does not say");
        Row(html, "First seen here", version.FirstSeenAt is { } seen ? Date(seen) : "not yet");
        Row(html, "Package URL", version.Purl);
        html.Append("</dl>");
        foreach (ArtifactDescription artifact in version.Artifacts)
        {
            Artifact(html, artifact);
        }

        if (version.Reviews.Count > 0)
        {
            html.Append("<h2>Decisions</h2><ul>");
            foreach (ReviewDescription review in version.Reviews)
            {
                html.Append("<li><b>").Append(Text(review.Decision)).Append("</b> by ").Append(Text(review.By)).Append(", ").Append(Text(Date(review.At)))
                    .Append(": ").Append(Text(review.Reason)).Append("</li>");
            }

            html.Append("</ul>");
        }

        if (version.Standing is "held" or "blocked" or "recalled" or "cooling")
        {
            html.Append("<h2>For reviewers</h2><p>On the wall's machine, or with the reviewers' token:</p><pre>packagewall review release ")
                .Append(Text($"{version.Feed} {version.Package}@{version.Version}")).Append(" --by you --reason \"what you checked\"</pre>");
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static void Artifact(StringBuilder html, ArtifactDescription artifact)
    {
        html.Append("<section><h2>").Append(Text(artifact.File)).Append("</h2><p class=\"meta\">").Append(Text($"{artifact.Length:N0} bytes, sha256 {artifact.Sha256}")).Append("</p>");
        if (artifact.Tampering is not null)
        {
            html.Append("<p class=\"finding malicious\"><b>Not the bytes that were promised.</b> ").Append(Text(artifact.Tampering)).Append("</p>");
        }

        html.Append("<p>Inspection: <b>").Append(Text(artifact.Verdict ?? "not ended")).Append("</b></p>");
        foreach (string reason in artifact.Inconclusive)
        {
            html.Append("<p class=\"finding inconclusive\">").Append(Text(reason)).Append("</p>");
        }

        foreach (Finding finding in artifact.Findings)
        {
            html.Append("<article class=\"finding ").Append(finding.Verdict.ToString().ToLowerInvariant()).Append("\"><h3>").Append(Text(finding.Title))
                .Append("</h3><p>").Append(Text(finding.Says)).Append("</p><table><thead><tr><th>What</th><th>Where</th><th>Code</th></tr></thead><tbody>");
            foreach (Evidence evidence in finding.Evidence)
            {
                html.Append("<tr><td>").Append(Text(evidence.Fact)).Append(evidence.Depth > 0 ? $"<br><i>under {evidence.Depth} layer{(evidence.Depth == 1 ? "" : "s")}</i>" : "")
                    .Append("</td><td>").Append(Text(evidence.Line > 0 ? $"{evidence.File}:{evidence.Line}" : evidence.File));
                if (evidence.Chain.Count > 0)
                {
                    html.Append("<br><i>").Append(Text(string.Join(" → ", evidence.Chain))).Append("</i>");
                }

                html.Append("</td><td><code>").Append(Text(evidence.Text.Length > 0 ? evidence.Text : evidence.Value ?? "")).Append("</code></td></tr>");
            }

            html.Append("</tbody></table></article>");
        }

        foreach (string change in artifact.Change)
        {
            html.Append("<p class=\"change\">").Append(Text(change)).Append("</p>");
        }

        foreach (DecodedLayer layer in artifact.Layers.Take(20))
        {
            html.Append("<details><summary>").Append(Text($"Layer {layer.Depth}: {layer.Encoding} in {layer.File}:{layer.Line}, {layer.Length:N0} bytes of {layer.Language}"))
                .Append("</summary><pre>").Append(Text(layer.Text)).Append("</pre></details>");
        }

        html.Append("</section>");
    }

    private static void Row(StringBuilder html, string name, string value) =>
        html.Append("<dt>").Append(Text(name)).Append("</dt><dd>").Append(Text(value)).Append("</dd>");

    private static string Title(VersionDescription version) => version.Standing switch
    {
        "cooling" => "Waiting.",
        "held" => "Held for a person to decide.",
        "blocked" => "Blocked.",
        "recalled" => "Taken back.",
        "released" => "Released.",
        _ => "Not asked for yet.",
    };

    private static string Source(string? source) => source switch
    {
        "repositorySignature" => "from the registry's signature inside the package",
        "catalog" => "from the registry's catalog",
        "document" => "as the upstream states it",
        _ => "first sight",
    };

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' or '?' ? "" : ".");

    private static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private const string Style = """
        :root{color-scheme:light dark;--line:#d4d7dd;--soft:#f5f6f8;--bad:#b3261e;--warn:#8a5a00;--good:#1b6e3c}
        @media(prefers-color-scheme:dark){:root{--line:#3a3f47;--soft:#1e2126;--bad:#ff8a80;--warn:#ffcc66;--good:#7fd49c}}
        body{font:16px/1.5 system-ui,sans-serif;margin:0}header{padding:.8rem 1.5rem;border-bottom:1px solid var(--line)}header span{opacity:.7}
        main{max-width:62rem;margin:0 auto;padding:1.5rem}h1{margin:.2rem 0 1rem;overflow-wrap:anywhere}h1 small{font-weight:400;opacity:.75}
        h2{margin-top:2rem;font-size:1.15rem;overflow-wrap:anywhere}h3{margin:.2rem 0;font-size:1rem}.meta{opacity:.7;font-size:.85rem;overflow-wrap:anywhere}
        .standing{padding:.9rem 1.1rem;border-left:.4rem solid var(--warn);background:var(--soft)}.standing.blocked,.standing.recalled{border-color:var(--bad)}.standing.released{border-color:var(--good)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.5rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
        .finding{border:1px solid var(--line);border-left:.4rem solid var(--warn);padding:.8rem 1rem;margin:1rem 0}.finding.malicious{border-left-color:var(--bad)}.finding.clean{border-left-color:var(--line)}
        table{border-collapse:collapse;width:100%;font-size:.88rem;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
        th:first-child{width:22%}th:nth-child(2){width:30%}pre{background:var(--soft);padding:.8rem;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}code{font-size:.85rem}
        """;
}
