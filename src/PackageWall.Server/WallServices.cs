using MediatR;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Gate;
using PackageWall.Core.Intake;
using PackageWall.Core.Metrics;
using PackageWall.Core.Prefetch;
using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data;
using PackageWall.Inspection;
using PackageWall.Inspection.Signatures;
using PackageWall.Server.Configuration;
using PackageWall.Server.Endpoints;
using PackageWall.Server.Endpoints.Documents;
using PackageWall.Server.Endpoints.Npm;
using PackageWall.Server.Endpoints.NuGet;
using PackageWall.Server.Endpoints.PyPi;
using PackageWall.Server.Endpoints.Why;
using PackageWall.Server.Identity;
using PackageWall.Server.Inspections;
using PackageWall.Server.Jobs;
using PackageWall.Server.Metrics;
using PackageWall.Server.Rehearsals;
using PackageWall.Upstreams;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.NuGet;
using Quartz;

namespace PackageWall.Server;

/// <summary>Puts the wall together, room by room.</summary>
internal static class WallServices
{
    public static IServiceCollection AddPackageWall(this IServiceCollection services, WallSettings settings, SignatureSet signatures) => services
        .AddSingleton(settings)
        .AddSingleton(TimeProvider.System)
        .AddPackageWallData(new DataOptions(settings.Data, settings.Database) { RenderedBytes = settings.DocumentDisk })
        .AddSingleton<IInspectionService>(provider => new WorkerInspections(
            settings.Workers, signatures, InspectionLimits.Default, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WorkerInspections>>()))
        .AddCore(settings)
        .AddUpstreams(settings)
        .AddEndpoints(settings)
        .AddMeasurements()
        .AddRehearsal(settings, signatures)
        .AddJobs();

    private static IServiceCollection AddCore(this IServiceCollection services, WallSettings settings) => services
        .AddSingleton<WallAddress>()
        .AddSingleton(provider => new StandingBook(
            provider.GetRequiredService<IVersionStore>(), provider.GetRequiredService<TimeProvider>(), settings.StandingMemory))
        .AddSingleton<VersionLedger>()
        .AddSingleton<PackageViews>()
        .AddSingleton<IntakeMetrics>()
        .AddSingleton<ArtifactIntake>()
        .AddSingleton<IntakeDesk>()
        .AddSingleton<BackgroundInspections>()
        .AddPrefetch(settings)
        .AddSingleton<RefusalWriter>()
        .AddSingleton<ArtifactGate>()
        .AddMediator();

    private static IServiceCollection AddPrefetch(this IServiceCollection services, WallSettings settings) => services
        .AddSingleton(settings.Prefetch)
        .AddSingleton<PrefetchMetrics>()
        .AddSingleton<PrefetchHits>()
        .AddSingleton<PrefetchBoard>()
        .AddSingleton<NpmPredictions>()
        .AddSingleton<Prefetcher>();

    // MediatR 5: handlers are found through the container by this delegate. Version 12 registers itself; then this method goes.
    private static IServiceCollection AddMediator(this IServiceCollection services) => services
        .AddSingleton<ServiceFactory>(provider => provider.GetService)
        .AddSingleton<IMediator, Mediator>()
        .AddSingleton<IRequestHandler<ReviewVersion, ReviewOutcome>, ReviewVersionHandler>();

    private static IServiceCollection AddUpstreams(this IServiceCollection services, WallSettings settings) => services
        .AddSingleton(provider => new SourceMemory(settings.DocumentMemory / 2, provider.GetRequiredService<DocumentMetrics>()))
        .AddSingleton<PackageSourceFactory>()
        .AddSingleton<IPackageIntegrity, NuGetIntegrity>();

    private static IServiceCollection AddEndpoints(this IServiceCollection services, WallSettings settings) => services
        .AddSingleton(provider => new DocumentCache(
            settings.DocumentMemory / 2,
            provider.GetRequiredService<IRenderingStore>(),
            provider.GetRequiredService<WallAddress>(),
            provider.GetRequiredService<DocumentMetrics>(),
            provider.GetRequiredService<ILogger<DocumentCache>>()))
        .AddSingleton<PackageAnswers>()
        .AddSingleton<NpmAudit>()
        .AddSingleton<NpmRelay>()
        .AddSingleton<NuGetServices>()
        .AddSingleton<IFeedEndpoints, NpmEndpoints>()
        .AddSingleton<IFeedEndpoints, PyPiEndpoints>()
        .AddSingleton<IFeedEndpoints, NuGetEndpoints>()
        .AddSingleton<VersionDescriber>()
        .AddSingleton<ReviewerGuard>();

    private static IServiceCollection AddMeasurements(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<UpstreamMetrics>()
        .AddSingleton<DocumentMetrics>()
        .AddSingleton<RequestMetrics>()
        .AddSingleton<QueueMetrics>()
        .AddSingleton<StandingMetrics>()
        .AddSingleton<ProcessMetrics>()
        .AddSingleton<MetricsCollector>();

    private static IServiceCollection AddRehearsal(this IServiceCollection services, WallSettings settings, SignatureSet signatures) => services
        .AddSingleton<Readiness>()
        .AddSingleton(provider => new Rehearsal(
            settings.Rehearses ? Play.On(settings, signatures, provider.GetRequiredService<IInspectionService>(), provider.GetRequiredService<TimeProvider>()) : null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Rehearsal>>()));

    private static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddHostedService<BackgroundInspectionService>()
        .AddHostedService<PrefetchService>()
        .AddQuartz(jobs => jobs.ScheduleJob<ReleaseCooledJob>(trigger => trigger
            .WithIdentity("release-cooled")
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever())))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
}
