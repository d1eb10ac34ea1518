using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>
/// Documents as registries answered, out of a folder: <c>npm-*.json</c> full packuments, <c>nuget-*.json</c> registration indexes,
/// <c>pypi-*.json</c> project pages. Where a folder has none of a kind that says much, one is made.
/// </summary>
internal static class StoredDocuments
{
    /// <summary>BenchmarkDotNet makes its objects itself, so the folder comes to them through this variable.</summary>
    public const string Variable = "PACKAGEWALL_DOCUMENTS";

    public static string Folder => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"No folder with documents: name it as the argument of 'documents' or in {Variable}.");

    public static IEnumerable<string> Names(string kind) => Directory.EnumerateFiles(Folder, kind + "-*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path)[(kind.Length + 1)..])
        .Order(StringComparer.Ordinal);

    public static byte[] Load(string kind, string name) => File.ReadAllBytes(Path.Combine(Folder, $"{kind}-{name}.json"));

    /// <summary>The package that a packument or page is of.</summary>
    public static PackageName NameOf(Ecosystem ecosystem, byte[] document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        return PackageName.Parse(ecosystem, json.RootElement.GetProperty("name").GetString()!);
    }
}
