namespace PackageWall.Data;

/// <summary>Where the wall keeps what it knows.</summary>
/// <param name="Folder">The data folder (<c>PACKAGEWALL_DATA</c>): blobs, documents and, without <paramref name="Database"/>, the SQLite file.</param>
/// <param name="Database">
/// A PostgreSQL address (<c>PACKAGEWALL_DATABASE</c>), as <c>postgres://user:password@host/name</c> or as <c>Host=…;Database=…</c>;
/// null or empty for SQLite.
/// </param>
public sealed record DataOptions(string Folder, string? Database = null)
{
    internal string SqliteFile => Path.Combine(Folder, "packagewall.db");

    internal string BlobFolder => Path.Combine(Folder, "blobs");

    internal string DocumentFolder => Path.Combine(Folder, "documents");

    internal string LockFile => Path.Combine(Folder, ".lock");
}
