namespace PackageWall.Inspection.Manifests;

/// <summary>Which of several builds of the same thing an entry point is.</summary>
/// <param name="Thing">What all of them are: <c>.</c> for the package itself, else the path that is imported.</param>
/// <param name="Name">Who gets this one: <c>require</c>, <c>import</c>.</param>
public sealed record BuildOf(string Thing, string Name);
