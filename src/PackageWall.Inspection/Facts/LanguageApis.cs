namespace PackageWall.Inspection.Facts;

/// <summary>The calls known of one language.</summary>
/// <param name="Root">The tree of qualified names.</param>
/// <param name="Members">Members so characteristic that they are known even when the object is not: <c>.execSync</c>.</param>
internal sealed record LanguageApis(ApiNode Root, IReadOnlyDictionary<string, ApiNode> Members)
{
    public static LanguageApis None { get; } = new(new ApiNode(""), new Dictionary<string, ApiNode>());
}
