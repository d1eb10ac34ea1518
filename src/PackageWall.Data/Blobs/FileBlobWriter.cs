using PackageWall.Core.Blobs;

namespace PackageWall.Data.Blobs;

/// <summary>A blob on its way in, as a file under <c>.incoming</c>.</summary>
internal sealed class FileBlobWriter : IBlobWriter
{
    // Most artifacts are smaller. A copy costs them little, and it cannot outlive its mapping.
    private const int SmallEnoughToCopy = 4 * 1024 * 1024;

    private readonly FileBlobStore _store;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly HashingStream _stream;
    private BlobIdentity? _committed;

    // Held so that a span taken from the mapping stays good at least until disposal.
    private MappedFile? _mapped;
    private bool _isDisposed;

    public FileBlobWriter(FileBlobStore store, string path)
    {
        (_store, _path) = (store, path);
        _file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,

            // What comes here comes in large pieces; a buffer of its own would be more memory for each artifact than most of them take.
            BufferSize = 0,
        });
        _stream = new HashingStream(_file);
    }

    public Stream Stream => _stream;

    public Task<ReadOnlyMemory<byte>> ReadBackAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(ReadBack());
    }

    // What was just written is in memory: reading it waits for nothing that would be worth another thread.
    private ReadOnlyMemory<byte> ReadBack()
    {
        _file.Flush();
        if (_stream.Written > Array.MaxLength)
        {
            throw new IOException($"An artifact of {_stream.Written} bytes is too large to be inspected.");
        }

        int length = (int)_stream.Written;
        if (length > SmallEnoughToCopy)
        {
            _mapped = MappedFile.Open(_file.SafeFileHandle, length);
            return _mapped.Memory;
        }

        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        for (int read = 0; read < length;)
        {
            int count = RandomAccess.Read(_file.SafeFileHandle, bytes.AsSpan(read), read);
            read += count > 0 ? count : throw new EndOfStreamException($"{_path} is shorter than what was written to it.");
        }

        return bytes;
    }

    public async Task<BlobIdentity> CommitAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_committed is not null)
        {
            return _committed;
        }

        _file.Flush();
        var identity = new BlobIdentity(_stream.Hash(), _stream.Written);
        await Task.Run(() =>
        {
            RandomAccess.FlushToDisk(_file.SafeFileHandle);
            _store.Adopt(_path, identity.Sha256);
        }, cancellation);
        return _committed = identity;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        GC.KeepAlive(_mapped);
        _mapped = null;
        _stream.End();
        await _file.DisposeAsync();
        if (_committed is null)
        {
            File.Delete(_path);
        }
    }
}
