using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;
using PackageWall.Upstreams.Http;
using static PackageWall.Upstreams.Tests.ScriptedHost;

namespace PackageWall.Upstreams.Tests.Http;

public sealed class ArtifactDownloadTests : IDisposable
{
    private static readonly byte[] Content = RandomBytes(300_000);
    private readonly HurriedTime _time = new();
    private readonly MemoryStream _received = new();

    public void Dispose() => _received.Dispose();

    [Fact]
    public async Task A_whole_download_is_verified_against_every_hash()
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content));

        DownloadAnswer answer = await DownloadAsync(host, Sha256(Content), new ArtifactHash("sha512", Convert.ToHexString(SHA512.HashData(Content))), new ArtifactHash("blake2b", "00"));

        answer.ShouldBeOfType<DownloadAnswer.Verified>();
        _received.ToArray().ShouldBe(Content);
    }

    [Fact]
    public async Task Hashes_that_nobody_here_can_compute_verify_nothing()
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content));

        DownloadAnswer answer = await DownloadAsync(host, new ArtifactHash("blake2b", "00"));

        answer.ShouldBeOfType<DownloadAnswer.Mismatch>().Detail.ShouldBe("the upstream promises only blake2b, which cannot be checked here");
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        await using ScriptedHost host = await RunAsync(BreaksOff(Content, 100_000), BreaksWithinRange(Content, 50_000), Bytes(Content));

        DownloadAnswer answer = await DownloadAsync(host, Sha256(Content));

        answer.ShouldBeOfType<DownloadAnswer.Verified>();
        _received.ToArray().ShouldBe(Content);
        host.Requests.Last().Headers["Range"].ShouldStartWith("bytes=");
    }

    [Fact]
    public async Task A_stalled_download_goes_on_where_it_stopped()
    {
        var stalled = new TaskCompletionSource();
        await using ScriptedHost host = await RunAsync(
            async context =>
            {
                context.Response.ContentLength = Content.Length;
                // More than a piece: less is not handed on before the body ends or breaks off.
                await context.Response.Body.WriteAsync(Content.AsMemory(0, 200_000));
                await context.Response.Body.FlushAsync();
                stalled.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            Bytes(Content));
        var arrived = new TaskCompletionSource();
        Task<DownloadAnswer> download = DownloadAsync(host, new WatchedStream(_received, () => arrived.TrySetResult()), limit: 1 << 20, Sha256(Content));
        await stalled.Task;
        await arrived.Task;

        // Whether the reader waits already or is about to: its time is over.
        _time.Advance(TimeSpan.FromSeconds(31));

        (await download).ShouldBeOfType<DownloadAnswer.Verified>();
        _received.ToArray().ShouldBe(Content);
    }

    [Fact]
    public async Task An_upstream_that_cannot_go_on_in_the_middle_is_unavailable()
    {
        await using ScriptedHost host = await RunAsync(BreaksOff(Content, 1000));

        DownloadAnswer answer = await DownloadAsync(host, Sha256(Content));

        answer.ShouldBeOfType<DownloadAnswer.Unavailable>().Why.ShouldContain("cannot go on in the middle");
    }

    [Fact]
    public async Task A_range_that_begins_elsewhere_is_not_glued_on()
    {
        await using ScriptedHost host = await RunAsync(BreaksOff(Content, 1000), async context =>
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes 0-{Content.Length - 1}/{Content.Length}";
            await context.Response.Body.WriteAsync(Content);
        });

        (await DownloadAsync(host, Sha256(Content))).ShouldBeOfType<DownloadAnswer.Unavailable>();
    }

    [Fact]
    public async Task Other_bytes_than_promised_are_a_mismatch_with_both_hashes()
    {
        byte[] other = RandomBytes(1000);
        await using ScriptedHost host = await RunAsync(Bytes(other));

        DownloadAnswer answer = await DownloadAsync(host, Sha256(Content));

        answer.ShouldBeOfType<DownloadAnswer.Mismatch>().Detail
            .ShouldBe($"the upstream promises sha256 {Sha256(Content).Hex} and serves {Sha256(other).Hex}");
    }

    [Fact]
    public async Task A_body_that_ends_early_and_cleanly_is_a_mismatch()
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content[..1000]));

        (await DownloadAsync(host, Sha256(Content))).ShouldBeOfType<DownloadAnswer.Mismatch>();
    }

    [Fact]
    public async Task Another_size_than_promised_is_a_mismatch_where_no_hash_is_stated()
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content));
        using UpstreamClient client = Client(host);

        DownloadAnswer answer = await new ArtifactDownload(client, 1 << 20, _time)
            .RunAsync(new UpstreamArtifact("demo.1.0.0.nupkg", host.Address) { Size = 5 }, _received, default);

        answer.ShouldBeOfType<DownloadAnswer.Mismatch>().Detail.ShouldBe("the upstream promises 5 bytes and serves 300000");
    }

    [Fact]
    public async Task Bytes_come_in_large_pieces_however_small_those_of_the_connection_are()
    {
        await using ScriptedHost host = await RunAsync(async context =>
        {
            for (int at = 0; at < Content.Length; at += 1000)
            {
                await context.Response.Body.WriteAsync(Content.AsMemory(at, 1000));
                await context.Response.Body.FlushAsync();
            }
        });
        int writes = 0;

        (await DownloadAsync(host, new WatchedStream(_received, () => writes++), 1 << 20, Sha256(Content))).ShouldBeOfType<DownloadAnswer.Verified>();

        _received.ToArray().ShouldBe(Content);
        writes.ShouldBeInRange(1, 4);
    }

    [Theory]
    [InlineData(299_999, false)]
    [InlineData(300_000, true)]
    public async Task More_than_the_limit_is_refused(int limit, bool fits)
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content));

        DownloadAnswer answer = await DownloadAsync(host, _received, limit, Sha256(Content));

        (answer is DownloadAnswer.Verified).ShouldBe(fits);
        if (!fits)
        {
            answer.ShouldBe(new DownloadAnswer.TooLarge(limit));
        }
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_is_not_there_is_missing(int status)
    {
        await using ScriptedHost host = await RunAsync(Status(status));

        (await DownloadAsync(host)).ShouldBeOfType<DownloadAnswer.Missing>();
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Other_answers_are_unavailable(int status)
    {
        await using ScriptedHost host = await RunAsync(Status(status));

        (await DownloadAsync(host)).ShouldBeOfType<DownloadAnswer.Unavailable>();
        _received.Length.ShouldBe(0);
    }

    [Fact]
    public async Task An_artifact_that_was_encoded_on_the_way_is_not_taken()
    {
        await using ScriptedHost host = await RunAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Content);
        });

        (await DownloadAsync(host, Sha256(Content))).ShouldBeOfType<DownloadAnswer.Unavailable>().Why.ShouldContain("re-encodes artifacts");
    }

    [Fact]
    public async Task A_failure_to_write_is_this_machines_and_is_not_retried_as_the_upstreams()
    {
        await using ScriptedHost host = await RunAsync(Bytes(Content));

        await Should.ThrowAsync<IOException>(() => DownloadAsync(host, new FullDisk(), 1 << 20, Sha256(Content)));
        host.Requests.Count.ShouldBe(1);
    }

    private static ArtifactHash Sha256(byte[] bytes) => new("sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(11).NextBytes(bytes);
        return bytes;
    }

    private static RequestDelegate BreaksWithinRange(byte[] bytes, int sent) => async context =>
    {
        int from = int.Parse(context.Request.Headers.Range.ToString().Split('=', '-')[1]);
        context.Response.StatusCode = 206;
        context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        context.Response.ContentLength = bytes.Length - from;
        await context.Response.Body.WriteAsync(bytes.AsMemory(from, sent));
        await context.Response.Body.FlushAsync();
    };

    private UpstreamClient Client(ScriptedHost host) => new(new UpstreamHosts(host.Address, []), null, _time, new Random(7));

    private Task<DownloadAnswer> DownloadAsync(ScriptedHost host, params ArtifactHash[] hashes) => DownloadAsync(host, _received, 1 << 20, hashes);

    private async Task<DownloadAnswer> DownloadAsync(ScriptedHost host, Stream destination, long limit, params ArtifactHash[] hashes)
    {
        using UpstreamClient client = Client(host);
        return await new ArtifactDownload(client, limit, _time).RunAsync(new UpstreamArtifact("demo.1.0.0.nupkg", new Uri(host.Address, "demo")) { Hashes = hashes }, destination, default);
    }

    private sealed class WatchedStream(MemoryStream inner, Action written) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            written();
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("No space left on device");
    }
}
