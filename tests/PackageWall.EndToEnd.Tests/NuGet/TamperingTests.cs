using System.Net;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance group 12: changed bytes never reach a client.</summary>
[Collection(NuGetCollection.Name)]
public sealed class TamperingTests
{
    [Fact]
    public async Task A_flipped_bit_in_a_signed_package_is_refused_before_the_client_sees_NU3008()
    {
        // A copy that states no hashes: only the package's own signature can tell.
        await using NuGetWorld world = await StartAsync(isPartial: true);
        NuGetRelease real = world.Source.Publish(DateTests.SignedPackage(), LongAgo);
        byte[] changed = (byte[])real.Bytes.Clone();
        changed[changed.Length / 2] ^= 1;
        real.Bytes = changed;
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project((real.Id, $"[{real.Version}]"));

        ClientRun run = (await dotnet.RestoreAsync()).ShouldFail();

        run.Output.ShouldNotContain("error NU3008");
        run.Output.ShouldContain("is held as tampered with");
        Directory.Exists(Path.Combine(dotnet.Packages, real.Id.ToLowerInvariant())).ShouldBeFalse();
        JsonNode record = await world.RecordAsync(real.Id, real.Version.Value);
        ((string)record["standing"]!).ShouldBe("held");
    }

    [Fact]
    public async Task Other_bytes_than_the_catalog_states_are_held_with_both_hashes()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        NuGetRelease changed = world.Source.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework(), LongAgo);
        changed.Bytes = new NupkgBuilder("PwDemo", "1.1.0").Framework().File("readme.txt", "other").Build();

        using HttpResponseMessage refused = await world.PackageAsync("PwDemo", "1.1.0");

        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        string warning = refused.Warnings().ShouldHaveSingleItem();
        warning.ShouldContain("is held as tampered with");
        warning.ShouldContain("newest allowed: 1.0.0");
        (await world.RecordAsync("PwDemo", "1.1.0")).ToJsonString().ShouldContain("sha512 " + Convert.ToHexStringLower(Convert.FromBase64String(changed.Hash)));
        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"]);
    }
}
