namespace PackageWall.Feeds.Definitions;

/// <summary>Reads and validates the feeds folder: every mistake of every file is listed with its line, not only the first.</summary>
public static class FeedDefinitionReader
{
    /// <summary>Reads the files, given by name and text, in the order of their names. When there is any error, nothing should be served.</summary>
    public static (IReadOnlyList<FeedDefinition> Feeds, IReadOnlyList<DefinitionError> Errors) Read(IEnumerable<(string FileName, string Text)> files)
    {
        var errors = new List<DefinitionError>();
        var read = new List<(string File, FeedDefinition Feed, int MountLine, int NameLine)>();
        int count = 0;
        foreach ((string file, string text) in files.OrderBy(file => file.FileName, StringComparer.Ordinal))
        {
            count++;
            if (new FeedFileReader(file, errors).Read(text) is { } result)
            {
                read.Add((file, result.Feed, result.MountLine, result.NameLine));
            }
        }

        if (count == 0)
        {
            errors.Add(new DefinitionError("feeds", 0, "there is no feed; write one file per feed, for instance npm.yaml with 'ecosystem: npm'"));
        }

        for (int i = 0; i < read.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Compare(read[j], read[i], errors);
            }
        }

        return ([.. read.Select(entry => entry.Feed)], errors);
    }

    private static void Compare(
        (string File, FeedDefinition Feed, int MountLine, int NameLine) first, (string File, FeedDefinition Feed, int MountLine, int NameLine) second, List<DefinitionError> errors)
    {
        if (first.Feed.Name == second.Feed.Name)
        {
            errors.Add(new DefinitionError(second.File, second.NameLine, $"the feed of {first.File} has the name '{second.Feed.Name}' already; give this one another 'name'"));
        }

        (string a, string b) = (first.Feed.Mount, second.Feed.Mount);
        if (a == b)
        {
            errors.Add(new DefinitionError(second.File, second.MountLine, $"the feed of {first.File} is mounted at {b} already; give this one another 'mount'"));
        }
        else if (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal))
        {
            errors.Add(new DefinitionError(second.File, second.MountLine, $"the mount {b} overlaps {a} of {first.File}; neither may begin with the other"));
        }
    }
}
