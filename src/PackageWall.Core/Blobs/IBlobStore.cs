namespace PackageWall.Core.Blobs;

/// <summary>Keeps artifacts under their SHA-256. What is read under a hash has that hash: it is checked before it is committed.</summary>
public interface IBlobStore
{
    /// <summary>Opens a temporary blob to write to; disposing it uncommitted leaves nothing behind.</summary>
    Task<IBlobWriter> CreateAsync(CancellationToken cancellation);

    /// <summary>Opens a blob for reading, or null when there is none.</summary>
    Task<BlobContent?> OpenAsync(string sha256, CancellationToken cancellation);

    /// <summary>Whether it is there.</summary>
    Task<bool> ExistsAsync(string sha256, CancellationToken cancellation);
}

/// <summary>A blob on its way in. Write, then commit once.</summary>
public interface IBlobWriter : IAsyncDisposable
{
    /// <summary>Where the bytes go. The writer hashes them as they pass.</summary>
    Stream Stream { get; }

    /// <summary>The bytes so far, for inspection before they are committed; valid until disposal.</summary>
    Task<ReadOnlyMemory<byte>> ReadBackAsync(CancellationToken cancellation);

    /// <summary>Syncs the bytes, gives them their name and returns it. Committing what is there already is no error.</summary>
    Task<BlobIdentity> CommitAsync(CancellationToken cancellation);
}

/// <summary>Name and size of a blob.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Length">In bytes.</param>
public sealed record BlobIdentity(string Sha256, long Length);

/// <summary>An open blob. <see cref="Path"/> is set when it is a file of this machine, so that the kernel can send it.</summary>
public sealed record BlobContent(BlobIdentity Identity, string? Path, Stream Stream) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
