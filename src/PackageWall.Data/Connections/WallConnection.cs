using System.Data.Common;

namespace PackageWall.Data.Connections;

/// <summary>An open connection with its statements. Disposed, it goes back to where it came from if all went well.</summary>
/// <remarks>
/// For what runs with each artifact: making a query from an expression, tracking changes and setting a connection up cost several times
/// what the database itself takes for a row. All else goes through EF Core.
/// </remarks>
internal sealed class WallConnection(DbConnection connection, WallConnections owner) : IAsyncDisposable
{
    private readonly Dictionary<Statement, DbCommand> _commands = [];
    private bool _isFit;

    /// <summary>The connection itself.</summary>
    public DbConnection Connection => connection;

    /// <summary>The transaction that statements belong to, or null.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>Reads rows. Dispose the reader before the next statement.</summary>
    public Task<DbDataReader> ReadAsync(Statement statement, object?[] values, CancellationToken cancellation) =>
        Command(statement, values).ExecuteReaderAsync(cancellation);

    /// <summary>Writes; gives the number of rows.</summary>
    public Task<int> WriteAsync(Statement statement, params object?[] values) => Command(statement, values).ExecuteNonQueryAsync();

    /// <summary>Says that all went well. A connection of which nobody says so is closed and not used again.</summary>
    public void Done()
    {
        Transaction = null;
        _isFit = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isFit)
        {
            _isFit = false;
            if (owner.TryKeep(this))
            {
                return;
            }
        }

        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Closes it.</summary>
    public async ValueTask CloseAsync()
    {
        foreach (DbCommand command in _commands.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private DbCommand Command(Statement statement, object?[] values)
    {
        if (!_commands.TryGetValue(statement, out DbCommand? command))
        {
            _commands.Add(statement, command = connection.CreateCommand());
#pragma warning disable CA2100 // Statements are constants; values are parameters.
            command.CommandText = statement.Text;
#pragma warning restore CA2100
            for (int i = 0; i < values.Length; i++)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.Transaction = Transaction;
        return command;
    }
}
