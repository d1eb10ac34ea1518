using System.Net;
using System.Text.Json.Nodes;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance group 10: where dates come from, and that none is made up.</summary>
public sealed class DateTests
{
    [Fact]
    public async Task A_version_that_was_unlisted_at_once_is_as_young_as_its_first_push()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.Source.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework(), JustNow).IsListed = false;

        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"]);
        using HttpResponseMessage refused = await world.PackageAsync("PwDemo", "1.1.0");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Warnings().ShouldHaveSingleItem().ShouldContain("cooling until");

        world.Wall.Time.Advance(TimeSpan.FromDays(7));
        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task An_unlisted_version_whose_catalog_entry_is_gone_waits_from_first_sight()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.Source.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework(), JustNow).IsListed = false;
        world.Source.Fault = MissingCatalogAsync;

        using HttpResponseMessage refused = await world.PackageAsync("PwDemo", "1.1.0");

        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Warnings().ShouldHaveSingleItem().ShouldContain("first seen");
        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task A_version_that_was_listed_again_is_as_old_as_its_first_push()
    {
        await using NuGetWorld world = await StartAsync();
        world.Source.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework(), LongAgo).Published = JustNow;

        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task Without_any_date_a_version_is_listed_and_its_package_waits_from_first_sight()
    {
        await using NuGetWorld world = await StartAsync(isPartial: true);
        world.Publish("PwDemo", LongAgo, "1.0.0");
        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"], "its package may date it");

        using HttpResponseMessage refused = await world.PackageAsync("PwDemo", "1.0.0");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Warnings().ShouldHaveSingleItem().ShouldContain("first seen");
        (await world.ListAsync("PwDemo")).ShouldBeEmpty("nobody signed it, so its clock began when it was asked for");
        ((string)(await world.RecordAsync("PwDemo", "1.0.0"))["standing"]!).ShouldBe("cooling");

        world.Wall.Time.Advance(TimeSpan.FromDays(7));
        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0"]);
        using HttpResponseMessage given = await world.PackageAsync("PwDemo", "1.0.0");
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_any_date_the_registrys_own_time_stamp_in_the_package_counts()
    {
        await using NuGetWorld world = await StartAsync(isPartial: true);
        NuGetRelease real = world.Source.Publish(SignedPackage(), JustNow);

        using HttpResponseMessage given = await world.PackageAsync(real.Id, real.Version.Value);

        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await given.Content.ReadAsByteArrayAsync()).ShouldBe(real.Bytes);
        JsonNode record = await world.RecordAsync(real.Id, real.Version.Value);
        ((string)record["dateSource"]!).ShouldBe("repositorySignature");
        DateTimeOffset.Parse((string)record["publishedAt"]!).ShouldBeLessThan(LongAgo);
    }

    [Fact]
    public async Task A_registry_that_falls_silent_about_dates_does_not_make_a_young_version_old()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.Publish("PwDemo", JustNow, "1.1.0");
        world.Source.Fault = context =>
        {
            bool dated = context.Request.Path.Value!.Contains("registration5", StringComparison.Ordinal);
            context.Response.StatusCode = dated ? 404 : 200;
            return Task.FromResult(dated);
        };

        using HttpResponseMessage refused = await world.PackageAsync("PwDemo", "1.1.0");

        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    /// <summary>A package as the registry signed it: one that this project is built with.</summary>
    internal static byte[] SignedPackage() => File.ReadAllBytes(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Signed"), "*.nupkg").First());

    private static Task<bool> MissingCatalogAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        bool catalog = context.Request.Path.Value!.Contains("catalog0", StringComparison.Ordinal);
        context.Response.StatusCode = catalog ? 404 : 200;
        return Task.FromResult(catalog);
    }
}
