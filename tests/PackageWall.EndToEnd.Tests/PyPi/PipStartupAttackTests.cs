using System.Text.Json;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>A wheel that would run at every start of Python, before the real inspector and the real pip (bar 3).</summary>
[Collection("pip")]
public sealed class PipStartupAttackTests : IDisposable
{
    private readonly ClientHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Pip_gets_the_version_before_and_not_a_byte_of_a_wheel_with_a_hidden_startup_file()
    {
        var blobs = new WatchedBlobs();
        await using PyPiWorld world = await PyPiWorld.StartAsync(realInspector: true, configure: blobs.AddTo);
        PyPiUpload good = world.Wheel("acme-llm", "1.82.6", TimeSpan.FromDays(60), InertStartupWheel.AddLibrary);
        PyPiUpload bad = world.Wheel("acme-llm", "1.82.8", TimeSpan.FromHours(1), InertStartupWheel.AddAll);

        // The first look at the page starts the inspection behind the client's back.
        await world.PageAsync("acme-llm");
        await world.InspectedAsync(bad);
        ClientRun ranged = (await _home.PipInstallAsync(world.Simple, "acme-llm>=1.82")).ShouldSucceed();
        _home.HasInstalled("acme-llm", "1.82.6").ShouldBeTrue(ranged.Output);

        ClientRun pinned = (await _home.PipInstallAsync(world.Simple, "--upgrade", "acme-llm==1.82.8")).ShouldFail();
        pinned.Output.ShouldContain("Reason for being yanked: PackageWall: acme-llm 1.82.8 is blocked (");
        pinned.Output.ShouldContain("403 Client Error: PackageWall: acme-llm 1.82.8 is blocked; newest allowed 1.82.6 for url:");

        // It is the content that blocks, so time does not help.
        world.Wall.Time.Advance(TimeSpan.FromDays(30));
        using var later = new ClientHome();
        (await later.PipInstallAsync(world.Simple, "acme-llm==1.82.8")).ShouldFail().Output.ShouldContain("is blocked");

        ShowsBothLayersAndWhatItWouldHaveRead(await world.RecordAsync("acme-llm", "1.82.8"));
        NothingOfItWasSent(world, bad, good, blobs);
        await Seen.WriteAsync("pip-refused.txt", world, ("pip install 'acme-llm>=1.82'", ranged), ("pip install acme-llm==1.82.8", pinned));
    }

    [Fact]
    public async Task Its_twin_without_the_startup_file_is_released_and_installed()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(realInspector: true);
        world.Wheel("acme-llm", "1.82.6", TimeSpan.FromDays(60), InertStartupWheel.AddLibrary);
        world.Wheel("acme-llm", "1.82.8", TimeSpan.FromDays(30), InertStartupWheel.AddLibrary);
        (await _home.PipInstallAsync(world.Simple, "acme-llm")).ShouldSucceed();
        _home.HasInstalled("acme-llm", "1.82.8").ShouldBeTrue();
        JsonElement record = await world.RecordAsync("acme-llm", "1.82.8");
        record.GetProperty("verdict").GetString().ShouldBe("clean");
        record.GetProperty("standing").GetString().ShouldBe("released");
    }

    [Fact]
    public async Task An_old_wheel_that_nobody_asked_for_before_is_inspected_before_its_first_byte()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(realInspector: true);
        world.Wheel("acme-llm", "1.82.6", TimeSpan.FromDays(60), InertStartupWheel.AddLibrary);
        PyPiUpload bad = world.Wheel("acme-llm", "1.82.8", TimeSpan.FromDays(30), InertStartupWheel.AddAll);
        (await _home.PipInstallAsync(world.Simple, "acme-llm")).ShouldFail().Output.ShouldContain("403 Client Error: PackageWall: acme-llm 1.82.8 is blocked; newest allowed 1.82.6");
        (await _home.PipInstallAsync(world.Simple, "acme-llm")).ShouldSucceed();
        _home.HasInstalled("acme-llm", "1.82.6").ShouldBeTrue();
        world.Sent.To(bad.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task A_real_wheel_passes_the_real_inspector_or_is_let_out_by_a_person_with_a_reason()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(realInspector: true);
        var wheels = new List<PyPiUpload>();
        foreach (string path in Pip.RealWheels)
        {
            string name = Path.GetFileName(path);
            wheels.Add(world.Index.Upload(name.Split('-')[0], name, await File.ReadAllBytesAsync(path), world.Now - TimeSpan.FromDays(400)));
        }

        foreach (PyPiUpload wheel in wheels)
        {
            string version = wheel.FileName.Split('-')[1];
            await world.InspectedAsync(wheel);
            JsonElement record = await world.RecordAsync(wheel.Project, version);
            record.GetProperty("verdict").GetString().ShouldBeOneOf(["clean", "suspicious"], record.ToString());
            if (record.GetProperty("standing").GetString() != "released")
            {
                using HttpResponseMessage decided = await world.DecideAsync(wheel.Project, version, "release", "It comes with Python itself; compared with the interpreter's own copy.");
                decided.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await decided.Content.ReadAsStringAsync());
            }
        }

        (await _home.PipInstallAsync(world.Simple, "pip", "setuptools")).ShouldSucceed();
        _home.Exists("site/setuptools/__init__.py").ShouldBeTrue();
        _home.Exists("site/pip/__init__.py").ShouldBeTrue();
    }

    private static void ShowsBothLayersAndWhatItWouldHaveRead(JsonElement record)
    {
        record.GetProperty("standing").GetString().ShouldBe("blocked", record.ToString());
        record.GetProperty("verdict").GetString().ShouldBe("malicious");
        JsonElement artifact = record.GetProperty("artifacts")[0];
        JsonElement[] layers = [.. artifact.GetProperty("layers").EnumerateArray()];
        string shown = string.Join('\n', layers.Select(layer => layer.ToString()));
        layers.ShouldContain(layer => Depth(layer) == 1 && Text(layer).Contains("exec(base64.b64decode(stage))", StringComparison.Ordinal), shown);
        layers.ShouldContain(layer => Depth(layer) == 2 && Text(layer).Contains("collect.invalid", StringComparison.Ordinal), shown);
        layers.ShouldAllBe(layer => layer.GetProperty("file").GetString() == InertStartupWheel.PthFile);

        JsonElement[] findings = [.. artifact.GetProperty("findings").EnumerateArray()];
        findings.ShouldContain(finding => finding.GetProperty("rule").GetString() == "pth-line-runs-code" && finding.GetProperty("context").GetString() == "Startup");
        string evidence = string.Join('\n', findings.SelectMany(finding => finding.GetProperty("evidence").EnumerateArray()).Select(e => e.ToString()));
        foreach (string place in new[] { ".ssh/id_rsa", ".aws/credentials", ".kube/config", ".docker/config.json", "collect.invalid" })
        {
            evidence.ShouldContain(place);
        }
    }

    private static int Depth(JsonElement layer) => layer.GetProperty("depth").GetInt32();

    private static string Text(JsonElement layer) => layer.GetProperty("text").GetString()!;

    private static void NothingOfItWasSent(PyPiWorld world, PyPiUpload bad, PyPiUpload good, WatchedBlobs blobs)
    {
        SentAnswer[] answers = [.. world.Sent.To(bad.FileName)];
        answers.ShouldNotBeEmpty();
        foreach (SentAnswer answer in answers)
        {
            answer.Status.ShouldBe(403);
            JsonNode.Parse(answer.Body)!["code"]!.GetValue<string>().ShouldBe("blocked");
        }

        blobs.Opened.ShouldNotContain(bad.Sha256);

        // Nor under any other name: no file that was sent holds a piece of it, but for what the harmless version has in common with it.
        byte[][] pieces = [.. bad.Content.Chunk(32).Where(piece => good.Content.AsSpan().IndexOf(piece) < 0)];
        pieces.Length.ShouldBeGreaterThan(20);
        foreach (SentAnswer answer in world.Sent.All.Where(answer => answer.Path.Contains("/files/", StringComparison.Ordinal)))
        {
            Array.Exists(pieces, piece => answer.Body.AsSpan().IndexOf(piece) >= 0).ShouldBeFalse(answer.Path);
        }
    }
}
