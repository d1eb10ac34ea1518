using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests;

/// <summary>Finds the files of a package that a reference names, as the ecosystem's loader would (and a little more than it would).</summary>
public interface IReferenceResolver
{
    /// <summary>Paths of files of the package; empty when the reference leaves the package.</summary>
    IReadOnlyList<string> Resolve(string fromFile, Reference reference);
}
