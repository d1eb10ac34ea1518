namespace PackageWall.Feeds.Definitions;

/// <summary>Reads and validates the feeds folder: every mistake of every file is listed with its line, not only the first.</summary>
public static class FeedDefinitionReader
{
    /// <summary>Reads the files in the order of their names. When there is any error, nothing should be served.</summary>
    /// <param name="files">The files of the folder, by name and text.</param>
    public static (IReadOnlyList<FeedDefinition> Feeds, IReadOnlyList<DefinitionError> Errors) Read(
        IEnumerable<(string FileName, string Text)> files)
    {
        var errors = new List<DefinitionError>();
        var read = new List<FeedFile>();
        int count = 0;
        foreach ((string file, string text) in files.OrderBy(file => file.FileName, StringComparer.Ordinal))
        {
            count++;
            if (new FeedFileReader(file, errors).Read(text) is { } feed)
            {
                read.Add(feed);
            }
        }

        if (count == 0)
        {
            errors.Add(new DefinitionError("feeds", 0, "there is no feed; write one file per feed, like npm.yaml with 'ecosystem: npm'"));
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

    private static void Compare(FeedFile first, FeedFile second, List<DefinitionError> errors)
    {
        if (first.Feed.Name == second.Feed.Name)
        {
            Add(second.NameLine, $"the feed of {first.File} has the name '{second.Feed.Name}' already; give this one another 'name'");
        }

        (string a, string b) = (first.Feed.Mount, second.Feed.Mount);
        if (a == b)
        {
            Add(second.MountLine, $"the feed of {first.File} is mounted at {b} already; give this one another 'mount'");
        }
        else if (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal))
        {
            Add(second.MountLine, $"the mount {b} overlaps {a} of {first.File}; neither may begin with the other");
        }

        void Add(int line, string message) => errors.Add(new DefinitionError(second.File, line, message));
    }
}
