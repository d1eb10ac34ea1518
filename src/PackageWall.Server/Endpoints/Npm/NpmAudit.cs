using System.Buffers;
using System.IO.Compression;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Prefetch;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Npm;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Server.Endpoints.Npm;

/// <summary>
/// <c>POST /-/npm/v1/security/advisories/bulk</c>: what the upstream knows, and beside it what this wall blocked or took back, so that
/// <c>npm audit</c> names versions that are installed already.
/// </summary>
internal sealed class NpmAudit(StandingBook book, WallAddress address, PrefetchBoard board)
{
    private const int MaxBody = 16 << 20;

    /// <summary>What a tarball grows by, about: another version's size tells which packages are large before a document is read.</summary>
    private const int Unpacking = 4;

    public async Task AnswerAsync(HttpContext context, Feed feed)
    {
        if (await BodyAsync(context).ConfigureAwait(false) is not { } body || !AuditRequest.TryRead(body.Span, out AuditRequest? request))
        {
            await Problems.WriteAsync(context, 400, "bad-request", "send {\"name\": [\"version\"]} as JSON, plain or gzip").ConfigureAwait(false);
            return;
        }

        Task<RelayAnswer> asking = feed.Source
            .RelayAsync(new RelayRequest("-/npm/v1/security/advisories/bulk", "") { Body = Question(feed, request) }, context.RequestAborted);
        if (NpmCommand.Installs(context.Request))
        {
            // npm audits the whole tree before it unpacks the first package of it.
            await AnnounceAsync(feed, request).ConfigureAwait(false);
        }

        RelayAnswer answer = await asking.ConfigureAwait(false);
        List<WallAdvisory> own = await OwnAsync(feed, request).ConfigureAwait(false);
        var output = new ArrayBufferWriter<byte>();
        bool isReadable = AuditResponse.Write(output, answer is RelayAnswer.Known known ? known.Document.Bytes : default, own);
        string? lacking = (answer, isReadable) switch
        {
            (RelayAnswer.Unavailable unavailable, _) => unavailable.Why,
            (_, false) => "its answer cannot be read",
            _ => null,
        };
        if (lacking is null)
        {
            await SendAsync(context, output.WrittenMemory).ConfigureAwait(false);
            return;
        }

        // Nothing known is not the same as nobody asked: an audit must not pass for the second. What was decided here is told even so,
        // because it fails the audit by itself.
        string notice = RefusalText.Clean($"PackageWall: the upstream's advisories cannot be asked for now: {lacking}", 300);
        if (own.Count == 0)
        {
            await Problems.WriteAsync(context, 503, "unavailable", notice, (answer as RelayAnswer.Unavailable)?.RetryAfter ?? TimeSpan.FromSeconds(30)).ConfigureAwait(false);
            return;
        }

        context.Response.Headers["npm-notice"] = notice;
        await SendAsync(context, output.WrittenMemory).ConfigureAwait(false);
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;

        // npm prints the notice of an answer that it may not keep, and of no other.
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    // Written anew from what was understood: names that are the organisation's own are nobody else's business.
    private static ReadOnlyMemory<byte> Question(Feed feed, AuditRequest request)
    {
        var body = new ArrayBufferWriter<byte>();
        request.Write(body, feed.IsInternal);
        return body.WrittenMemory;
    }

    private async Task AnnounceAsync(Feed feed, AuditRequest request)
    {
        foreach ((PackageName package, IReadOnlyList<PackageVersion> versions) in request.Packages)
        {
            PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
            PackageVersion[] unseen = [.. versions.Where(version => standings.Records.GetValueOrDefault(version.Key) is not { Artifacts.Count: > 0 })];
            if (unseen.Length > 0)
            {
                long known = standings.Records.Values.SelectMany(record => record.Artifacts).Select(artifact => artifact.Length).DefaultIfEmpty().Max();
                board.Announce(feed, package, unseen, known * Unpacking);
            }
        }
    }

    private async Task<List<WallAdvisory>> OwnAsync(Feed feed, AuditRequest request)
    {
        var own = new List<WallAdvisory>();
        foreach ((PackageName package, IReadOnlyList<PackageVersion> versions) in request.Packages)
        {
            PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
            foreach (PackageVersion version in versions)
            {
                if (standings.Records.GetValueOrDefault(version.Key) is { Standing.Kind: StandingKind.Blocked or StandingKind.Recalled } record)
                {
                    own.Add(new WallAdvisory(package, version, $"{record.Standing.Kind} by PackageWall: {record.Standing.Because}", address.Why(record.Key)));
                }
            }
        }

        return own;
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContext context)
    {
        try
        {
            Stream stream = context.Request.Headers.ContentEncoding.ToString() is "gzip"
                ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                : context.Request.Body;
            await using (stream.ConfigureAwait(false))
            {
                var body = new MemoryStream();
                byte[] buffer = new byte[64 << 10];
                int read;
                while ((read = await stream.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
                {
                    if (body.Length + read > MaxBody)
                    {
                        return null;
                    }

                    body.Write(buffer, 0, read);
                }

                return body.ToArray();
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
