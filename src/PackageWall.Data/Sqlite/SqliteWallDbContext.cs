using Microsoft.EntityFrameworkCore;
using PackageWall.Data.Model;

namespace PackageWall.Data.Sqlite;

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteWallDbContext(DbContextOptions<SqliteWallDbContext> options) : WallDbContext(options);
