using System.Runtime;
using System.Runtime.CompilerServices;
using PackageWall.Core.Intake;
using PackageWall.Inspection.Signatures;
using PackageWall.Server.Configuration;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// What is rehearsed, in rounds of packages that nobody has asked for before. The runtime compiles what was called thirty times once
/// more, better, but counts calls only once nothing new has been called for a tenth of a second. So each round is followed by a pause:
/// the first round meets the code, the next ones are counted. Measured: three of them leave nothing that a fourth would gain.
/// </summary>
internal static class Play
{
    private const int LeastRounds = 3;
    private const int MostRounds = 4;
    private const int NpmPackages = 32;
    private const int NuGetPackages = 16;
    private const int PyPiPackages = 8;
    private const int Connections = 12;
    private const int FilesPerConnection = 6;
    private const int AtOnce = 8;

    /// <summary>When a round has compiled fewer methods than this, another is not worth it.</summary>
    private const int Few = 500;

    /// <summary>On a busy machine the compiler takes its time.</summary>
    private const int MostPauses = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>The play on a stage beside this wall.</summary>
    public static Func<CancellationToken, Task> On(
        WallSettings settings, SignatureSet signatures, IInspectionService inspections, TimeProvider time, int rounds = MostRounds) => async cancellation =>
    {
        await using (Stage stage = await Stage.OpenAsync(settings, signatures, inspections, time, cancellation).ConfigureAwait(false))
        {
            var client = new PlayedClient(stage.Http);
            MadeUpTls tls = stage.OpenTls();
            await using ConfiguredAsyncDisposable closing = tls.ConfigureAwait(false);
            for (int round = 0; round < rounds; round++)
            {
                long before = JitInfo.GetCompiledMethodCount();
                await PlayAsync(client, tls, round, cancellation).ConfigureAwait(false);
                await CalmAsync(time, cancellation).ConfigureAwait(false);
                if (round + 1 >= LeastRounds && JitInfo.GetCompiledMethodCount() - before < Few)
                {
                    break;
                }
            }
        }

        // What was made up is of no use any more; a client would hold on to its memory for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    };

    private static Task PlayAsync(PlayedClient client, MadeUpTls tls, int round, CancellationToken cancellation)
    {
        IEnumerable<Func<Task>> scenes =
        [
            .. Numbers(round, NpmPackages).Select(number => (Func<Task>)(() => client.NpmAsync(number, cancellation))),
            .. Numbers(round, NuGetPackages).Select(number => (Func<Task>)(() => client.NuGetAsync(number, cancellation))),
            .. Numbers(round, PyPiPackages).Select(number => (Func<Task>)(() => client.PyPiAsync(number, cancellation))),
            .. Enumerable.Repeat((Func<Task>)(() => tls.AskAsync(FilesPerConnection, cancellation)), Connections),
        ];
        return Parallel.ForEachAsync(scenes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (scene, _) => await scene().ConfigureAwait(false));
    }

    private static IEnumerable<int> Numbers(int round, int count) => Enumerable.Range(round * count, count);

    private static async Task CalmAsync(TimeProvider time, CancellationToken cancellation)
    {
        long compiled = -1;
        for (int pause = 0; pause < MostPauses && compiled != (compiled = JitInfo.GetCompiledMethodCount()); pause++)
        {
            await Task.Delay(Pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
