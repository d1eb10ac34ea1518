using PackageWall.Core.Intake;
using PackageWall.Server.Inspections;

namespace PackageWall.Server.Rehearsals;

/// <summary>Whether the server is as fast as it gets: its rehearsal is over and its workers wait for work. It answers before that, too.</summary>
internal sealed class Readiness(Rehearsal rehearsal, IInspectionService inspections)
{
    private volatile bool _wasReady;

    /// <summary>What it waits for, as a sentence; null when it is ready. Once ready it stays so.</summary>
    public string? Lacking()
    {
        if (_wasReady)
        {
            return null;
        }

        if (!rehearsal.IsOver)
        {
            return "PackageWall answers, and rehearses to answer faster.";
        }

        if (inspections is WorkerInspections { AreReady: false })
        {
            return "PackageWall answers; the workers that inspect are starting. When this stays so, its log says why they do not.";
        }

        _wasReady = true;
        return null;
    }
}
