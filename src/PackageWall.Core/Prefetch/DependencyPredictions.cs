using PackageWall.Core.Intake;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>
/// NuGet: what a package that has just come needs is what its client asks for next, at the lowest version that fits. Read beside the inspection,
/// so that the next level is on its way before the client knows of it.
/// </summary>
public sealed class DependencyPredictions(IPackageDependencies dependencies, PrefetchBoard board)
{
    /// <summary>An artifact is here, whole and as promised; not inspected yet.</summary>
    internal void Came(IntakeRequest request, ReadOnlyMemory<byte> content)
    {
        if (!board.Options.IsOn || request.Depth <= 0 || content.IsEmpty || request.Feed.Ecosystem != Ecosystem.NuGet)
        {
            return;
        }

        foreach (PackageDependency dependency in dependencies.Read(request.Feed.Ecosystem, content))
        {
            // Many packages need the same one: its document is looked up once for each lower bound.
            if (board.IsNew(request.Feed, dependency.Package, $"{dependency.Least}|{dependency.Most}"))
            {
                board.Wish(new PrefetchWish.Lowest(request.Feed, dependency, request.Depth - 1));
            }
        }
    }
}
