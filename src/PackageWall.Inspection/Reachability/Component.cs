using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>A fact as one entry point reaches it: the same function may run at install for one and only when called for another.</summary>
/// <param name="Fact">Index into <see cref="ReachedPackage.Facts"/>.</param>
/// <param name="Context">When this entry point makes it run.</param>
internal readonly record struct ComponentFact(int Fact, Context Context);

/// <summary>What one entry point (or several that start at the same place) reaches.</summary>
/// <param name="EntryPoints">What starts it; the first is shown to reviewers.</param>
/// <param name="Context">When it runs.</param>
/// <param name="Facts">What it reaches, in the order of the package's facts.</param>
/// <param name="CodeBytes">How long all code that it reaches is together.</param>
internal sealed record Component(IReadOnlyList<EntryPoint> EntryPoints, Context Context, IReadOnlyList<ComponentFact> Facts, long CodeBytes);
