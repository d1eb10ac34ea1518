using System.Security.Cryptography;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance group 9 and bar 5: what <c>dotnet restore</c> chooses, and what it prints.</summary>
[Collection(NuGetCollection.Name)]
public sealed class RestoreTests
{
    [Fact]
    public async Task Pins_floats_ranges_and_what_they_depend_on_get_the_newest_version_given_out()
    {
        await using NuGetWorld world = await StartAsync();
        foreach (string id in new[] { "Pw.Pin", "Pw.Float", "Pw.Any", "Pw.Range" })
        {
            world.Publish(id, LongAgo, "1.0.0", "1.1.0");
            world.Publish(id, JustNow, "1.2.0");
        }

        world.Publish("Pw.Lower", LongAgo, "2.0.0");
        world.Source.Publish(new NupkgBuilder("Pw.Parent", "1.0.0").Framework().Dependency("Pw.Lower", "2.0.0"), LongAgo);
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("Pw.Pin", "[1.0.0]"), ("Pw.Float", "1.*"), ("Pw.Any", "*"), ("Pw.Range", "[1.1.0,2.0.0)"), ("Pw.Parent", "1.0.0"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldSucceed();

        IReadOnlyDictionary<string, string> resolved = dotnet.Resolved();
        resolved["Pw.Pin"].ShouldBe("1.0.0");
        resolved["Pw.Float"].ShouldBe("1.1.0");
        resolved["Pw.Any"].ShouldBe("1.1.0");
        resolved["Pw.Range"].ShouldBe("1.1.0");
        resolved["Pw.Parent"].ShouldBe("1.0.0");
        resolved["Pw.Lower"].ShouldBe("2.0.0");
        run.Output.ShouldContain("warning : PackageWall: pw.float 1.2.0 is cooling until");
        run.Output.ShouldContain("newest allowed: 1.1.0");
    }

    [Fact]
    public async Task A_version_of_an_hour_ago_is_refused_with_its_date_to_pins_and_lock_files_and_comes_through_when_its_time_is_over()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        byte[] young = new NupkgBuilder("PwDemo", "1.1.0").Framework().Build();
        world.Source.Publish(young, JustNow);
        string date = JustNow.AddDays(7).UtcDateTime.ToString("yyyy-MM-dd HH:mm");
        using var floating = new Dotnet(world.Index);
        floating.Project(("PwDemo", "*"));

        ClientRun older = (await floating.RestoreAsync()).ShouldSucceed();
        floating.Resolved()["PwDemo"].ShouldBe("1.0.0");
        older.Output.ShouldContain($"PackageWall: pwdemo 1.1.0 is cooling until {date} UTC");

        using var pinned = new Dotnet(world.Index);
        pinned.Project(("PwDemo", "[1.1.0]"));
        ClientRun refused = (await pinned.RestoreAsync()).ShouldFail();
        refused.Output.ShouldContain("NU1102");
        refused.Output.ShouldContain($"PackageWall: pwdemo 1.1.0 is cooling until {date} UTC");
        refused.Output.ShouldContain("newest allowed: 1.0.0");
        refused.Output.ShouldContain($"see {world.Wall.Address}why/nuget/pwdemo/1.1.0");
        Seen.Write("dotnet restore", "a version published an hour ago, pinned", refused, world.Wall.Address);

        using var locked = new Dotnet(world.Index);
        locked.Project("<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>", ("PwDemo", "1.1.0"));
        locked.Write("packages.lock.json", LockFile("PwDemo", "1.1.0", young));
        ClientRun lockedRun = (await locked.RestoreAsync("--locked-mode")).ShouldFail();
        lockedRun.Output.ShouldContain($"PackageWall: pwdemo 1.1.0 is cooling until {date} UTC");
        Directory.Exists(Path.Combine(locked.Packages, "pwdemo", "1.1.0")).ShouldBeFalse();

        world.Wall.Time.Advance(TimeSpan.FromDays(7));

        (await locked.RestoreAsync("--locked-mode")).ShouldSucceed();
        locked.Resolved()["PwDemo"].ShouldBe("1.1.0");
        Directory.Exists(Path.Combine(locked.Packages, "pwdemo", "1.1.0")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_withheld_version_in_the_middle_makes_restore_go_up_and_say_NU1603()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.2.0");
        world.PublishMarked("PwDemo", "1.1.0", "suspicious", LongAgo);
        (await world.PackageAsync("PwDemo", "1.1.0")).Dispose();
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "1.1.0"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldSucceed();

        // NuGet takes the lowest version that fits: "1.1.0" means 1.1.0 or higher. The documents say so to people who pin.
        dotnet.Resolved()["PwDemo"].ShouldBe("1.2.0");
        run.Output.ShouldContain("NU1603");
    }

    [Fact]
    public async Task A_version_that_is_withheld_only_when_its_package_is_asked_for_costs_no_failure()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.PublishMarked("PwDemo", "1.1.0", "malicious", LongAgo);
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "*"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldSucceed();

        dotnet.Resolved()["PwDemo"].ShouldBe("1.0.0");
        run.Output.ShouldContain("PackageWall: pwdemo 1.1.0 is blocked (a test calls it Malicious)");
        run.Output.ShouldContain("newest allowed: 1.0.0");
    }

    [Fact]
    public async Task A_stale_list_in_the_clients_cache_ends_with_the_older_version_and_a_warm_package_folder_asks_nobody()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "*"));
        (await dotnet.RunAsync("restore")).ShouldSucceed();
        dotnet.Resolved()["PwDemo"].ShouldBe("1.1.0");
        await world.ReviewAsync("PwDemo", "1.1.0", "block");

        // The list is 30 minutes fresh to the client, whatever the wall says; the package is gone from its caches.
        Directory.Delete(dotnet.Packages, recursive: true);
        foreach (string package in Directory.EnumerateFiles(dotnet.HttpCache, "nupkg_*", SearchOption.AllDirectories))
        {
            File.Delete(package);
        }

        ClientRun run = (await dotnet.RunAsync("restore", "--force")).ShouldSucceed();

        dotnet.Resolved()["PwDemo"].ShouldBe("1.0.0");
        run.Output.ShouldContain("PackageWall: pwdemo 1.1.0 is");
        run.Output.ShouldContain("blocked by Mina Okafor: decided by a test");
    }

    [Fact]
    public async Task A_package_of_which_nothing_is_given_out_says_so()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", JustNow, "1.0.0", "1.1.0");
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "*"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldFail();

        run.Output.ShouldContain("NU1101");
        run.Output.ShouldContain("PackageWall: pwdemo 1.1.0 is cooling until");
        run.Output.ShouldContain("no version is allowed yet");
        run.Output.ShouldContain("(1 more withheld)");
    }

    [Fact]
    public async Task While_the_upstream_is_away_what_was_released_still_restores()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "1.0.0"));
        (await dotnet.RestoreAsync()).ShouldSucceed();
        await world.Source.StopAsync();
        world.Wall.Time.Advance(TimeSpan.FromHours(2));
        await world.Wall.RestartAsync();

        using var fresh = new Dotnet(world.Index);
        fresh.Project(("PwDemo", "1.0.0"));
        (await fresh.RestoreAsync()).ShouldSucceed();
        fresh.Resolved()["PwDemo"].ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_restore_waits_for_an_inspection_and_then_succeeds()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        var end = new TaskCompletionSource();
        world.Inspections.Until = end.Task;
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "1.0.0"));

        Task<ClientRun> restore = dotnet.RestoreAsync();
        (await Task.WhenAny(restore, world.Inspections.Begun.Task)).ShouldBe(world.Inspections.Begun.Task);
        end.SetResult();

        (await restore).ShouldSucceed();
    }

    private static string LockFile(string id, string version, byte[] nupkg) => $$"""
        {
          "version": 1,
          "dependencies": {
            "net10.0": {
              "{{id}}": {
                "type": "Direct",
                "requested": "[{{version}}, )",
                "resolved": "{{version}}",
                "contentHash": "{{Convert.ToBase64String(SHA512.HashData(nupkg))}}"
              }
            }
          }
        }
        """;
}
