using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Domains;

/// <summary>
/// Tells code that runs a whole file of its own package, as <c>exec(open("x/version.py").read())</c> does to learn its version, from code that runs what
/// nobody knows: that file is read with it. Such facts are called <c>execute.package-file</c> and not <c>dynamic.exec</c>.
/// </summary>
internal sealed class OwnFiles(IReferenceResolver resolver)
{
    /// <summary>The file with such facts named for what they are.</summary>
    public ReadFile Mark(ReadFile file) => !file.Facts.Facts.Any(fact => IsOwn(file, fact)) ? file
        : file with { Facts = file.Facts with { Facts = [.. file.Facts.Facts.Select(fact => IsOwn(file, fact) ? fact with { Name = "execute.package-file" } : fact)] } };

    private bool IsOwn(ReadFile file, Fact fact) =>
        fact is { Name: "dynamic.exec", Value: { Length: > 0 } path } && IsThere(file, fact, path) && !file.Facts.Facts.Any(other => MayWrite(other, path));

    // By that very name: what a loader would find under another one is not what is read.
    private bool IsThere(ReadFile file, Fact fact, string path) =>
        resolver.Resolve(file.Path, new Reference(ReferenceKind.Spawn, path, fact.Line, fact.Unit)).Any(found => PackagePath.FileName(found) == PackagePath.FileName(path));

    // Who writes a file first runs what was written, and not what the package brought.
    // What is known of a name to its end tells it from others, wherever the folder is.
    private static bool MayWrite(Fact fact, string path) =>
        fact.Name.StartsWith("write.", StringComparison.Ordinal)
        && (fact.Value is not { } written || PackagePath.FileName(written) is var name && (name.Length == 0 || name.Contains('\u2026', StringComparison.Ordinal) || name == PackagePath.FileName(path)));
}
