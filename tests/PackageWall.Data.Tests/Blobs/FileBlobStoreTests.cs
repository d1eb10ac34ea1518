using System.Security.Cryptography;
using PackageWall.Core.Blobs;
using PackageWall.Data.Blobs;

namespace PackageWall.Data.Tests.Blobs;

public sealed class FileBlobStoreTests : BlobStoreCompliance, IDisposable
{
    private readonly TestFolder _folder = new();

    private string Blobs => Path.Combine(_folder.Path, "blobs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_blob_is_a_file_under_its_hash_and_says_where()
    {
        FileBlobStore store = OpenFiles();
        BlobIdentity identity = await CommitAsync(store, Bytes(100));

        await using BlobContent? content = await store.OpenAsync(identity.Sha256, CancellationToken.None);

        content!.Path.ShouldBe(Path.Combine(Blobs, identity.Sha256[..2], identity.Sha256[2..]));
        File.ReadAllBytes(content.Path!).ShouldBe(Bytes(100));
        store.Names().ShouldBe([identity.Sha256]);
    }

    [Fact]
    public async Task A_writer_that_ends_leaves_nothing_behind()
    {
        FileBlobStore store = OpenFiles();
        await using (IBlobWriter given_up = await store.CreateAsync(CancellationToken.None))
        {
            await WriteAsync(given_up, Bytes(100));
        }

        await CommitAsync(store, Bytes(100));

        Directory.EnumerateFileSystemEntries(Path.Combine(Blobs, ".incoming")).ShouldBeEmpty();
    }

    [Fact]
    public void What_an_interrupted_download_left_is_removed_at_the_start()
    {
        Directory.CreateDirectory(Path.Combine(Blobs, ".incoming"));
        File.WriteAllText(Path.Combine(Blobs, ".incoming", "0123"), "half");

        FileBlobStore store = OpenFiles();

        Directory.EnumerateFileSystemEntries(Path.Combine(Blobs, ".incoming")).ShouldBeEmpty();
        store.Names().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_blob_without_bytes_counts_as_none_unless_it_is_the_hash_of_nothing()
    {
        FileBlobStore store = OpenFiles();
        BlobIdentity identity = await CommitAsync(store, Bytes(100));
        File.WriteAllBytes(Path.Combine(Blobs, identity.Sha256[..2], identity.Sha256[2..]), []);

        (await store.ExistsAsync(identity.Sha256, CancellationToken.None)).ShouldBeFalse();
        (await store.OpenAsync(identity.Sha256, CancellationToken.None)).ShouldBeNull();
        BlobName.OfNothing.ShouldBe(Convert.ToHexStringLower(SHA256.HashData([])));
    }

    [Fact]
    public async Task A_blob_altered_on_disk_is_found_and_bringing_it_in_again_heals_it()
    {
        FileBlobStore store = OpenFiles();
        BlobIdentity identity = await CommitAsync(store, Bytes(100));
        (await store.VerifyAsync(identity.Sha256, CancellationToken.None)).ShouldBe(BlobState.Intact);

        File.WriteAllBytes(Path.Combine(Blobs, identity.Sha256[..2], identity.Sha256[2..]), Bytes(101)[..100]);
        (await store.VerifyAsync(identity.Sha256, CancellationToken.None)).ShouldBe(BlobState.Altered);

        await CommitAsync(store, Bytes(100));
        (await store.VerifyAsync(identity.Sha256, CancellationToken.None)).ShouldBe(BlobState.Intact);
        (await store.VerifyAsync(BlobName.OfNothing, CancellationToken.None)).ShouldBe(BlobState.Missing);
    }

    [Fact]
    public async Task Bytes_read_back_stay_good_after_the_writer_is_gone()
    {
        FileBlobStore store = OpenFiles();
        byte[] bytes = Bytes(5_000_000);
        ReadOnlyMemory<byte> back;
        await using (IBlobWriter writer = await store.CreateAsync(CancellationToken.None))
        {
            await WriteAsync(writer, bytes);
            back = await writer.ReadBackAsync(CancellationToken.None);
        }

        // An inspection that is still at work when its request was given up reads on.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        back.Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    private protected override IBlobStore Open() => OpenFiles();

    private static async Task<BlobIdentity> CommitAsync(FileBlobStore store, byte[] bytes)
    {
        await using IBlobWriter writer = await store.CreateAsync(CancellationToken.None);
        await WriteAsync(writer, bytes);
        return await writer.CommitAsync(CancellationToken.None);
    }

    private FileBlobStore OpenFiles()
    {
        var store = new FileBlobStore(new DataOptions(_folder.Path));
        store.Prepare();
        return store;
    }
}
