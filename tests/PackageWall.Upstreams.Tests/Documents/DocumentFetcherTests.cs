using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using PackageWall.Core.Documents;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;
using static PackageWall.Upstreams.Tests.ScriptedHost;

namespace PackageWall.Upstreams.Tests.Documents;

public sealed class DocumentFetcherTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private readonly HurriedTime _time = new();
    private readonly MemoryDocuments _store = new();

    [Fact]
    public async Task A_fresh_document_is_not_asked_for_again_and_an_old_one_is_revalidated()
    {
        await using ScriptedHost host = await RunAsync(Text("{}", etag: "\"one\""), Status(304), Status(304));
        DocumentFetcher fetcher = Fetcher(host);

        await GetAsync(fetcher, host);
        (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>().IsStale.ShouldBeFalse();
        host.Requests.Count.ShouldBe(1);

        _time.Advance(FiveMinutes);
        FetchedDocument.Known renewed = (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>();
        renewed.IsStale.ShouldBeFalse();
        renewed.Document.FetchedAt.ShouldBe(_time.GetUtcNow());
        host.Requests.Last().Headers["If-None-Match"].ShouldBe("\"one\"");

        await GetAsync(fetcher, host);
        host.Requests.Count.ShouldBe(2, "what was found unchanged is fresh again");
    }

    [Fact]
    public async Task A_304_without_a_copy_is_no_document()
    {
        await using ScriptedHost host = await RunAsync(Status(304));

        (await GetAsync(Fetcher(host), host)).ShouldBeOfType<FetchedDocument.Unavailable>();
    }

    public static TheoryData<string> Faults => ["500", "403", "html", "truncated", "reset", "bad gzip"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_answer_never_replaces_a_good_document(string fault)
    {
        await using ScriptedHost host = await RunAsync(Text("{\"good\":true}"), Broken(fault));
        DocumentFetcher fetcher = Fetcher(host);
        await GetAsync(fetcher, host);
        _time.Advance(FiveMinutes);

        FetchedDocument.Known known = (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>();

        known.IsStale.ShouldBeTrue();
        Encoding.UTF8.GetString(known.Document.Bytes.Span).ShouldBe("{\"good\":true}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_answer_without_a_good_document_before_is_unavailable_and_not_kept(string fault)
    {
        await using ScriptedHost host = await RunAsync(Broken(fault));

        (await GetAsync(Fetcher(host), host)).ShouldBeOfType<FetchedDocument.Unavailable>();
        _store.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_was_away_a_moment_ago_is_not_waited_for_while_there_is_a_copy()
    {
        await using ScriptedHost host = await RunAsync(Text("{}"));
        DocumentFetcher fetcher = Fetcher(host);
        await GetAsync(fetcher, host);
        await host.StopAsync();
        _time.Advance(FiveMinutes);

        (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>().IsStale.ShouldBeTrue();
        _time.Waited.Count.ShouldBe(2, "the first who asks tries three times");
        (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>().IsStale.ShouldBeTrue();
        _time.Waited.Count.ShouldBe(2, "the next one does not");

        await host.StartAsync();
        _time.Advance(TimeSpan.FromSeconds(16));
        (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Known>().IsStale.ShouldBeFalse();
    }

    [Fact]
    public async Task Missing_is_missing_even_when_it_was_there_before()
    {
        await using ScriptedHost host = await RunAsync(Text("{}"), Status(404));
        DocumentFetcher fetcher = Fetcher(host);
        await GetAsync(fetcher, host);
        _time.Advance(FiveMinutes);

        (await GetAsync(fetcher, host)).ShouldBeOfType<FetchedDocument.Missing>();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task What_comes_compressed_is_decompressed_whether_it_was_asked_for_or_not(string encoding)
    {
        await using ScriptedHost host = await RunAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream packing = encoding == "br"
                ? new BrotliStream(context.Response.Body, CompressionLevel.Fastest)
                : new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await packing.WriteAsync("{\"packed\":1}"u8.ToArray());
        });

        FetchedDocument.Known known = (await GetAsync(Fetcher(host), host)).ShouldBeOfType<FetchedDocument.Known>();

        Encoding.UTF8.GetString(known.Document.Bytes.Span).ShouldBe("{\"packed\":1}");
    }

    [Fact]
    public async Task A_body_larger_than_its_bound_is_not_read_to_its_end()
    {
        // 64 MB of zeros in 64 kB: the bound is after decompression.
        await using ScriptedHost host = await RunAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        });
        using var client = new UpstreamClient(new UpstreamHosts(host.Address, []), null, _time, new Random(7));
        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        (await BodyReader.ReadAsync(response.Message, 1 << 20, _time, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_keep_a_document_fresh_for_ever()
    {
        await using ScriptedHost host = await RunAsync(Text("{}"));
        DocumentFetcher fetcher = Fetcher(host);
        await GetAsync(fetcher, host);
        _time.Advance(TimeSpan.FromDays(-1));

        await GetAsync(fetcher, host);

        host.Requests.Count.ShouldBe(2);
    }

    private static RequestDelegate Broken(string fault) => fault switch
    {
        "html" => Text("<html><body>Please sign in</body></html>", "text/html"),
        "truncated" => BreaksOff(Encoding.UTF8.GetBytes("{\"good\":true}"), 5),
        "reset" => context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        "bad gzip" => context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("this is not gzip at all");
        },
        _ => Status(int.Parse(fault)),
    };

    private DocumentFetcher Fetcher(ScriptedHost host) =>
        new("nuget", new UpstreamClient(new UpstreamHosts(host.Address, []), null, _time, new Random(7)), _store, new DocumentBuffers(), _time);

    private static Task<FetchedDocument> GetAsync(DocumentFetcher fetcher, ScriptedHost host) => fetcher.GetAsync(
        new Uri(host.Address, "demo"),
        "application/json",
        FiveMinutes,
        document => document.Bytes.Span.StartsWith("{"u8) ? null : "it is not JSON",
        default);
}
