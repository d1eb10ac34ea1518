using PackageWall.Data.Sqlite;

namespace PackageWall.Data.Tests.Sqlite;

public sealed class SqliteRuntimeTests
{
    [Fact]
    public void The_native_library_is_recent_enough_for_what_the_model_uses() =>
        Version.Parse(SqliteRuntime.LibraryVersion()).ShouldBeGreaterThanOrEqualTo(new Version(3, 35));
}
