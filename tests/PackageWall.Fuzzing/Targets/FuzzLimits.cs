using PackageWall.Inspection;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Limits that small inputs can reach, so that what happens at a limit is run as well.</summary>
internal static class FuzzLimits
{
    /// <summary>The limits.</summary>
    public static InspectionLimits Small { get; } = new()
    {
        ArtifactBytes = 1 << 20, UnpackedBytes = 8 << 20, FileBytes = 4 << 20, SourceBytes = 1 << 20, Entries = 500,
        Layers = 50, LayerBytes = 4 << 20, LayerDepth = 16, Texts = 500, Time = TimeSpan.FromMinutes(5),
    };

    /// <summary>A new budget of them.</summary>
    public static InspectionBudget Budget() => new(Small);
}
