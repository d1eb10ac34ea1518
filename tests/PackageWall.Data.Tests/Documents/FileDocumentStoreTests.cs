using System.Text;
using PackageWall.Core.Documents;
using PackageWall.Data.Documents;

namespace PackageWall.Data.Tests.Documents;

public sealed class FileDocumentStoreTests : IDisposable
{
    private const string Key = "react?full";

    private readonly TestFolder _folder = new();
    private readonly FileDocumentStore _store;

    public FileDocumentStoreTests() => _store = new FileDocumentStore(new DataOptions(_folder.Path));

    private static CancellationToken None => CancellationToken.None;

    private static StoredDocument Document { get; } = new(
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"name\":\"react\"}", 1_000))),
        new Uri("https://registry.invalid/react"),
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567))
    {
        ContentType = "application/json; charset=utf-8",
        ETag = "W/\"abc\"",
        LastModified = "Sun, 01 Mar 2026 12:00:00 GMT",
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_comes_back_as_it_was_written()
    {
        await _store.WriteAsync("npm", Key, Document, None);

        StoredDocument? read = await _store.ReadAsync("npm", Key, None);

        read.ShouldNotBeNull();
        read.Bytes.Span.SequenceEqual(Document.Bytes.Span).ShouldBeTrue();
        (read with { Bytes = default }).ShouldBe(Document with { Bytes = default });
        new FileInfo(File(Key)).Length.ShouldBeLessThan(Document.Bytes.Length / 4);
    }

    [Fact]
    public async Task An_empty_document_without_headers_comes_back_too()
    {
        var empty = new StoredDocument(ReadOnlyMemory<byte>.Empty, new Uri("https://registry.invalid/"), Document.FetchedAt);
        await _store.WriteAsync("npm", Key, empty, None);

        StoredDocument? read = await _store.ReadAsync("npm", Key, None);

        read.ShouldNotBeNull().Bytes.Length.ShouldBe(0);
        read.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task A_later_document_replaces_the_earlier_and_feeds_and_keys_are_apart()
    {
        await _store.WriteAsync("npm", Key, Document, None);
        await _store.WriteAsync("npm", Key, Document with { ETag = "\"2\"" }, None);

        (await _store.ReadAsync("npm", Key, None))!.ETag.ShouldBe("\"2\"");
        (await _store.ReadAsync("npm", "react", None)).ShouldBeNull();
        (await _store.ReadAsync("pypi", Key, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_cut_anywhere_is_none()
    {
        await _store.WriteAsync("npm", Key, Document, None);
        byte[] whole = await System.IO.File.ReadAllBytesAsync(File(Key));

        for (int length = 0; length < whole.Length; length++)
        {
            DocumentCodec.Decode(Key, whole.AsSpan(0, length)).ShouldBeNull();
        }

        DocumentCodec.Decode(Key, whole).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_with_any_byte_altered_or_added_is_none()
    {
        await _store.WriteAsync("npm", Key, Document, None);
        byte[] whole = await System.IO.File.ReadAllBytesAsync(File(Key));

        for (int at = 0; at < whole.Length; at++)
        {
            whole[at] ^= 0x20;
            DocumentCodec.Decode(Key, whole).ShouldBeNull();
            whole[at] ^= 0x20;
        }

        DocumentCodec.Decode(Key, [.. whole, 0]).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_under_another_documents_name_is_none()
    {
        await _store.WriteAsync("npm", Key, Document, None);
        await _store.WriteAsync("npm", "other", Document, None);
        System.IO.File.Copy(File(Key), File("other"), overwrite: true);

        (await _store.ReadAsync("npm", "other", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Writers_and_readers_of_one_key_see_whole_documents()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
        {
            await _store.WriteAsync("npm", Key, Document with { ETag = $"\"{i}\"" }, None);
            (await _store.ReadAsync("npm", Key, None)).ShouldNotBeNull();
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
        await Should.ThrowAsync<ArgumentException>(() => _store.WriteAsync(feed, Key, Document, None));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a\nb")]
    [InlineData("@scope/name ☃")]
    public async Task Any_key_is_a_key(string key)
    {
        await _store.WriteAsync("npm", key, Document, None);

        (await _store.ReadAsync("npm", key, None)).ShouldNotBeNull();
    }

    private string File(string key) =>
        Directory.EnumerateFiles(Path.Combine(_folder.Path, "documents", "npm"), Samples.Sha256(key) + ".doc", SearchOption.AllDirectories).Single();
}
