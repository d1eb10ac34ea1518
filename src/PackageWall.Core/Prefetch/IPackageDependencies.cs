using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>Reads out of an artifact what a client that installs it will ask for next. A guess: nothing is decided by it.</summary>
public interface IPackageDependencies
{
    /// <summary>The dependencies; none where the ecosystem's artifacts do not say, or cannot be read.</summary>
    IReadOnlyList<PackageDependency> Read(Ecosystem ecosystem, ReadOnlyMemory<byte> content);
}
