using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Packages;

namespace PackageWall.Workers.Wire;

/// <summary>Asks for one inspection. The artifact's bytes follow the message; the answer is its report.</summary>
/// <param name="Ecosystem">Whose package.</param>
/// <param name="FileName">The name it is served under.</param>
/// <param name="Length">How many bytes follow.</param>
/// <param name="ExpectedName">The name that the registry gives it, or null.</param>
/// <param name="ExpectedVersion">The version that the registry gives it, or null.</param>
/// <param name="Earlier">The version to compare with, or null.</param>
/// <param name="EarlierVersion">Which version that is, or null.</param>
internal sealed record WorkerRequest(
    Ecosystem Ecosystem, string FileName, int Length, string? ExpectedName, string? ExpectedVersion, PackageProfile? Earlier, string? EarlierVersion)
{
    /// <summary>The request for an artifact.</summary>
    public static WorkerRequest For(Artifact artifact) => new(
        artifact.Ecosystem,
        artifact.FileName,
        artifact.Content.Length,
        artifact.ExpectedName,
        artifact.ExpectedVersion,
        artifact.Earlier,
        artifact.EarlierVersion);

    /// <summary>The artifact that is asked about.</summary>
    public Artifact With(ReadOnlyMemory<byte> content) => new(Ecosystem, FileName, content)
    {
        ExpectedName = ExpectedName,
        ExpectedVersion = ExpectedVersion,
        Earlier = Earlier,
        EarlierVersion = EarlierVersion,
    };
}
