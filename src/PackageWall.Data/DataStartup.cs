using PackageWall.Data.Blobs;
using PackageWall.Data.Documents;
using PackageWall.Data.Model;
using PackageWall.Data.Startup;

namespace PackageWall.Data;

/// <summary>Makes the data folder and the database ready. Keeps the folder locked until it is disposed.</summary>
public sealed class DataStartup : IDisposable
{
    private readonly DataOptions _options;
    private readonly IWallDatabase _database;
    private readonly FileBlobStore _blobs;
    private readonly FileDocumentStore _documents;
    private readonly FileRenderingStore _renderings;
    private DataFolderLock? _lock;

    internal DataStartup(DataOptions options, IWallDatabase database, FileBlobStore blobs, FileDocumentStore documents, FileRenderingStore renderings) =>
        (_options, _database, _blobs, _documents, _renderings) = (options, database, blobs, documents, renderings);

    /// <summary>Makes the folders, locks them, removes what was interrupted, and brings the schema up to date.</summary>
    /// <exception cref="DataFolderInUseException">Another server works on the folder.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_options.Folder);
        _lock ??= DataFolderLock.Take(_options);
        _blobs.Prepare();
        _documents.Prepare();
        _renderings.Prepare();
        await _database.MigrateAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();
}
