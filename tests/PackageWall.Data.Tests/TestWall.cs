using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Audit;
using PackageWall.Core.Versions;
using PackageWall.Data.Blobs;
using PackageWall.Data.Model;

namespace PackageWall.Data.Tests;

/// <summary>The data room as a server composes it, prepared.</summary>
internal sealed class TestWall : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestWall(ServiceProvider services) => _services = services;

    public IVersionStore Store => Get<IVersionStore>();

    public IAuditLog Audit => Get<IAuditLog>();

    public FileBlobStore Blobs => Get<FileBlobStore>();

    public IWallDatabase Database => Get<IWallDatabase>();

    public static async Task<TestWall> OpenAsync(DataOptions options)
    {
        var services = new ServiceCollection();
        services.AddPackageWallData(options);
        ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            await provider.GetRequiredService<DataStartup>().PrepareAsync(CancellationToken.None);
            return new TestWall(provider);
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a statement past all of the room's own code, as somebody with a database tool would.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using WallDbContext context = Database.Open();
        DbConnection connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
