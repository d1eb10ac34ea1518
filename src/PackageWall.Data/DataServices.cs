using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Audit;
using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Core.Versions;
using PackageWall.Data.Audit;
using PackageWall.Data.Blobs;
using PackageWall.Data.Documents;
using PackageWall.Data.Model;
using PackageWall.Data.Postgres;
using PackageWall.Data.Sqlite;
using PackageWall.Data.Startup;
using PackageWall.Data.Versions;

namespace PackageWall.Data;

/// <summary>Puts the data room behind the ports of Core. <see cref="DataStartup.PrepareAsync"/> must run before the first use.</summary>
public static class DataServices
{
    /// <summary>Registers the stores: SQLite or PostgreSQL for versions and the audit log, files for blobs and documents.</summary>
    public static IServiceCollection AddPackageWallData(this IServiceCollection services, DataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options with { Folder = Path.GetFullPath(options.Folder) });
        if (string.IsNullOrWhiteSpace(options.Database))
        {
            services.AddSingleton<IWallDatabase, SqliteDatabase>();
        }
        else
        {
            services.AddSingleton<IWallDatabase, PostgresDatabase>();
        }

        services.AddSingleton(provider => new DataStartup(
            provider.GetRequiredService<DataOptions>(),
            provider.GetRequiredService<IWallDatabase>(),
            provider.GetRequiredService<FileBlobStore>(),
            provider.GetRequiredService<FileDocumentStore>(),
            provider.GetRequiredService<FileRenderingStore>(),
            provider.GetRequiredService<IVersionStore>()));
        services.AddSingleton<CommitMetrics>();
        services.AddSingleton<CommitQueue>();
        services.AddSingleton<IVersionStore, VersionStore>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<FileBlobStore>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FileBlobStore>());
        services.AddSingleton<DocumentBuffers>();
        services.AddSingleton<FileDocumentStore>();
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<FileDocumentStore>());
        services.AddSingleton<FileRenderingStore>();
        services.AddSingleton<IRenderingStore>(provider => provider.GetRequiredService<FileRenderingStore>());
        return services;
    }
}
