using System.Text;

namespace PackageWall.Inspection.Names;

/// <summary>Reads the lists of <c>feeds/popular</c> that were built into the product.</summary>
internal static class PopularLists
{
    /// <summary>The names of a list, in its order.</summary>
    public static IEnumerable<string> BuiltIn(string list)
    {
        using Stream stream = typeof(PopularLists).Assembly.GetManifestResourceStream($"popular/{list}.txt") ?? Stream.Null;
        using StreamReader reader = new(stream, Encoding.UTF8);
        List<string> names = [];
        while (reader.ReadLine() is { } line)
        {
            names.Add(line.Trim());
        }

        return names;
    }
}
