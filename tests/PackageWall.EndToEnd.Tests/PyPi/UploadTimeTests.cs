using System.Globalization;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>
/// Conformance group 4 for Python. pip's <c>--uploaded-prior-to</c> came with pip 26, which Debian 12 and the tests' machines do not
/// have, so this holds what it reads: every file states <c>upload-time</c>, in a form that the parser pip uses understands.
/// </summary>
[Collection("pip")]
public sealed class UploadTimeTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05.678901+00:00")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05+00:00")]
    [InlineData("2026-01-02T03:04:05.678901+00:00", "2026-01-02T03:04:05.678901+00:00")]
    [InlineData("2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05+00:00")]
    public async Task Every_file_states_its_upload_time_in_the_form_that_pip_parses(string spelled, string means)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        var wheel = new WheelBuilder("acme-tools", "1.0.0");
        world.Index.Upload(new PyPiUpload("acme-tools", wheel.FileName, wheel.Build()) { UploadedAt = DateTimeOffset.Parse(means, CultureInfo.InvariantCulture), UploadTimeText = spelled });
        world.Wheel("acme-tools", "1.1.0", TimeSpan.FromHours(1));
        JsonNode page = await world.PageAsync("acme-tools");
        string[] times = [.. page["files"]!.AsArray().Select(file => (string)file!["upload-time"]!)];
        times.Length.ShouldBe(2, "withheld files state theirs, too");
        page["meta"]!["api-version"]!.GetValue<string>().ShouldBe("1.1", "1.0 would promise no dates");

        // pip's parse_iso_datetime: fromisoformat, with Z spelled out for interpreters before 3.11.
        using var home = new ClientHome();
        ClientRun parsed = (await home.RunAsync(
            Pip.Python,
            ["-c", "import sys, datetime\nfor text in sys.argv[1:]: print(datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).astimezone(datetime.timezone.utc).isoformat())", .. times])).ShouldSucceed();
        DateTimeOffset[] dates = [.. parsed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => DateTimeOffset.Parse(line, CultureInfo.InvariantCulture))];
        dates.ShouldContain(DateTimeOffset.Parse(means, CultureInfo.InvariantCulture));
        dates.Length.ShouldBe(2);
    }
}
