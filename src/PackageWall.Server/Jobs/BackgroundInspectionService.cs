using PackageWall.Core.Intake;

namespace PackageWall.Server.Jobs;

/// <summary>Runs the background inspections while the server runs.</summary>
internal sealed class BackgroundInspectionService(BackgroundInspections inspections) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => inspections.RunAsync(stoppingToken);
}
