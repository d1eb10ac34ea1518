using System.Data.Common;
using PackageWall.Data.Connections;

namespace PackageWall.Data.Model;

/// <summary>One of the two databases: what they do differently.</summary>
internal interface IWallDatabase
{
    /// <summary>A context of its own for one piece of work.</summary>
    WallDbContext Open();

    /// <summary>Connections for what is read and written with each artifact.</summary>
    WallConnections Connections { get; }

    /// <summary>
    /// Begins a transaction that no other writer, of this process or another, can be inside of at the same time. The connection's statements
    /// belong to it from here on.
    /// </summary>
    Task<DbTransaction> BeginWriteAsync(WallConnection connection, CancellationToken cancellation);

    /// <summary>Brings the schema up to date.</summary>
    Task MigrateAsync(CancellationToken cancellation);
}
