using System.Text;
using PackageWall.Core.Documents;
using PackageWall.Data.Documents;

namespace PackageWall.Data.Tests.Documents;

public sealed class FileDocumentStoreTests : IDisposable
{
    private const string Key = "react?full";

    private readonly TestFolder _folder = new();
    private readonly FileDocumentStore _store;

    public FileDocumentStoreTests() => _store = new FileDocumentStore(new DataOptions(_folder.Path), new DocumentBuffers());

    private static CancellationToken None => CancellationToken.None;

    private static byte[] Body { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"name\":\"react\"}", 1_000)));

    private static DocumentHead Head { get; } = new(
        new Uri("https://registry.invalid/react"),
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567),
        DocumentRevision.Of(Body))
    {
        ContentType = "application/json; charset=utf-8",
        ETag = "W/\"abc\"",
        LastModified = "Sun, 01 Mar 2026 12:00:00 GMT",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_comes_back_as_it_was_written()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);

        (await _store.ReadHeadAsync("npm", Key, None)).ShouldBe(Head);
        using OpenDocument? read = await _store.OpenAsync("npm", Key, None);

        read.ShouldNotBeNull();
        read.Bytes.Span.SequenceEqual(Body).ShouldBeTrue();
        read.Head.ShouldBe(Head);
        new FileInfo(File(Key)).Length.ShouldBeLessThan(Body.Length / 4);
    }

    [Fact]
    public async Task An_empty_document_without_headers_comes_back_too()
    {
        var empty = new DocumentHead(new Uri("https://registry.invalid/"), Head.FetchedAt, DocumentRevision.Of([]));
        await _store.WriteAsync("npm", Key, empty, default, None);

        using OpenDocument? read = await _store.OpenAsync("npm", Key, None);

        read.ShouldNotBeNull().Bytes.Length.ShouldBe(0);
        read.Head.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task A_document_of_twenty_megabytes_comes_back()
    {
        byte[] large = new byte[20 << 20];
        new Random(7).NextBytes(large.AsSpan(0, 4 << 20));
        await _store.WriteAsync("npm", Key, Head with { Revision = DocumentRevision.Of(large) }, large, None);

        using OpenDocument? read = await _store.OpenAsync("npm", Key, None);

        read.ShouldNotBeNull().Bytes.Span.SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task A_document_that_was_found_unchanged_keeps_its_body_and_has_another_time()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);
        DocumentHead renewed = Head with { FetchedAt = Head.FetchedAt.AddHours(1) };

        await _store.RenewAsync("npm", Key, renewed, None);

        using OpenDocument? read = await _store.OpenAsync("npm", Key, None);
        read.ShouldNotBeNull().Head.ShouldBe(renewed);
        read.Bytes.Span.SequenceEqual(Body).ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_replaced_meanwhile_is_not_called_unchanged()
    {
        DocumentHead other = Head with { Revision = DocumentRevision.Of("{}"u8) };
        await _store.WriteAsync("npm", Key, other, "{}"u8.ToArray(), None);

        await _store.RenewAsync("npm", Key, Head with { FetchedAt = Head.FetchedAt.AddHours(1) }, None);

        (await _store.ReadHeadAsync("npm", Key, None)).ShouldBe(other);
    }

    [Fact]
    public async Task A_later_document_replaces_the_earlier_and_feeds_and_keys_are_apart()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);
        await _store.WriteAsync("npm", Key, Head with { ETag = "\"2\"" }, Body, None);

        (await _store.ReadHeadAsync("npm", Key, None))!.ETag.ShouldBe("\"2\"");
        (await _store.ReadHeadAsync("npm", "react", None)).ShouldBeNull();
        (await _store.OpenAsync("pypi", Key, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_none()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);
        byte[] whole = await System.IO.File.ReadAllBytesAsync(File(Key));

        for (int length = 0; length < whole.Length; length++)
        {
            DocumentCodec.Read(Key, whole.AsSpan(0, length)).ShouldBeNull();
        }

        DocumentCodec.Read(Key, whole).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_with_any_byte_altered_or_added_is_none()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);
        byte[] whole = await System.IO.File.ReadAllBytesAsync(File(Key));

        for (int at = 0; at < whole.Length; at++)
        {
            whole[at] ^= 0x20;
            DocumentCodec.Read(Key, whole).ShouldBeNull();
            whole[at] ^= 0x20;
        }

        DocumentCodec.Read(Key, [.. whole, 0]).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_under_another_documents_name_is_none()
    {
        await _store.WriteAsync("npm", Key, Head, Body, None);
        await _store.WriteAsync("npm", "other", Head, Body, None);
        System.IO.File.Copy(File(Key), File("other"), overwrite: true);

        (await _store.ReadHeadAsync("npm", "other", None)).ShouldBeNull();
        (await _store.OpenAsync("npm", "other", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Writers_and_readers_of_one_key_see_whole_documents()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
        {
            await _store.WriteAsync("npm", Key, Head with { ETag = $"\"{i}\"" }, Body, None);
            using OpenDocument? read = await _store.OpenAsync("npm", Key, None);
            read.ShouldNotBeNull().Bytes.Span.SequenceEqual(Body).ShouldBeTrue();
        })));

        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_interrupted_writes_left_is_removed_at_the_start()
    {
        string left = Path.Combine(_folder.Path, "documents", "npm", "ab", "abcd.doc.0123.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        System.IO.File.WriteAllText(left, "half");

        _store.Prepare();

        System.IO.File.Exists(left).ShouldBeFalse();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    public async Task A_feed_name_that_leads_elsewhere_is_refused(string feed) =>
        await Should.ThrowAsync<ArgumentException>(() => _store.WriteAsync(feed, Key, Head, Body, None));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a\nb")]
    [InlineData("@scope/name ☃")]
    public async Task Any_key_is_a_key(string key)
    {
        await _store.WriteAsync("npm", key, Head, Body, None);

        (await _store.ReadHeadAsync("npm", key, None)).ShouldNotBeNull();
    }

    private string File(string key) =>
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "documents", "npm"), Samples.Sha256(key) + ".doc", SearchOption.AllDirectories).Single();
}
