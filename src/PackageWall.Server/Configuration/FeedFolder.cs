using PackageWall.Feeds.Definitions;

namespace PackageWall.Server.Configuration;

/// <summary>Reads the folder of feed definitions.</summary>
internal static class FeedFolder
{
    /// <summary>The feeds of all <c>*.yaml</c> files; every mistake of all files goes to the errors.</summary>
    public static IReadOnlyList<FeedDefinition> Read(string folder, List<string> errors)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.yaml").Concat(Directory.EnumerateFiles(folder, "*.yml")).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            errors.Add($"{folder}: there is no feed; write one *.yaml file per feed (the product's feeds folder has one of each ecosystem)");
            return [];
        }

        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> mistakes) =
            FeedDefinitionReader.Read(files.Select(file => (Path.GetFileName(file), File.ReadAllText(file))));
        errors.AddRange(mistakes.Select(mistake => Path.Combine(folder, mistake.ToString())));
        return feeds;
    }
}
