using System.Data.Common;
using PackageWall.Data.Connections;

namespace PackageWall.Data.Tests.Connections;

public sealed class WallConnectionsTests : IDisposable
{
    private static readonly Statement Count = new("SELECT COUNT(*) FROM versions WHERE feed = @p0");
    private static readonly Statement Broken = new("SELECT nothing FROM nowhere");

    private readonly TestFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_connection_that_did_its_work_is_used_again_and_its_statements_take_new_values()
    {
        await using TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path));
        DbConnection first = await UseAsync(wall.Database.Connections, "npm");

        (await UseAsync(wall.Database.Connections, null)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task One_that_failed_is_closed()
    {
        await using TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path));
        DbConnection failed;
        await using (WallConnection connection = await wall.Database.Connections.RentAsync(None))
        {
            failed = connection.Connection;
            await Should.ThrowAsync<DbException>(() => connection.ReadAsync(Broken, [], None));
        }

        failed.State.ShouldBe(System.Data.ConnectionState.Closed);
        (await UseAsync(wall.Database.Connections, "npm")).ShouldNotBeSameAs(failed);
    }

    [Fact]
    public async Task No_more_than_a_few_are_kept_and_none_after_the_end()
    {
        var opened = new List<DbConnection>();
        await using TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path));
        var connections = new WallConnections(
            async cancellation =>
            {
                WallConnection connection = await wall.Database.Connections.RentAsync(cancellation);
                opened.Add(connection.Connection);
                return connection.Connection;
            },
            kept: 2);
        WallConnection[] rented = [await connections.RentAsync(None), await connections.RentAsync(None), await connections.RentAsync(None), await connections.RentAsync(None)];
        foreach (WallConnection connection in rented[..3])
        {
            connection.Done();
            await connection.DisposeAsync();
        }

        opened.Select(connection => connection.State == System.Data.ConnectionState.Open).ShouldBe([true, true, false, true]);
        connections.Dispose();
        rented[3].Done();
        await rented[3].DisposeAsync();

        opened.ShouldAllBe(connection => connection.State == System.Data.ConnectionState.Closed);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<DbConnection> UseAsync(WallConnections connections, string? feed)
    {
        await using WallConnection connection = await connections.RentAsync(None);
        await using (DbDataReader reader = await connection.ReadAsync(Count, [feed], None))
        {
            (await reader.ReadAsync()).ShouldBeTrue();
            reader.GetInt64(0).ShouldBe(0);
        }

        connection.Done();
        return connection.Connection;
    }
}
