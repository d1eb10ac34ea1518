using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Tests.Manifests;

/// <summary>A link inside an archive that lies in a package is only passed over when it is a second name of a script there.</summary>
public sealed class InnerLinksTests
{
    private static ArchiveEntry File(string path) => new() { Path = path, Kind = ArchiveEntryKind.File };

    private static ArchiveEntry Link(string path, string target) => new() { Path = path, Kind = ArchiveEntryKind.SymbolicLink, LinkTarget = target };

    private static IReadOnlySet<string> Harmless(params ArchiveEntry[] entries) => InnerLinks.Harmless(new ArchiveReading { Format = "zip", Entries = entries, Anomalies = [] });

    [Fact]
    public void Commands_of_inner_packages_are_second_names() =>
        Harmless(File("n/tool/bin/tool.js"), Link("n/.bin/tool", "../tool/bin/tool.js")).ShouldBe(["n/.bin/tool"]);

    [Theory]
    [InlineData("../../../tool.js")]
    [InlineData("/tool.js")]
    [InlineData("../.bin/../tool/bin/tool.js")]
    [InlineData("./../tool/bin/tool.js")]
    [InlineData("..\\tool\\bin\\tool.js")]
    [InlineData("C:tool.js")]
    [InlineData("../tool/bin/missing.js")]
    [InlineData("../tool/bin")]
    [InlineData("../data.txt")]
    [InlineData("")]
    public void What_leads_elsewhere_or_to_no_script_is_none(string target) =>
        Harmless(File("n/tool/bin/tool.js"), File("n/data.txt"), File("tool.js"), Link("n/.bin/tool", target)).ShouldBeEmpty();

    [Fact]
    public void A_link_that_is_written_through_is_none() =>
        Harmless(File("n/tool/bin/tool.js"), Link("n/.bin/tool", "../tool/bin/tool.js"), File("n/.bin/tool")).ShouldBeEmpty();

    [Fact]
    public void A_link_that_another_name_falls_together_with_is_none() =>
        Harmless(File("n/tool/bin/tool.js"), Link("n/.bin/tool", "../tool/bin/tool.js"), File("n/.BIN/TOOL")).ShouldBeEmpty();

    [Fact]
    public void Links_beside_one_that_stands_for_a_folder_are_none() =>
        Harmless(File("n/tool/bin/tool.js"), Link("n/.bin/tool", "../tool/bin/tool.js"), Link("out", "../.."), File("out/x.js")).ShouldBeEmpty();

    [Fact]
    public void A_link_to_a_link_is_none() =>
        Harmless(File("n/a.js"), Link("n/b.js", "a.js"), Link("n/c.js", "b.js")).ShouldBe(["n/b.js"]);

    [Fact]
    public void A_script_under_the_name_of_another_kind_is_none() =>
        Harmless(File("n/a.js"), Link("n/b.py", "a.js"), Link("n/b.mjs", "a.js")).ShouldBeEmpty();
}
