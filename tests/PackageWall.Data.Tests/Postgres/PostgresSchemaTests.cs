using PackageWall.Data.Tests.Model;

namespace PackageWall.Data.Tests.Postgres;

[Collection(PostgresTests.Name)]
public sealed class PostgresSchemaTests(PostgresServer server) : SchemaCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<TestWall> OpenAsync() =>
        await TestWall.OpenAsync(new DataOptions(_folder.Path, await server.NewDatabaseAsync()));
}
