using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Metrics;

/// <summary>What the wall measures, as Prometheus and as people read it.</summary>
public sealed partial class MetricsTests : IAsyncLifetime
{
    // Dashboards and alarms hold on to these. One that changes is a change for operators and belongs in the notes of the release.
    private static readonly string[] Names =
    [
        "packagewall_background_waiting", "packagewall_commits_duration_seconds", "packagewall_commits_total", "packagewall_documents_evictions_total",
        "packagewall_documents_held_bytes", "packagewall_documents_lookups_total", "packagewall_gate_wait_duration_seconds", "packagewall_inspections_running",
        "packagewall_inspections_waiting", "packagewall_intake_download_duration_seconds", "packagewall_intake_inspected_bytes_total",
        "packagewall_intake_inspection_duration_seconds", "packagewall_prefetch_versions_total", "packagewall_prefetch_waiting", "packagewall_requests_total", "packagewall_sent_bytes_total", "packagewall_start_duration_seconds",
        "packagewall_upstream_request_duration_seconds", "packagewall_versions", "process_uptime_seconds",
    ];

    private NpmWorld _world = null!;

    public async Task InitializeAsync() => _world = await NpmWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Names_stay_and_every_line_is_in_the_format()
    {
        NpmRelease release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        (await _world.GetAsync(NpmWorld.Tarball(release))).Dispose();

        using HttpResponseMessage response = await _world.Wall.Http.GetAsync("metrics");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        string text = await response.Content.ReadAsStringAsync();
        text.ShouldEndWith("\n");
        string[] lines = text.TrimEnd('\n').Split('\n');
        lines.Where(line => !Comment().IsMatch(line) && !Sample().IsMatch(line)).ShouldBeEmpty();
        string[] types = [.. lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        types.ShouldBeUnique();
        types.Where(name => !name.StartsWith("dotnet_", StringComparison.Ordinal)).ShouldBe(Names, ignoreOrder: true);
        types.ShouldContain("dotnet_process_memory_working_set_bytes");

        // No sample stands outside its family, and none is said twice.
        string[] samples = [.. lines.Where(line => line[0] != '#').Select(line => line[..line.LastIndexOf(' ')])];
        samples.ShouldBeUnique();
        samples.Select(sample => sample.Split('{')[0]).Where(name => !types.Contains(name) && !types.Contains(HistogramPart().Replace(name, ""))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Histograms_add_up()
    {
        NpmRelease release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        (await _world.GetAsync(NpmWorld.Tarball(release))).Dispose();

        Dictionary<string, double> metrics = await ReadAsync();

        metrics["""packagewall_intake_inspection_duration_seconds_count{feed="npm",verdict="clean"}"""].ShouldBe(1);
        metrics["""packagewall_intake_inspection_duration_seconds_bucket{feed="npm",verdict="clean",le="+Inf"}"""].ShouldBe(1);
        metrics["""packagewall_intake_download_duration_seconds_count{feed="npm",outcome="verified"}"""].ShouldBe(1);
        metrics["""packagewall_upstream_request_duration_seconds_count{feed="npm",outcome="served"}"""].ShouldBe(2);
        metrics["""packagewall_gate_wait_duration_seconds_count{feed="npm"}"""].ShouldBe(1);
        metrics["""packagewall_documents_lookups_total{cache="upstream",outcome="miss"}"""].ShouldBe(1);
        metrics["packagewall_commits_duration_seconds_count"].ShouldBeGreaterThan(0);
        metrics["packagewall_commits_total"].ShouldBeGreaterThan(0);
        metrics["""packagewall_versions{standing="released"}"""].ShouldBe(1);
        double[] buckets = [.. metrics
            .Where(pair => pair.Key.StartsWith("""packagewall_upstream_request_duration_seconds_bucket{feed="npm",outcome="served",""", StringComparison.Ordinal))
            .Select(pair => pair.Value)];
        buckets.ShouldBe(buckets.Order());
        buckets[^1].ShouldBe(2);
    }

    [Fact]
    public async Task Each_kind_of_answer_is_counted_under_its_own()
    {
        NpmRelease release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        // Of another package: its inspection behind the clients' backs would change the document between the first answer and the second.
        NpmRelease young = _world.Publish("pw-young", "1.1.0", DateTimeOffset.UtcNow);

        EntityTagHeaderValue tag;
        using (HttpResponseMessage document = await _world.GetAsync("pw-demo"))
        {
            tag = document.Headers.ETag!;
        }

        using (var again = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, "pw-demo")) { Headers = { IfNoneMatch = { tag } } })
        {
            using HttpResponseMessage known = await _world.Wall.Http.SendAsync(again);
            known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        (await _world.GetAsync(NpmWorld.Tarball(release))).Dispose();
        using HttpResponseMessage refused = await _world.GetAsync(NpmWorld.Tarball(young));
        (await _world.GetAsync("pw-none")).Dispose();
        (await _world.GetAsync("-/npm/v1/keys")).Dispose();
        (await _world.GetAsync("%zz")).Dispose();
        await _world.Registry.StopAsync();
        (await _world.GetAsync("pw-other")).Dispose();

        Dictionary<string, double> metrics = await ReadAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        metrics.Where(pair => pair.Key.StartsWith("packagewall_requests_total", StringComparison.Ordinal)).ShouldBe(
            new Dictionary<string, double>
            {
                ["""packagewall_requests_total{feed="npm",kind="artifact",outcome="served"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="document",outcome="invalid"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="document",outcome="missing"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="document",outcome="not-modified"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="document",outcome="served"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="document",outcome="unavailable"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="other",outcome="served"}"""] = 1,
                ["""packagewall_requests_total{feed="npm",kind="refusal",outcome="refused"}"""] = 1,
            },
            ignoreOrder: true);
        metrics["""packagewall_sent_bytes_total{feed="npm",kind="artifact"}"""].ShouldBe(release.Tarball.Length);
        metrics["""packagewall_sent_bytes_total{feed="npm",kind="refusal"}"""].ShouldBe(refused.Content.Headers.ContentLength!.Value);
    }

    [Fact]
    public async Task Nothing_of_a_client_or_a_package_is_shown()
    {
        using (var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, "pw-private-name?token=query-secret")))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "header-secret");
            request.Headers.UserAgent.ParseAdd("client-agent/1.0");
            (await _world.Wall.Http.SendAsync(request)).Dispose();
        }

        string shown = await _world.Wall.Http.GetStringAsync("metrics") + await _world.Wall.Http.GetStringAsync("status");

        foreach (string secret in new[] { "pw-private-name", "query-secret", "header-secret", "client-agent", "127.0.0.1", _world.Wall.Folder })
        {
            shown.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task The_page_shows_all_groups_with_units_and_without_script()
    {
        NpmRelease release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        (await _world.GetAsync(NpmWorld.Tarball(release))).Dispose();

        using HttpResponseMessage response = await _world.Wall.Http.GetAsync("status");

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        string page = await response.Content.ReadAsStringAsync();
        page.ShouldNotContain("<script", Case.Insensitive);
        foreach (string group in new[] { "Requests", "Caches of documents", "Upstreams", "Intake and inspection", "Versions and their database", "Start", "Memory and threads" })
        {
            page.ShouldContain($"<h2>{group}</h2>");
        }

        page.ShouldContain("npm, artifact, served</td><td class=\"number\">1 request</td>");
        page.ShouldMatch("physical memory.*? MB</td>");
    }

    [Fact]
    public async Task Neither_is_a_package()
    {
        _world.Publish("metrics", "1.0.0", NpmWorld.LongAgo);

        (await _world.JsonAsync("metrics"))["name"]!.GetValue<string>().ShouldBe("metrics");
        (await _world.Wall.Http.GetStringAsync("metrics")).ShouldStartWith("# HELP ");
        (await _world.Wall.Http.PostAsync("metrics", null)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private async Task<Dictionary<string, double>> ReadAsync() => (await _world.Wall.Http.GetStringAsync("metrics"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .ToDictionary(line => line[..line.LastIndexOf(' ')], line => double.Parse(line[(line.LastIndexOf(' ') + 1)..].Replace("+Inf", "Infinity", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex("""^# (HELP [a-z_:][a-z0-9_:]* [^\n]*|TYPE [a-z_:][a-z0-9_:]* (counter|gauge|histogram))$""")]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-z_:][a-z0-9_:]*(\{[a-z_][a-z0-9_]*="([^"\\]|\\["\\n])*"(,[a-z_][a-z0-9_]*="([^"\\]|\\["\\n])*")*\})? ([-+]?[0-9]+(\.[0-9]+)?(E[-+][0-9]+)?|[-+]Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
