using System.Text.Json.Nodes;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests.Npm;

public sealed class NpmManifestTests
{
    private static NpmPackageBuilder Package() => new("pad-left", "1.2.3");

    private static Manifest Read(NpmPackageBuilder package) => Trees.Read(Ecosystem.Npm, package.FileName, package.Build());

    [Fact]
    public void Name_version_and_hosts_are_read()
    {
        Manifest manifest = Read(Package().With("homepage", "https://pad.example/x").With("repository", new JsonObject { ["url"] = "git+https://code.example/a.git" }).With("bugs", "me/pad"));
        (manifest.Name, manifest.Version).ShouldBe(("pad-left", "1.2.3"));
        manifest.DeclaredHosts.ShouldBe(["pad.example", "code.example", "github.com"]);
    }

    [Theory]
    [InlineData("preinstall")]
    [InlineData("install")]
    [InlineData("postinstall")]
    public void Lifecycle_scripts_run_at_install(string script)
    {
        EntryPoint point = Read(Package().Script(script, "node x.js")).EntryPoints[0];
        (point.Kind, point.Context, point.Command, point.DeclaredIn).ShouldBe(($"npm.script.{script}", Context.Install, "node x.js", "package.json"));
        point.Line.ShouldBeGreaterThan(1);
        Read(Package().Script(script, "node x.js")).FactLines().ShouldContain("hook.install node x.js");
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("preprepare")]
    [InlineData("postprepare")]
    [InlineData("prepack")]
    public void Scripts_for_git_sources_run_on_demand(string script) =>
        Read(Package().Script(script, "x")).Points().ShouldContain($"Call npm.script.{script} x");

    [Fact]
    public void Scripts_that_an_install_script_runs_run_at_install()
    {
        string[] points = Read(Package().Script("postinstall", "npm run -s build:all && true").Script("build:all", "run-s one two").Script("one", "node 1.js")
            .Script("pretwo", "node 0.js").Script("two", "node 2.js").Script("test", "jest")).Points();
        points.Where(point => point.StartsWith("Install", StringComparison.Ordinal)).Select(point => point.Split(' ')[1]).ShouldBe(
            ["npm.script.postinstall", "npm.script.build:all", "npm.script.one", "npm.script.pretwo", "npm.script.two"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("node-gyp-build")]
    public void A_binding_gyp_is_built_at_install_with_and_without_a_script(string? install)
    {
        NpmPackageBuilder package = Package().File("binding.gyp", "{}");
        Read(install is null ? package : package.Script("install", install)).Points().ShouldContain("Install npm.gyp binding.gyp");
    }

    [Fact]
    public void Main_falls_back_to_the_index() =>
        Read(Package().File("index.js", "1")).Points().ShouldBe(["Import npm.main index.js"]);

    [Theory]
    [InlineData("lib/a", "lib/a.js")]
    [InlineData("./lib", "lib/index.js")]
    [InlineData("lib/a.js", "lib/a.js")]
    [InlineData("./nothing", "index.js")]
    public void Main_is_resolved_as_node_does(string main, string target) =>
        Read(Package().With("main", main).File("index.js", "1").File("lib/a.js", "1").File("lib/index.js", "1")).Points().ShouldBe([$"Import npm.main {target}"]);

    [Fact]
    public void All_conditions_and_patterns_of_exports_count()
    {
        var exports = (JsonObject)JsonNode.Parse("""{".":{"import":"./esm.mjs","require":[{"node":"./cjs.js"},"./old.js"]},"./f/*":"./f/*.js","./none":null}""")!;
        string[] points = Read(Package().With("exports", exports).File("esm.mjs", "").File("cjs.js", "").File("old.js", "").File("f/a.js", "").File("f/b/c.js", "")).Points();
        points.ShouldBe(["esm.mjs", "cjs.js", "old.js", "f/a.js", "f/b/c.js"], ignoreOrder: true, comparer: new Suffix());
    }

    [Fact]
    public void What_a_star_stands_for_is_no_test()
    {
        var exports = (JsonObject)JsonNode.Parse("""{".":"./a.js","./*":"./*","./examples/*":"./examples/*.js","./tests/x":"./tests/x.js","./run":"./run.sh"}""")!;
        string[] points = Read(Package().With("exports", exports).File("a.js", "").File("b/c.js", "").File("b/__tests__/d.test.js", "").File("examples/e.js", "").File("examples/tests/f.js", "").File("tests/x.js", "").File("tests/y.js", "").File("run.sh", "").File("b/run.sh", "")).Points();
        points.Select(point => point.Split(' ')[^1]).Distinct().ShouldBe(["a.js", "b/c.js", "package.json", "examples/e.js", "tests/x.js", "run.sh"], ignoreOrder: true);
    }

    [Fact]
    public void Browser_imports_module_and_types_count()
    {
        string[] points = Read(Package().With("browser", new JsonObject { ["./a.js"] = "./b.js" }).With("imports", new JsonObject { ["#x"] = "./x.js" }).With("module", "m.mjs").With("types", "t.ts")
            .File("index.js", "").File("b.js", "").File("x.js", "").File("m.mjs", "").File("t.ts", "")).Points();
        points.ShouldBe(["index.js", "b.js", "x.js", "m.mjs", "t.ts"], ignoreOrder: true, comparer: new Suffix());
    }

    [Fact]
    public void Commands_run_when_called_and_those_named_like_a_systems_are_a_fact()
    {
        Manifest manifest = Read(Package().With("bin", new JsonObject { ["pad"] = "cli.js", ["git"] = "cli.js" }).File("cli.js", "").File("index.js", ""));
        manifest.Points().ShouldContain("Call npm.bin cli.js");
        manifest.FactLines().ShouldBe(["manifest.system-command git"]);
        Read(new NpmPackageBuilder("@scope/python", "1.0.0").With("bin", "cli.js").File("cli.js", "")).FactLines().ShouldBeEmpty();
        Read(new NpmPackageBuilder("python-tools", "1.0.0").With("bin", new JsonObject { ["python"] = "cli.js" }).File("cli.js", "")).FactLines().ShouldBe(["manifest.system-command python"]);
        Read(Package().With("directories", new JsonObject { ["bin"] = "./bin" }).File("bin/curl", "")).FactLines().ShouldBe(["manifest.system-command curl"]);
    }

    [Fact]
    public void Bundled_packages_are_packages_of_their_own()
    {
        const string Inner = """{"name":"inner","version":"1.0.0","main":"m","scripts":{"postinstall":"node run.js"}}""";
        NpmPackageBuilder package = Package().File("node_modules/inner/package.json", Inner).File("node_modules/inner/m.js", "").File("node_modules/@s/i/package.json", Inner)
            .File("node_modules/inner/test/node_modules/fake/package.json", Inner).File("index.js", "");
        Read(package.With("bundleDependencies", new JsonArray("inner"))).EntryPoints.Count(point => point.Context == Context.Install).ShouldBe(2);
        Read(package.With("bundleDependencies", null)).EntryPoints.ShouldNotContain(point => point.Context == Context.Install);
        Read(package).Points().ShouldContain("Import npm.main node_modules/inner/m.js");
    }

    [Fact]
    public void Native_builds_are_imported() =>
        Read(Package().File("prebuilds/linux-x64/a.node", "").File("index.js", "")).Points().ShouldContain("Import npm.native prebuilds/linux-x64/a.node");

    [Theory]
    [InlineData(".npmrc")]
    [InlineData(".yarnrc.yml")]
    [InlineData(".pnpmfile.cjs")]
    [InlineData("bunfig.toml")]
    public void Settings_of_clients_inside_are_a_fact(string name) => Read(Package().File(name, "x")).FactLines().ShouldContain($"manifest.client-config {name}");

    [Theory]
    [InlineData("^1.0.0", null)]
    [InlineData("latest", null)]
    [InlineData("1.x || >=2 <3", null)]
    [InlineData("", null)]
    [InlineData("npm:other@1", "alias")]
    [InlineData("git+ssh://git@code.example/a.git#0123", "git")]
    [InlineData("github:a/b", "git")]
    [InlineData("a/b#0123456", "git")]
    [InlineData("git@code.example:a/b.git", "git")]
    [InlineData("https://files.example/a.tgz", "url")]
    [InlineData("https://code.example/a.git#main", "git")]
    [InlineData("file:../a", "file")]
    [InlineData("link:./a", "file")]
    [InlineData("../a.tgz", "file")]
    public void Dependencies_that_no_registry_serves_are_facts(string specification, string? kind)
    {
        Manifest manifest = Read(Package().Dependency("dep", specification, "optionalDependencies").Dependency("dev", specification, "devDependencies"));
        manifest.Dependencies.Select(dependency => (dependency.Group, dependency.IsFromRegistry)).ShouldBe([("optional", kind is null or "alias"), ("development", kind is null or "alias")]);
        manifest.FactLines().ShouldBe(kind is null ? [] : [$"manifest.dependency.{kind} {specification}"]);
    }

    [Fact]
    public void A_shrinkwrap_that_leads_elsewhere_is_a_fact() =>
        Read(Package().File("npm-shrinkwrap.json", """{"packages":{"node_modules/a":{"resolved":"https://files.invalid/a/-/a-1.0.0.tgz"},"node_modules/b":{"resolved":"git+https://code.invalid/b.git"}}}"""))
            .FactLines().ShouldBe(["manifest.dependency.shrinkwrap https://files.invalid/a/-/a-1.0.0.tgz", "manifest.dependency.shrinkwrap git+https://code.invalid/b.git"]);

    [Theory]
    [InlineData("""{"name":"a","version":"1.0.0","scripts":{"postinstall":"a","postinstall":"b"}}""", "manifest.duplicate-key Reject")]
    [InlineData("""{"name":"a","version":"1.0.0","scripts":{},"scripts":{"install":"x"}}""", "manifest.duplicate-key Reject")]
    [InlineData("""{"name":"a","name":"b","version":"1.0.0"}""", "manifest.duplicate-key Reject")]
    [InlineData("""{"name":"a","version":"1.0.0","dependencies":{"x":"1","x":"1"}}""", "manifest.duplicate-key Note")]
    [InlineData("""{"name":"a","version":"1.0.0","keywords":[],"keywords":["x"]}""", "manifest.duplicate-key Note")]
    [InlineData("\uFEFF{\"name\":\"a\",\"version\":\"1.0.0\"}", "manifest.odd Note")]
    [InlineData("{\"name\":\"a\",/* x */\"version\":\"1.0.0\"}", "manifest.odd Reject")]
    [InlineData("{\"name\":\"a\",\"version\":\"1.0.0\",}", "manifest.odd Reject")]
    [InlineData("[]", "manifest.unreadable Reject")]
    [InlineData("{", "manifest.unreadable Reject")]
    [InlineData("", "manifest.unreadable Reject")]
    public void A_manifest_that_can_be_read_in_two_ways_is_an_anomaly(string text, string anomaly) =>
        Read(Package().ManifestText(text)).Anomalies.Select(found => $"{found.Code} {found.Severity}").ShouldContain(anomaly);

    [Fact]
    public void Both_values_of_a_script_that_stands_twice_are_entry_points() =>
        Read(Package().ManifestText("""{"name":"a","version":"1.0.0","scripts":{"install":"one","install":"two"}}""")).Points()
            .ShouldBe(["Install npm.script.install one", "Install npm.script.install two", "Import npm.main index.js"]);

    [Fact]
    public void A_package_without_manifest_is_rejected() =>
        ManifestReader.Read(Ecosystem.Npm, "a.tgz", Trees.LayOut(Ecosystem.Npm, Trees.File("package/a.js"))).Anomalies.ShouldHaveSingleItem().Severity.ShouldBe(AnomalySeverity.Reject);

    [Fact]
    public void Manifests_made_to_cost_time_are_held()
    {
        NpmPackageBuilder chain = Package();
        for (int i = 0; i < 2000; i++)
        {
            chain.Script($"s{i}", $"npm run s{i + 1}");
        }

        Read(chain.Script("install", "npm run s0")).Anomalies.ShouldContain(anomaly => anomaly.Code == "manifest.over-budget");
        var exports = new JsonObject();
        for (int i = 0; i < 2000; i++)
        {
            exports[$"./{i}/*"] = $"./{i}/*.js";
        }

        Read(Package().With("exports", exports)).Anomalies.ShouldContain(anomaly => anomaly.Code == "manifest.over-budget");
    }

    private sealed class Suffix : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => x!.EndsWith(' ' + y!, StringComparison.Ordinal) || y!.EndsWith(' ' + x!, StringComparison.Ordinal);

        public int GetHashCode(string obj) => 0;
    }
}
