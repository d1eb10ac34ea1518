using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Archives.Names;

namespace PackageWall.Inspection.Tests.Archives.Names;

public sealed class ArchiveNamesTests
{
    [Theory]
    [InlineData("package/a.js", "package/a.js")]
    [InlineData("./package//a.js", "package/a.js")]
    [InlineData("package/./lib/", "package/lib")]
    [InlineData("package\\lib\\a.js", "package/lib/a.js")]
    [InlineData("/etc/a", "etc/a")]
    [InlineData("./", "")]
    [InlineData("a./b", "a./b")]
    [InlineData("..", "..")]
    public void Paths_are_written_in_one_way(string stored, string path) => ArchiveNames.Normalise(stored).ShouldBe(path);

    [Theory]
    [InlineData("package/lib/index.js")]
    [InlineData("./package/index.js")]
    [InlineData("package/lib/")]
    [InlineData("package/.github/..well-named")]
    [InlineData("package/\u00fcber/\u6f22\u5b57.txt")]
    [InlineData("package/console.js")]
    [InlineData("package/comm1/lpt.js")]
    [InlineData("package/a b/[slug].js")]
    public void Ordinary_paths_are_not_odd(string path) => ArchiveNames.Check(path, 0).ShouldBeEmpty();

    [Fact]
    public void Names_in_the_record_cannot_disturb_who_reads_it()
    {
        ArchiveAnomaly anomaly = ArchiveNames.Check("a\u001b[2J\u202e.js", 0)[0];

        anomaly.Entry.ShouldBe("a\\u001b[2J\\u202e.js");
    }

    [Fact]
    public void Collisions_can_be_looked_for_again_once_a_top_folder_is_taken_off()
    {
        ArchiveEntry[] entries = [File("a/x.js"), File("b/x.js"), File("b/X.js")];

        NameCollisions.Find(entries).Select(anomaly => anomaly.Code).ShouldBe([AnomalyCodes.NameFolded]);
        NameCollisions.Find(entries.Select(entry => entry with { Path = entry.Path[2..] })).Select(anomaly => anomaly.Code)
            .ShouldBe([AnomalyCodes.NameDuplicate, AnomalyCodes.NameFolded]);
    }

    [Fact]
    public void The_same_file_twice_is_odd_and_two_files_at_one_path_are_refused()
    {
        ArchiveEntry first = File("package/x.js") with { Content = "a"u8.ToArray() };

        NameCollisions.Find([first, first with { Offset = 512 }]).ShouldHaveSingleItem().Severity.ShouldBe(AnomalySeverity.Note);
        NameCollisions.Find([first, first with { Content = "b"u8.ToArray() }]).ShouldHaveSingleItem().Severity.ShouldBe(AnomalySeverity.Reject);
        NameCollisions.Find([first, first with { IsExecutable = true }]).ShouldHaveSingleItem().Severity.ShouldBe(AnomalySeverity.Reject);
        NameCollisions.Find([first, first with { Kind = ArchiveEntryKind.SymbolicLink, LinkTarget = "y.js" }]).ShouldHaveSingleItem().Severity.ShouldBe(AnomalySeverity.Reject);
    }

    [Fact]
    public void Words_with_marks_that_differ_in_letters_of_ascii_do_not_meet()
    {
        NameCollisions.Find([File("e\u0301ta.txt"), File("e\u0301tb.txt")]).ShouldBeEmpty();
        NameCollisions.Find([File("\u00fc.txt"), File("\u00f6.txt")]).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_listed_twice_is_no_collision()
    {
        ArchiveEntry folder = new() { Path = "package", Kind = ArchiveEntryKind.Directory };

        NameCollisions.Find([folder, File("package/a"), folder]).ShouldBeEmpty();
    }

    private static ArchiveEntry File(string path) => new() { Path = path, Kind = ArchiveEntryKind.File };
}
