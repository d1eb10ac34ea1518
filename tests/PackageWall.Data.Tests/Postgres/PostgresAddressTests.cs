using Npgsql;
using PackageWall.Data.Postgres;

namespace PackageWall.Data.Tests.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://ada:p%40ss%3Aword@db.example:6543/wall", "db.example", 6543, "ada", "p@ss:word", "wall")]
    [InlineData("postgresql://ada@db.example/wall", "db.example", 5432, "ada", null, "wall")]
    [InlineData("postgres://db.example/wall", "db.example", 5432, null, null, "wall")]
    [InlineData("postgres://ada@[2001:db8::1]:6543/wall", "2001:db8::1", 6543, "ada", null, "wall")]
    [InlineData("postgres:///wall?host=/run/postgresql&user=ada", "/run/postgresql", 5432, "ada", null, "wall")]
    [InlineData("postgres://ada@/wall?host=%2Frun%2Fpostgresql", "/run/postgresql", 5432, "ada", null, "wall")]
    [InlineData("Host=db.example;Port=6543;Username=ada;Password=x;Database=wall", "db.example", 6543, "ada", "x", "wall")]
    public void Addresses_are_read_in_both_forms(string text, string host, int port, string? user, string? password, string database)
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresAddress.Read(text));

        (read.Host, read.Port, read.Username, read.Password, read.Database).ShouldBe((host, port, user, password, database));
    }

    [Fact]
    public void Parameters_of_an_address_are_kept()
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresAddress.Read("postgres://db.example/wall?sslmode=verify-full&application_name=wall%201&connect_timeout=7"));

        (read.SslMode, read.ApplicationName, read.Timeout).ShouldBe((SslMode.VerifyFull, "wall 1", 7));
    }

    [Theory]
    [InlineData("")]
    [InlineData("postgres://")]
    [InlineData("postgres://ada:hunter2@/wall")]
    [InlineData("postgres://ada:hunter2@db.example")]
    [InlineData("postgres://ada:hunter2@db.example:port/wall")]
    [InlineData("postgres://ada:hunter2@db.example/wall?sslmode=perhaps")]
    [InlineData("postgres://ada:hunter2@db.example/wall?colour=blue")]
    [InlineData("mysql://ada:hunter2@db.example/wall")]
    [InlineData("Host=db.example;Password=hunter2")]
    public void An_address_that_cannot_be_read_is_refused_without_repeating_its_password(string text) =>
        Should.Throw<FormatException>(() => PostgresAddress.Read(text)).Message.ShouldNotContain("hunter2");
}
