using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Tests.Reachability;
using static PackageWall.Inspection.Tests.Reachability.HandMade;

namespace PackageWall.Inspection.Tests.Changes;

public sealed class ChangeFinderTests
{
    private static PackageTree Tree(params (string Path, string Hash)[] files) => new()
    {
        Files = files.ToDictionary(file => file.Path, file => new PackageFile(file.Path, new byte[10], file.Path.EndsWith(".node", StringComparison.Ordinal) ? Language.Native : Language.JavaScript, file.Hash.PadRight(64, '0'))),
        Anomalies = [],
    };

    private static PackageProfile Profile(HandMade package, PackageTree tree) => ProfileBuilder.Build(package.Manifest, tree, package.Reach().Facts);

    [Fact]
    public void The_same_package_again_is_quiet()
    {
        HandMade package = new HandMade().File("a.js", Does("network.send", value: "https://a.invalid")).Entry("npm.main", Context.Import, "a.js");
        PackageTree tree = Tree(("a.js", "1"));

        PackageChange change = new ChangeFinder(Profile(package, tree)).Compare(Profile(package, tree), package.Manifest, tree, "1.0.0");

        change.IsQuiet.ShouldBeTrue();
        change.Earlier.ShouldBe("1.0.0");
        change.ChangedFiles.ShouldBeEmpty();
    }

    [Fact]
    public void New_code_behind_the_same_main_file_is_quiet_until_it_does_something_new()
    {
        HandMade before = new HandMade().File("a.js").Entry("npm.main", Context.Import, "a.js");
        HandMade after = new HandMade().File("a.js", Does("network.send", value: "https://a.invalid/x")).Entry("npm.main", Context.Import, "a.js");
        ChangeFinder finder = new(Profile(before, Tree(("a.js", "1"))));

        finder.Compare(Profile(before, Tree(("a.js", "2"))), before.Manifest, Tree(("a.js", "2")), null).IsQuiet.ShouldBeTrue();
        PackageChange change = finder.Compare(Profile(after, Tree(("a.js", "2"))), after.Manifest, Tree(("a.js", "2")), null);

        change.Capabilities.ShouldBe(["import network.send"]);
        change.Hosts.ShouldBe(["a.invalid"]);
        change.ChangedFiles.ShouldBe(["a.js"]);
        change.IsQuiet.ShouldBeFalse();
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(30_000, false)]
    public void A_bundle_of_all_files_is_not_emptied(long bytes, bool counts)
    {
        HandMade package = new();
        PackageTree before = Tree([.. Enumerable.Range(0, 40).Select(i => ($"{i}.js", "1"))]);
        PackageTree after = Tree(("a.js", "1"));
        ChangeFinder finder = new(Profile(package, before) with { Bytes = 100_000 });
        PackageProfile now = Profile(package, after) with { Bytes = bytes };
        finder.Facts(finder.Compare(now, package.Manifest, after, null), now, "package.json").Any(fact => fact.Name == "change.emptied").ShouldBe(counts);
    }

    [Theory]
    [InlineData("7.29.0", "7.30.0", true)]
    [InlineData("7.29.0", "8.0.0", false)]
    [InlineData(null, null, true)]
    public void Another_major_version_may_be_a_bundle_that_leaves_out_most(string? earlier, string? version, bool counts) =>
        IsEmptied(earlier, version, 70_000).ShouldBe(counts);

    [Fact]
    public void Another_major_version_with_next_to_nothing_in_it_is_emptied() => IsEmptied("5.5.3", "6.6.6", 2_000).ShouldBeTrue();

    private static bool IsEmptied(string? earlier, string? version, long bytes)
    {
        HandMade package = new();
        PackageTree after = Tree(("a.js", "1"));
        ChangeFinder finder = new(Profile(package, Tree([.. Enumerable.Range(0, 250).Select(i => ($"{i}.js", "1"))])) with { Bytes = 880_000 });
        PackageProfile now = Profile(package, after) with { Bytes = bytes };
        return finder.Facts(finder.Compare(now, package.Manifest, after, earlier), now, "package.json", version).Any(fact => fact.Name == "change.emptied");
    }

    [Theory]
    [InlineData("build/net6.0/a.targets", "build/net8.0/a.targets", false)]
    [InlineData("build/netstandard2.0/a.targets", "build/net10.0-windows7.0/a.targets", false)]
    [InlineData("analyzers/dotnet/roslyn4.0/cs/a.dll", "analyzers/dotnet/roslyn4.12/cs/a.dll", false)]
    [InlineData("build/a.targets", "build/net8.0/a.targets", false)]
    [InlineData("build/net6.0/a.targets", "build/net6.0/a.props", true)]
    [InlineData("build/net6.0/a.targets", "build/network/a.targets", true)]
    public void A_target_for_another_framework_is_no_new_entry_point(string before, string after, bool isNew)
    {
        HandMade earlier = new HandMade().File(before).Entry("nuget.targets", Context.Build, before);
        HandMade later = new HandMade().File(after).Entry("nuget.targets", Context.Build, after);

        new ChangeFinder(Profile(earlier, Tree((before, "1")))).IsNew(later.Manifest.EntryPoints[0], Tree((after, "2"))).ShouldBe(isNew);
    }

    [Fact]
    public void A_hook_is_new_when_it_appears_and_when_its_command_changes()
    {
        HandMade before = new HandMade().Command("npm.script.install", Context.Install, "node a.js", []);
        HandMade same = new HandMade().Command("npm.script.install", Context.Install, "node a.js", []);
        HandMade other = new HandMade().Command("npm.script.install", Context.Install, "node b.js", []);
        PackageTree tree = Tree(("package.json", "1"));
        ChangeFinder finder = new(Profile(before, tree));

        finder.IsNew(same.Manifest.EntryPoints[0], tree).ShouldBeFalse();
        finder.IsNew(other.Manifest.EntryPoints[0], tree).ShouldBeTrue();
        finder.Compare(Profile(other, tree), other.Manifest, tree, null).EntryPoints.ShouldBe(["npm.script.install package.json"]);
    }

    [Fact]
    public void An_old_file_that_a_hook_now_starts_does_something_new()
    {
        HandMade before = new HandMade().File("tool.js", Does("network.send")).File("a.js").Entry("npm.main", Context.Import, "a.js");
        HandMade after = new HandMade().File("tool.js", Does("network.send")).File("a.js").Entry("npm.main", Context.Import, "a.js").Entry("npm.script.install", Context.Install, "tool.js");
        PackageTree tree = Tree(("a.js", "1"), ("tool.js", "1"));

        new ChangeFinder(Profile(before, tree)).IsNew(after.Reach().Facts.Single(), tree).ShouldBeTrue();
    }

    [Fact]
    public void Files_natives_and_sizes_are_compared()
    {
        HandMade package = new();
        PackageTree before = Tree(("a.js", "1"), ("b.js", "1"));
        PackageTree after = Tree(("a.js", "1"), ("x.node", "1"));
        ChangeFinder finder = new(Profile(package, before));
        PackageProfile now = Profile(package, after);

        PackageChange change = finder.Compare(now, package.Manifest, after, null);

        change.AddedFiles.ShouldBe(["x.node"]);
        change.RemovedFiles.ShouldBe(["b.js"]);
        change.Natives.ShouldBe(["x.node"]);
        finder.Facts(change, now, "package.json").Select(fact => fact.Name).ShouldBe(["change.native", "change.first-native"]);
        finder.Facts(change, now with { Bytes = 1_000_000 }, "package.json").ShouldContain(fact => fact.Name == "change.grown");
    }

    [Theory]
    [InlineData("5.1.1", "5.2.0", true)]
    [InlineData("5.1.1", "10.4.3", false)]
    [InlineData("1.0", "1.1", true)]
    [InlineData(null, "10.4.3", true)]
    [InlineData("5.1.1", null, true)]
    public void A_jump_in_size_says_something_only_within_a_major_line(string? earlier, string? version, bool counts)
    {
        HandMade package = new();
        PackageTree tree = Tree(("a.js", "1"));
        PackageProfile profile = Profile(package, tree);
        ChangeFinder finder = new(profile);
        PackageChange change = finder.Compare(profile, package.Manifest, tree, earlier);

        finder.Facts(change, profile with { Bytes = 1_000_000 }, "package.json", version).Any(fact => fact.Name == "change.grown").ShouldBe(counts);
    }

    [Theory]
    [InlineData("pkg-1.0.dist-info/RECORD", "*.dist-info/RECORD")]
    [InlineData("pkg-1.0.data/scripts/x", "*.data/scripts/x")]
    [InlineData("pkg/x.py", "pkg/x.py")]
    [InlineData("x.pth", "x.pth")]
    public void Versions_in_folder_names_do_not_make_files_new(string path, string stable) => StablePath.Of(path).ShouldBe(stable);
}
