using PackageWall.Data.Postgres;

namespace PackageWall.Data;

/// <summary>Where the wall keeps what it knows.</summary>
/// <param name="Folder">The data folder (<c>PACKAGEWALL_DATA</c>): blobs, documents and, without <paramref name="Database"/>, the SQLite file.</param>
/// <param name="Database">
/// A PostgreSQL address (<c>PACKAGEWALL_DATABASE</c>), as <c>postgres://user:password@host/name</c> or as <c>Host=…;Database=…</c>;
/// null or empty for SQLite.
/// </param>
public sealed record DataOptions(string Folder, string? Database = null)
{
    /// <summary>What is wrong with them, one sentence each; empty when all is well. No sentence repeats the address, which holds a password.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(Folder))
        {
            errors.Add("The data folder (PACKAGEWALL_DATA) is empty.");
        }

        if (!string.IsNullOrWhiteSpace(Database))
        {
            try
            {
                _ = PostgresAddress.Read(Database);
            }
            catch (FormatException e)
            {
                errors.Add($"{e.Message} (PACKAGEWALL_DATABASE)");
            }
        }

        return errors;
    }

    internal string SqliteFile => Path.Combine(Folder, "packagewall.db");

    internal string BlobFolder => Path.Combine(Folder, "blobs");

    internal string DocumentFolder => Path.Combine(Folder, "documents");

    /// <summary>Bytes that rewritten documents may take on disk (<c>PACKAGEWALL_DOCUMENT_DISK</c>); 0: they are not kept there.</summary>
    public long RenderedBytes { get; init; } = 2L << 30;

    internal string RenderedFolder => Path.Combine(Folder, "rendered");

    internal string LockFile => Path.Combine(Folder, ".lock");
}
