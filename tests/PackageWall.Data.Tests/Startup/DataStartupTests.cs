using System.Globalization;

namespace PackageWall.Data.Tests.Startup;

public sealed class DataStartupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_folder_is_made_with_all_that_belongs_in_it()
    {
        string deep = Path.Combine(_folder.Path, "a", "b");
        await using TestWall wall = await TestWall.OpenAsync(new DataOptions(deep));

        File.Exists(Path.Combine(deep, "packagewall.db")).ShouldBeTrue();
        Directory.Exists(Path.Combine(deep, "blobs", ".incoming")).ShouldBeTrue();
        Directory.Exists(Path.Combine(deep, "documents")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused_with_the_process_that_has_it()
    {
        await using TestWall first = await TestWall.OpenAsync(new DataOptions(_folder.Path));

        var refused = await Should.ThrowAsync<DataFolderInUseException>(() => TestWall.OpenAsync(new DataOptions(_folder.Path)));

        refused.Message.ShouldContain(_folder.Path);
        refused.Message.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_server_that_ended_leaves_the_folder_to_the_next()
    {
        for (int i = 1; i <= 3; i++)
        {
            await using TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path));
            await wall.Store.CommitAsync(Samples.Commit(Samples.Record($"{i}.0.0"), Samples.Event(i)), CancellationToken.None);
            (await wall.Audit.VerifyAsync(CancellationToken.None)).Entries.ShouldBe(i);
        }
    }

    [Fact]
    public async Task A_database_that_is_no_database_is_an_error_and_stays_as_it_is()
    {
        string file = Path.Combine(_folder.Path, "packagewall.db");
        await File.WriteAllTextAsync(file, new string('x', 5_000));

        await Should.ThrowAsync<System.Data.Common.DbException>(() => TestWall.OpenAsync(new DataOptions(_folder.Path)));

        (await File.ReadAllTextAsync(file)).ShouldBe(new string('x', 5_000));
    }
}
