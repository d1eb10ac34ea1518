using Microsoft.EntityFrameworkCore.Storage;

namespace PackageWall.Data.Model;

/// <summary>One of the two databases: what they do differently.</summary>
internal interface IWallDatabase
{
    /// <summary>A context of its own for one piece of work.</summary>
    WallDbContext Open();

    /// <summary>Begins a transaction that no other writer, of this process or another, can be inside of at the same time.</summary>
    Task<IDbContextTransaction> BeginWriteAsync(WallDbContext context, CancellationToken cancellation);

    /// <summary>Brings the schema up to date.</summary>
    Task MigrateAsync(CancellationToken cancellation);
}
