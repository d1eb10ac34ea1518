using PackageWall.Core.Versions;
using PackageWall.Data.Blobs;
using PackageWall.Data.Documents;
using PackageWall.Data.Model;
using PackageWall.Data.Startup;
using PackageWall.Packages;

namespace PackageWall.Data;

/// <summary>Makes the data folder and the database ready. Keeps the folder locked until it is disposed.</summary>
public sealed class DataStartup : IDisposable
{
    private readonly DataOptions _options;
    private readonly IWallDatabase _database;
    private readonly FileBlobStore _blobs;
    private readonly FileDocumentStore _documents;
    private readonly FileRenderingStore _renderings;
    private readonly IVersionStore _versions;
    private DataFolderLock? _lock;

    internal DataStartup(
        DataOptions options, IWallDatabase database, FileBlobStore blobs, FileDocumentStore documents, FileRenderingStore renderings, IVersionStore versions) =>
        (_options, _database, _blobs, _documents, _renderings, _versions) = (options, database, blobs, documents, renderings, versions);

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

    /// <summary>
    /// Asks the database one question without an answer: its driver is loaded and a connection made ready beside the rest of a start instead of
    /// while the first client waits. A failure is left for whoever asks in earnest.
    /// </summary>
    public Task WarmUpAsync() => Task.Run(async () =>
    {
        try
        {
            await _versions.LoadAsync("", PackageName.Parse(Ecosystem.Npm, "warm-up"), CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever it is, it shows again when it matters.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    });

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();
}
