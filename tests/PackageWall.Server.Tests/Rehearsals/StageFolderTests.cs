using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Server.Rehearsals;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary>What a process leaves that is killed in the midst of a rehearsal, and who takes it away.</summary>
public sealed class StageFolderTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("packagewall-test-");

    [Fact]
    public void Who_works_on_the_same_data_next_takes_it_away()
    {
        string left = Left();

        StageFolder.DeleteLeftover(_data.FullName);

        Directory.Exists(left).ShouldBeFalse();
        _data.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wall_does_so_when_it_starts_and_no_rehearsal_is_needed_for_it()
    {
        await using Wall wall = await Wall.StartAsync(WallOptions.For("npm", new Uri("http://upstream.invalid/")));
        string left = StageFolder.Open(Path.Combine(wall.Folder, "data")).FullName;

        await wall.RestartAsync();

        Directory.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_another_seal_is_somebody_elses()
    {
        string left = Left();
        File.WriteAllText(Path.Combine(left, "seal"), "another");

        StageFolder.DeleteLeftover(_data.FullName);

        Directory.Exists(left).ShouldBeTrue();
        Directory.Delete(left, recursive: true);
    }

    [Fact]
    public void So_is_one_with_another_name()
    {
        string left = Left();
        string moved = Path.Combine(Path.GetTempPath(), "packagewall-test-" + Path.GetRandomFileName());
        Directory.Move(left, moved);
        string note = _data.EnumerateFiles().Single().FullName;
        File.WriteAllText(note, File.ReadAllText(note).Replace(left, moved, StringComparison.Ordinal));

        StageFolder.DeleteLeftover(_data.FullName);

        Directory.Exists(moved).ShouldBeTrue();
        Directory.Delete(moved, recursive: true);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        string left = Left();
        string moved = Path.Combine(Path.GetTempPath(), "packagewall-test-" + Path.GetRandomFileName());
        Directory.Move(left, moved);
        Directory.CreateSymbolicLink(left, moved);

        StageFolder.DeleteLeftover(_data.FullName);

        Directory.EnumerateFileSystemEntries(moved).ShouldNotBeEmpty();
        Directory.Delete(left);
        Directory.Delete(moved, recursive: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("\n\n")]
    [InlineData("/tmp\n")]
    [InlineData("\0\nseal")]
    public void A_note_that_says_nothing_of_use_is_no_reason_not_to_start(string text)
    {
        File.WriteAllText(Path.Combine(_data.FullName, "rehearsal-folder"), text);

        StageFolder.DeleteLeftover(_data.FullName);
    }

    [Fact]
    public async Task One_that_has_ended_by_itself_leaves_neither_folder_nor_note()
    {
        StageFolder folder = StageFolder.Open(_data.FullName);

        await folder.DeleteAsync(TimeProvider.System);

        Directory.Exists(folder.FullName).ShouldBeFalse();
        _data.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    public void Dispose() => _data.Delete(recursive: true);

    // As a process does that is killed: it opens one and never deletes it.
    private string Left()
    {
        string left = StageFolder.Open(_data.FullName).FullName;
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(left, "data")).FullName, "file"), "something");
        return left;
    }
}
