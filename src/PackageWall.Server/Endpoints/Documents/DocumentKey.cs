using PackageWall.Packages;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>Names a rewritten document, whatever its state: there is one at a time under each.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Package">The package, or null for what is about the feed.</param>
/// <param name="Representation">Which of the documents of a package.</param>
/// <param name="Coding">How it is compressed.</param>
internal readonly record struct DocumentKey(string Feed, PackageName? Package, string Representation, ContentCoding Coding)
{
    /// <summary>About what it takes in memory.</summary>
    public int Size => 2 * (Representation.Length + (Package?.Value.Length ?? 0));

    /// <summary>The same as text, for the disk.</summary>
    public string Name => $"{Feed}|{Package}|{Representation}|{Coding}";
}
