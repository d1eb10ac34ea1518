using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Facts;

/// <summary>All that was read from one file, without regard to who runs it. Depends on the bytes and the readers alone.</summary>
public sealed record FileFacts
{
    /// <summary>Nothing was found.</summary>
    public static FileFacts None { get; } = new();

    /// <summary>The facts of the file and of every layer decoded from it.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>The other files that it names.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>Calls between functions of the file, as (caller, callee); the empty string is the top level.</summary>
    public IReadOnlyList<(string Caller, string Callee)> Calls { get; init; } = [];

    /// <summary>
    /// Calls of something that was imported: <c>run</c> of <c>./x</c> for <c>require("./x").run()</c>. Which function of which file that is, is
    /// found by the reachability analysis; a module that is called itself goes by <c>exports</c> or <c>default</c>.
    /// </summary>
    public IReadOnlyList<ForeignCall> ForeignCalls { get; init; } = [];

    /// <summary>What was decoded, outermost first.</summary>
    public IReadOnlyList<DecodedLayer> Layers { get; init; } = [];

    /// <summary>Why the file could not be read to its end (budget, depth, tokens); any entry makes the package inconclusive if live code reaches it.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
