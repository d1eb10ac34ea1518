using PackageWall.Core.Documents;
using PackageWall.Data.Documents;

namespace PackageWall.Data.Tests.Documents;

public sealed class FileRenderingStoreTests : IDisposable
{
    private const string Name = "npm|react|slim|Gzip";
    private static readonly ViewRevision Revision = new("0123", 42);

    private readonly TestFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rendering_comes_back_also_after_a_restart()
    {
        StoredRendering written = Rendering(200_000);
        await Store().WriteAsync(Name, written, None);

        StoredRendering? read = await Store().ReadAsync(Name, Revision, None);

        read.ShouldNotBeNull();
        (read.ContentType, read.ETag, read.PlainLength, read.Revision).ShouldBe((written.ContentType, written.ETag, written.PlainLength, written.Revision));
        Bytes(read).ShouldBe(Bytes(written));
        read.Pieces.ShouldAllBe(piece => piece.Length < 85_000);
    }

    [Fact]
    public async Task One_of_another_revision_or_name_is_none_and_the_newest_replaces_it()
    {
        FileRenderingStore store = Store();
        await store.WriteAsync(Name, Rendering(1_000), None);

        (await store.ReadAsync(Name, Revision with { Content = "4567" }, None)).ShouldBeNull();
        (await store.ReadAsync(Name, Revision with { DecidedAt = 43 }, None)).ShouldBeNull();
        (await store.ReadAsync(Name, Revision with { DecidedAt = null }, None)).ShouldNotBeNull();
        (await store.ReadAsync("npm|react|full|Gzip", Revision, None)).ShouldBeNull();

        await store.WriteAsync(Name, Rendering(1_000) with { Revision = new ViewRevision("4567", 42) }, None);
        (await store.ReadAsync(Name, Revision, None)).ShouldBeNull();
        Files().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_was_cut_or_altered_anywhere_is_none()
    {
        await Store().WriteAsync(Name, Rendering(300), None);
        string path = Files().Single();
        byte[] whole = await File.ReadAllBytesAsync(path);

        for (int length = 0; length < whole.Length; length++)
        {
            RenderingCodec.Read(new MemoryStream(whole, 0, length), Name, Revision).ShouldBeNull();
        }

        for (int at = 0; at < whole.Length; at++)
        {
            whole[at] ^= 0x20;
            RenderingCodec.Read(new MemoryStream(whole), Name, Revision).ShouldBeNull();
            whole[at] ^= 0x20;
        }

        RenderingCodec.Read(new MemoryStream([.. whole, 0]), Name, Revision).ShouldBeNull();
        RenderingCodec.Read(new MemoryStream(whole), Name, Revision).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_disk_is_bounded_and_what_was_used_longest_ago_goes_first()
    {
        var store = new FileRenderingStore(new DataOptions(_folder.Path) { RenderedBytes = 200_000 });
        store.Prepare();
        for (int i = 0; i < 40; i++)
        {
            await store.WriteAsync($"{i}", Rendering(10_000), None);
        }

        Files().Sum(file => new FileInfo(file).Length).ShouldBeLessThanOrEqualTo(200_000);
        (await store.ReadAsync("0", Revision, None)).ShouldBeNull();
        (await store.ReadAsync("39", Revision, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_room_nothing_is_kept()
    {
        var store = new FileRenderingStore(new DataOptions(_folder.Path) { RenderedBytes = 0 });
        store.Prepare();
        await store.WriteAsync(Name, Rendering(10), None);

        Files().ShouldBeEmpty();
        (await store.ReadAsync(Name, Revision, None)).ShouldBeNull();
    }

    private static byte[] Bytes(StoredRendering rendering) => [.. rendering.Pieces.SelectMany(piece => piece.ToArray())];

    private static StoredRendering Rendering(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return new StoredRendering(Revision, "application/json", "\"abc-gz\"", 10L * length, [bytes]);
    }

    private FileRenderingStore Store()
    {
        var store = new FileRenderingStore(new DataOptions(_folder.Path));
        store.Prepare();
        return store;
    }

    private string[] Files() => Directory.GetFiles(Path.Combine(_folder.Path, "rendered"), "*", SearchOption.AllDirectories);
}
