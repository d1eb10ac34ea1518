using Npgsql;

namespace PackageWall.Data.Postgres;

/// <summary>
/// Reads where the database is: a connection URI (PostgreSQL manual, 34.1.1.2) or Npgsql's own keywords. Messages never repeat the
/// address, because it holds a password.
/// </summary>
internal static class PostgresAddress
{
    /// <summary>The address as Npgsql reads it.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static string Read(string text)
    {
        bool isUri = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);
        NpgsqlConnectionStringBuilder builder = isUri ? FromUri(text[(text.IndexOf("//", StringComparison.Ordinal) + 2)..]) : FromKeywords(text);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new FormatException("The database address names no host.");
        }

        if (string.IsNullOrEmpty(builder.Database))
        {
            throw new FormatException("The database address names no database.");
        }

        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder FromKeywords(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            throw new FormatException("The database address is neither postgres://user:password@host/name nor Host=…;Database=….");
        }
    }

    // Split by hand: System.Uri refuses an empty host, which a Unix socket needs (postgres:///name?host=/run/postgresql).
    private static NpgsqlConnectionStringBuilder FromUri(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        (rest, string query) = Cut(rest, '?');
        (string authority, string database) = Cut(rest, '/');
        int at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            (string user, string password) = Cut(authority[..at], ':');
            builder.Username = Uri.UnescapeDataString(user);
            builder.Password = password.Length == 0 ? null : Uri.UnescapeDataString(password);
        }

        string host = authority[(at + 1)..];
        int colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            builder.Port = int.TryParse(host[(colon + 1)..], out int port) && port is > 0 and < 65536
                ? port
                : throw new FormatException("The database address has a port that is no port.");
            host = host[..colon];
        }

        builder.Host = Uri.UnescapeDataString(host.Trim('[', ']'));
        builder.Database = Uri.UnescapeDataString(database);
        foreach (string part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Apply(builder, part);
        }

        return builder;
    }

    private static void Apply(NpgsqlConnectionStringBuilder builder, string parameter)
    {
        (string name, string value) = Cut(parameter, '=');
        string keyword = Uri.UnescapeDataString(name) switch
        {
            "host" => "Host",
            "port" => "Port",
            "user" => "Username",
            "password" => "Password",
            "dbname" => "Database",
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "application_name" => "Application Name",
            "connect_timeout" => "Timeout",
            "options" => "Options",
            string other => other,
        };
        string unescaped = Uri.UnescapeDataString(value);
        try
        {
            builder[keyword] = keyword == "SSL Mode" ? unescaped.Replace("-", "", StringComparison.Ordinal) : unescaped;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"The database address has a parameter that cannot be read: {name}.");
        }
    }

    private static (string Before, string After) Cut(string text, char at)
    {
        int index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }
}
