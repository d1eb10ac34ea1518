using System.Diagnostics;
using PackageWall.Core.Documents;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data.Blobs;
using PackageWall.Packages;

namespace PackageWall.Data.Tests.Crash;

/// <summary>Restart at any moment loses no decision and leaves no half artifact.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Rounds = 10;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_server_killed_at_random_moments_keeps_all_it_acknowledged_and_nothing_half()
    {
        var random = new Random(20_260_301);
        Dictionary<string, (long Revision, string Sha256)> acknowledged = [];
        for (int round = 1; round <= Rounds; round++)
        {
            foreach ((string version, long revision, string sha256) in await WriteUntilKilledAsync(round, random.Next(0, 120)))
            {
                acknowledged[version] = (Math.Max(revision, acknowledged.GetValueOrDefault(version).Revision), sha256);
            }

            await using TestWall wall = await TestWall.OpenAsync(new DataOptions(_folder.Path));
            await CheckAsync(wall, acknowledged);
        }

        acknowledged.Count.ShouldBeGreaterThan(Rounds);
    }

    private static async Task CheckAsync(TestWall wall, Dictionary<string, (long Revision, string Sha256)> acknowledged)
    {
        CancellationToken none = CancellationToken.None;
        var stored = (await wall.Store.LoadAsync("npm", PackageName.Parse(Ecosystem.Npm, "left-pad"), none)).ToDictionary(record => record.Key.Version.Value);
        foreach ((string version, (long revision, string sha256)) in acknowledged)
        {
            VersionRecord record = stored[version];
            record.Revision.ShouldBeGreaterThanOrEqualTo(revision);
            record.Standing.Kind.ShouldBe(record.Revision == 1 ? StandingKind.Cooling : StandingKind.Released);
            record.Artifacts[0].Sha256.ShouldBe(sha256);
        }

        // Whatever is recorded, acknowledged or not, is whole: its blob, its report, its entries in the log.
        foreach (VersionRecord record in stored.Values)
        {
            (await wall.Blobs.ExistsAsync(record.Artifacts[0].Sha256, none)).ShouldBeTrue();
            (await wall.Store.ReadReportAsync(record.Artifacts[0].Sha256, none)).ShouldNotBeNull();
        }

        foreach (string name in wall.Blobs.Names())
        {
            (await wall.Blobs.VerifyAsync(name, none)).ShouldBe(BlobState.Intact);
        }

        var verification = await wall.Audit.VerifyAsync(none);
        verification.BrokenAt.ShouldBeNull();
        verification.Entries.ShouldBe(stored.Values.Sum(record => record.Revision + 1));
        for (int lane = 0; lane < 8; lane++)
        {
            using OpenDocument? document = await wall.Get<IDocumentStore>().OpenAsync("npm", $"document-{lane}", none);
            document?.Bytes.Span.ContainsAnyExcept((byte)0).ShouldBeFalse();
        }
    }

    // The moment is a number of acknowledgements; where the eight writers stand just then is chance enough.
    private async Task<List<(string Version, long Revision, string Sha256)>> WriteUntilKilledAsync(int round, int acknowledgements)
    {
        using Process process = Process.Start(new ProcessStartInfo(Dotnet(), ["exec", typeof(Program).Assembly.Location, "write", _folder.Path, $"{round}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        List<(string, long, string)> read = [];
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is [var version, var revision, { Length: 64 } sha256])
            {
                read.Add((version, long.Parse(revision, System.Globalization.CultureInfo.InvariantCulture), sha256));
            }

            if (read.Count > acknowledgements && !process.HasExited)
            {
                // SIGKILL on Unix. What it had said before is still in the pipe and is read on.
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        read.Count.ShouldBeGreaterThan(acknowledgements, await error);
        return read;
    }

    private static string Dotnet() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : "dotnet";
}
