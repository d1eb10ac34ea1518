using PackageWall.Packages;
using PackageWall.Upstreams.Defaults;

namespace PackageWall.Upstreams.Tests.Defaults;

public sealed class UpstreamDefaultsTests
{
    [Fact]
    public async Task NuGets_own_library_names_its_source()
    {
        UpstreamDefault found = await UpstreamDefaults.FindAsync(Ecosystem.NuGet, default);

        found.Url.ShouldNotBeNull().Scheme.ShouldBe("https");
        found.Url.AbsolutePath.ShouldBe("/v3/index.json");
    }

    [Fact]
    public async Task Npm_names_its_registry_whatever_the_environment_says()
    {
        // A setting that points at this wall is just what must not be taken over. Variables of this process reach npm.
        const string Variable = "npm_config_registry";
        string? before = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, "http://wall.invalid/npm/");
        try
        {
            UpstreamDefault found = await UpstreamDefaults.FindAsync(Ecosystem.Npm, default);

            found.Url.ShouldNotBeNull(found.Source).Host.ShouldNotBe("wall.invalid");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }
}
