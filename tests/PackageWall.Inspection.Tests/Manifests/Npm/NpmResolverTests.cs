using System.Text.Json.Nodes;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests.Npm;

public sealed class NpmResolverTests
{
    private static readonly IReferenceResolver Resolver = Trees.Read(Ecosystem.Npm, "a.tgz", new NpmPackageBuilder("self", "1.0.0")
        .With("exports", (JsonObject)JsonNode.Parse("""{".":"./index.js","./sub":{"import":"./lib/sub.mjs"}}""")!)
        .With("imports", (JsonObject)JsonNode.Parse("""{"#in":{"node":"./lib/in.js"},"#p/*":"./lib/*.js"}""")!)
        .File("index.js", "").File("lib/a.js", "").File("lib/in.js", "").File("lib/sub.mjs", "").File("lib/data.json", "").File("lib/d/index.js", "").File("scripts/setup.mjs", "")
        .File("lib/m/package.json", "{\"main\":\"x\"}").File("lib/m/x.js", "").File("src/t.ts", "")
        .File("node_modules/dep/package.json", "{\"name\":\"dep\",\"main\":\"go\"}").File("node_modules/dep/go.js", "").Build()).Resolver;

    [Theory]
    [InlineData("lib/a.js", "./in", "lib/in.js")]
    [InlineData("lib/a.js", "..", "index.js")]
    [InlineData("lib/a.js", "./data.json", "lib/data.json")]
    [InlineData("index.js", "./lib/d", "lib/d/index.js")]
    [InlineData("index.js", "./lib/m", "lib/m/x.js")]
    [InlineData("index.js", "./src/t.js", "src/t.ts")]
    [InlineData("lib/a.js", "#in", "lib/in.js")]
    [InlineData("lib/a.js", "#p/a", "lib/a.js")]
    [InlineData("lib/a.js", "#p/d/index", "lib/d/index.js")]
    [InlineData("lib/a.js", "#p/README", "")]
    [InlineData("lib/a.js", "self", "index.js")]
    [InlineData("lib/a.js", "self/sub", "lib/sub.mjs")]
    [InlineData("lib/a.js", "dep", "node_modules/dep/go.js")]
    [InlineData("lib/a.js", "lodash", "")]
    [InlineData("lib/a.js", "../../../etc/passwd", "")]
    [InlineData("lib/a.js", null, "")]
    public void Imports(string from, string? target, string expected) => Check(ReferenceKind.Import, from, target, expected);

    [Theory]
    [InlineData("package.json", "scripts/setup.mjs", "scripts/setup.mjs")]
    [InlineData("package.json", "./scripts/setup", "scripts/setup.mjs")]
    [InlineData("lib/a.js", "scripts/setup.mjs", "scripts/setup.mjs")]
    [InlineData("lib/a.js", "in.js", "lib/in.js")]
    [InlineData("lib/a.js", "/data.json", "lib/data.json")]
    [InlineData("node_modules/dep/go.js", "go", "node_modules/dep/go.js")]
    public void Programs(string from, string target, string expected) => Check(ReferenceKind.Spawn, from, target, expected);

    private static void Check(ReferenceKind kind, string from, string? target, string expected) =>
        Resolver.Resolve(from, new Reference(kind, target, 1, "")).ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
}
