using System.Text.Json;

namespace PackageWall.Cli.Tests.Scan;

public sealed class ScanCommandTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("clean", 0)]
    [InlineData("suspicious", 1)]
    [InlineData("inconclusive", 1)]
    [InlineData("malicious", 2)]
    public async Task The_exit_code_tells_the_worst_verdict(string verdict, int code)
    {
        _bench.File("a.tgz", "clean");
        _bench.File("b.tgz", verdict);

        (await _bench.Run("scan", _bench.Folder)).ShouldBe(code);
    }

    [Fact]
    public async Task Json_is_one_line_for_each_archive_with_the_promised_fields()
    {
        string path = _bench.File("a.tgz", "malicious");

        await _bench.Run("scan", path, "--format", "json");

        JsonElement line = JsonDocument.Parse(_bench.Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()).RootElement;
        line.EnumerateObject().Select(property => property.Name).ShouldBe(["path", "ecosystem", "name", "version", "verdict", "score", "findings", "files", "bytes", "ms"]);
        line.GetProperty("path").GetString().ShouldBe(path);
        line.GetProperty("ecosystem").GetString().ShouldBe("npm");
        line.GetProperty("verdict").GetString().ShouldBe("malicious");
        JsonElement finding = line.GetProperty("findings")[0];
        finding.EnumerateObject().Select(property => property.Name).ShouldBe(["rule", "title", "verdict", "file", "line", "context", "evidence"]);
        finding.GetProperty("context").GetString().ShouldBe("install");
        finding.GetProperty("evidence")[0].GetProperty("fact").GetString().ShouldBe("wipe");
    }

    [Fact]
    public async Task A_reason_for_doubt_is_a_finding_so_that_nobody_misses_it()
    {
        string path = _bench.File("a.tgz", "inconclusive");

        await _bench.Run("scan", path, "--format", "json");

        JsonElement finding = JsonDocument.Parse(_bench.Out).RootElement.GetProperty("findings")[0];
        finding.GetProperty("verdict").GetString().ShouldBe("inconclusive");
        finding.GetProperty("evidence")[0].GetProperty("text").GetString()!.ShouldContain("too deep");
    }

    [Fact]
    public async Task Results_come_in_the_order_of_names_however_many_work_on_them()
    {
        for (int index = 0; index < 50; index++)
        {
            _bench.File($"{index:00}.tgz", "clean");
        }

        await _bench.Run("scan", _bench.Folder, "--format", "json", "--jobs", "8");

        string[] paths = [.. _bench.Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Path.GetFileName(JsonDocument.Parse(line).RootElement.GetProperty("path").GetString()!))];
        paths.ShouldBe([.. Enumerable.Range(0, 50).Select(index => $"{index:00}.tgz")]);
    }

    [Fact]
    public async Task Folders_are_searched_to_their_ends_and_other_files_left_alone()
    {
        _bench.File("a/b/c.whl", "clean");
        _bench.File("a/readme.txt", "malicious");
        _bench.File("d.nupkg", "clean");

        (await _bench.Run("scan", _bench.Folder, "--format", "json")).ShouldBe(0);

        _bench.Out.ShouldContain("\"pypi\"");
        _bench.Out.ShouldContain("\"nuget\"");
        _bench.Out.ShouldNotContain("readme");
    }

    [Fact]
    public async Task Paths_come_from_standard_input()
    {
        using Bench bench = new() { In = $"{_bench.File("a.tgz", "clean")}\n\n{_bench.File("b.tgz", "suspicious")}\n" };

        (await bench.Run("scan", "-", "--format", "json")).ShouldBe(1);

        bench.Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_path_is_told_and_the_others_are_scanned()
    {
        _bench.File("a.tgz", "clean");

        (await _bench.Run("scan", Path.Combine(_bench.Folder, "none.tgz"), _bench.Folder)).ShouldBe(3);

        _bench.Error.ShouldContain("none.tgz: no such file or folder");
        _bench.Out.ShouldContain("a.tgz");
    }

    [Fact]
    public async Task Something_malicious_outweighs_a_missing_path()
    {
        string path = _bench.File("a.tgz", "malicious");

        (await _bench.Run("scan", path, "none.tgz")).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_no_archive_by_its_name_needs_the_ecosystem()
    {
        string path = _bench.File("a.bin", "clean");

        (await _bench.Run("scan", path)).ShouldBe(3);
        _bench.Error.ShouldContain("--ecosystem");
        (await _bench.Run("scan", path, "--ecosystem", "npm")).ShouldBe(0);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("scan", "x.tgz", "--format", "xml")]
    [InlineData("scan", "x.tgz", "--ecosystem", "cargo")]
    [InlineData("scan", "x.tgz", "--jobs", "0")]
    [InlineData("scan", "x.tgz", "--jobs", "many")]
    [InlineData("scan", "x.tgz", "--signatures", "/nowhere/at/all")]
    [InlineData("scna", "x.tgz")]
    [InlineData]
    public async Task Bad_usage_ends_with_three_and_says_why(params string[] arguments)
    {
        (await _bench.Run(arguments)).ShouldBe(3);

        _bench.Error.ShouldNotBeEmpty();
        _bench.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sarif_has_rules_results_and_places()
    {
        string path = _bench.File("a.tgz", "malicious");

        (await _bench.Run("scan", path, "--format", "sarif")).ShouldBe(2);

        JsonElement log = JsonDocument.Parse(_bench.Out).RootElement;
        log.GetProperty("version").GetString().ShouldBe("2.1.0");
        JsonElement run = log.GetProperty("runs")[0];
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength().ShouldBeGreaterThan(10);
        JsonElement result = run.GetProperty("results")[0];
        result.GetProperty("level").GetString().ShouldBe("error");
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString()!.ShouldEndWith("a.tgz!/setup.js");
        place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Text_shows_evidence_chain_and_what_was_decoded_and_lets_nothing_move_the_cursor()
    {
        await _bench.Run("scan", _bench.File("a.tgz", "malicious"));

        _bench.Out.ShouldContain("malicious: A sample [sample-rule]");
        _bench.Out.ShouldContain("by package.json preinstall → setup.js");
        _bench.Out.ShouldContain("under 1 layer of encoding");
        _bench.Out.ShouldContain("| console.log('inert')");
        _bench.Out.ShouldContain("\\u{1b}[2J");
        _bench.Out.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Progress_goes_to_standard_error_when_a_person_watches()
    {
        using Bench watched = new() { IsWatched = true };
        for (int index = 0; index < 5; index++)
        {
            watched.File($"{index}.tgz", "clean");
            _bench.File($"{index}.tgz", "clean");
        }

        await watched.Run("scan", watched.Folder, "--format", "json");
        await _bench.Run("scan", _bench.Folder, "--format", "json");

        watched.Error.ShouldContain("of 5");
        watched.Out.ShouldNotContain("of 5");
        _bench.Error.ShouldBeEmpty();
    }
}
