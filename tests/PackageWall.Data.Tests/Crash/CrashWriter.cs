using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;

namespace PackageWall.Data.Tests.Crash;

/// <summary>Does what intake does, for ever: a blob, a record with its report and log entries, then a change of the record.</summary>
internal sealed class CrashWriter(TestWall wall, int round)
{
    private static CancellationToken None => CancellationToken.None;

    public async Task RunAsync(int lane)
    {
        var random = new Random((round * 100) + lane);
        for (int i = 0; ; i++)
        {
            string version = $"{round}.{lane}.{i}";
            BlobIdentity blob = await StoreAsync(random);
            VersionRecord record = Samples.Record(version) with
            {
                Artifacts = [Samples.Artifact(version, 1) with { Sha256 = blob.Sha256, Length = blob.Length }],
                Standing = new Standing(StandingKind.Cooling, "new"),
            };
            await wall.Store.CommitAsync(
                new VersionCommit { Versions = [record], Reports = [Samples.Report(blob.Sha256)], Events = [Samples.Event(i), Samples.Event(i)] }, None);
            Say(version, 1, blob.Sha256);

            byte[] body = new byte[random.Next(200_000)];
            await wall.Get<IDocumentStore>().WriteAsync(
                "npm", $"document-{lane}", new DocumentHead(new Uri("https://registry.invalid/"), Samples.Noon, DocumentRevision.Of(body)), body, None);
            await wall.Store.CommitAsync(
                Samples.Commit(record with { Revision = 2, Standing = new Standing(StandingKind.Released, "its time is over") }, Samples.Event(i)), None);
            Say(version, 2, blob.Sha256);
        }
    }

    private static void Say(string version, int revision, string sha256) => Console.Out.WriteLine($"{version} {revision} {sha256}");

    private async Task<BlobIdentity> StoreAsync(Random random)
    {
        byte[] bytes = new byte[random.Next(1, 300_000)];
        random.NextBytes(bytes);
        await using IBlobWriter writer = await wall.Blobs.CreateAsync(None);
        await writer.Stream.WriteAsync(bytes);
        return await writer.CommitAsync(None);
    }
}
