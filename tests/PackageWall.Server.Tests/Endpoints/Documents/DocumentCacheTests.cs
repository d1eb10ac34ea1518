using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Metrics;
using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Tests.Endpoints.Documents;

public sealed class DocumentCacheTests
{
    private static readonly ViewRevision First = new("first", 0);
    private static readonly ViewRevision Second = new("second", 0);

    private readonly MemoryRenderings _disk = new();
    private readonly DocumentMetrics _metrics = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
    private readonly WallAddress _address = new();
    private int _written;

    [Fact]
    public async Task However_many_ask_a_document_is_written_once_and_again_when_its_view_has_changed()
    {
        DocumentCache cache = Cache();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync(cache, ContentCoding.Gzip, First)));
        _written.ShouldBe(1);
        await GetAsync(cache, ContentCoding.Gzip, Second);
        _written.ShouldBe(2);
        cache.TryGet(Key(ContentCoding.Gzip), First, out _).ShouldBeFalse("there is one at a time");
    }

    [Fact]
    public async Task All_codings_are_made_of_one_writing_and_have_tags_of_their_own()
    {
        DocumentCache cache = Cache();

        RenderedDocument gzip = await GetAsync(cache, ContentCoding.Gzip, First);
        RenderedDocument brotli = await GetAsync(cache, ContentCoding.Brotli, First);
        RenderedDocument plain = await GetAsync(cache, ContentCoding.Identity, First);

        _written.ShouldBe(1);
        new[] { gzip.ETag, brotli.ETag, plain.ETag }.Distinct().Count().ShouldBe(3);
        Plain(gzip).ShouldBe("{\"a\":1}");
        Plain(brotli).ShouldBe("{\"a\":1}");
        Plain(plain).ShouldBe("{\"a\":1}");
    }

    [Fact]
    public async Task Of_a_large_document_there_is_no_second_copy_for_those_who_take_no_compression()
    {
        DocumentCache cache = Cache();

        RenderedDocument plain = await GetAsync(cache, ContentCoding.Identity, First, new string('x', 3 << 20));

        plain.IsInflated.ShouldBeTrue();
        plain.PlainLength.ShouldBe(3 << 20);
        cache.Bytes.ShouldBeLessThan(100_000);
        using Stream read = DocumentRecoding.Open(plain);
        new StreamReader(read).ReadToEnd().ShouldBe(new string('x', 3 << 20));
    }

    [Fact]
    public async Task What_had_to_leave_memory_or_was_made_before_a_restart_comes_from_disk()
    {
        RenderedDocument before = await GetAsync(Cache(), ContentCoding.Gzip, First);
        await SavedAsync(1);

        RenderedDocument after = await GetAsync(Cache(), ContentCoding.Gzip, First);

        _written.ShouldBe(1);
        after.ETag.ShouldBe(before.ETag);
        Plain(after).ShouldBe(Plain(before));
        (Found(DocumentLookup.Miss), Found(DocumentLookup.Disk)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_document_under_another_address_is_written_anew()
    {
        await GetAsync(Cache(), ContentCoding.Gzip, First);
        await SavedAsync(1);
        _address.Set(new Uri("https://elsewhere.example/"));

        await GetAsync(Cache(), ContentCoding.Gzip, First);

        _written.ShouldBe(2);
    }

    [Fact]
    public async Task Memory_is_bounded_also_against_many_small_documents_with_long_names()
    {
        DocumentCache cache = Cache(limit: 100_000);

        for (int i = 0; i < 1_000; i++)
        {
            await cache.GetAsync(Key(ContentCoding.Gzip) with { Representation = $"{i}" + new string('x', 500) }, First, "application/json", Write("{}"), default);
        }

        cache.Bytes.ShouldBeLessThanOrEqualTo(100_000);
        cache.Evicted.ShouldBeGreaterThan(900);
    }

    [Fact]
    public async Task A_writer_that_fails_is_asked_again_the_next_time()
    {
        DocumentCache cache = Cache();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            cache.GetAsync(Key(ContentCoding.Gzip), First, "application/json", _ => throw new InvalidOperationException(), default));
        (await cache.GetAsync(Key(ContentCoding.Gzip), First, "application/json", _ => Task.FromResult(false), default)).ShouldBeNull();
        Plain(await GetAsync(cache, ContentCoding.Gzip, First)).ShouldBe("{\"a\":1}");
    }

    [Fact]
    public async Task Nothing_is_made_for_who_only_looks()
    {
        DocumentCache cache = Cache();
        (await cache.FindAsync(Key(ContentCoding.Gzip), First, default)).ShouldBeNull();

        await GetAsync(cache, ContentCoding.Gzip, First);

        (await cache.FindAsync(Key(ContentCoding.Gzip), First, default)).ShouldNotBeNull();
        (await cache.FindAsync(Key(ContentCoding.Gzip), Second, default)).ShouldBeNull();
    }

    private static DocumentKey Key(ContentCoding coding) => new("npm", PackageName.Parse(Ecosystem.Npm, "pw-demo"), "slim", coding);

    private static string Plain(RenderedDocument document)
    {
        using var pieces = new PieceReader(document.Pieces);
        using Stream stream = document.Coding switch
        {
            ContentCoding.Gzip => new GZipStream(pieces, CompressionMode.Decompress),
            ContentCoding.Brotli => new BrotliStream(pieces, CompressionMode.Decompress),
            _ => pieces,
        };
        return new StreamReader(stream).ReadToEnd();
    }

    // Saving is done behind the answer.
    private async Task SavedAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_disk.All.Count < count)
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private long Found(DocumentLookup place) => _metrics.Lookups(DocumentCacheName.Rewritten, place);

    private DocumentCache Cache(long limit = 10 << 20) => new(limit, _disk, _address, _metrics, NullLogger<DocumentCache>.Instance);

    private async Task<RenderedDocument> GetAsync(DocumentCache cache, ContentCoding coding, ViewRevision revision, string text = "{\"a\":1}") =>
        (await cache.GetAsync(Key(coding), revision, "application/json", Write(text), default)).ShouldNotBeNull();

    private Func<IBufferWriter<byte>, Task<bool>> Write(string text) => output =>
    {
        Interlocked.Increment(ref _written);
        output.Write(Encoding.UTF8.GetBytes(text));
        return Task.FromResult(true);
    };
}
