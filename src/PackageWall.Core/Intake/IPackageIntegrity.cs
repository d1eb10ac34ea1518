using PackageWall.Packages;

namespace PackageWall.Core.Intake;

/// <summary>Checks what a package says of itself: NuGet's signatures. Other ecosystems sign outside of the artifact.</summary>
public interface IPackageIntegrity
{
    /// <summary>Whether there is anything to check in packages of an ecosystem.</summary>
    bool Covers(Ecosystem ecosystem);

    /// <summary>Reads and verifies.</summary>
    Task<IntegrityAnswer> CheckAsync(Ecosystem ecosystem, ReadOnlyMemory<byte> content, CancellationToken cancellation);
}

/// <summary>What a package's own signature says.</summary>
/// <param name="Problem">What is wrong with it, in one sentence, or null.</param>
/// <param name="SignedByRegistryAt">The registry's time stamp, or null when there is none that verifies.</param>
public sealed record IntegrityAnswer(string? Problem, DateTimeOffset? SignedByRegistryAt)
{
    /// <summary>Nothing is signed inside, nothing is wrong.</summary>
    public static IntegrityAnswer Nothing { get; } = new(null, null);
}
