namespace PackageWall.Inspection.Languages.Shell;

/// <summary>
/// A word or an output, as far as it is known: its text, where a hole stands for what is not, and the facts whose results it holds.
/// </summary>
internal sealed record Flow(string Text, bool IsKnown, IReadOnlyList<string> Names)
{
    /// <summary>Stands in texts for what is not known.</summary>
    public const char Hole = '…';

    /// <summary>Longer texts are not followed.</summary>
    public const int LongestText = 8 << 20;
    private const int MostNames = 32;

    /// <summary>Nothing: the output of a command that says nothing.</summary>
    public static Flow None { get; } = new("", true, []);

    /// <summary>Something, with nothing known of it.</summary>
    public static Flow Unknown { get; } = new(Hole.ToString(), false, []);

    /// <summary>How the text was hidden, outermost first, when it was decoded; else null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Text as it stands.</summary>
    public static Flow Of(string text) => new(text, true, []);

    /// <summary>Unknown text that holds the results of facts.</summary>
    public static Flow From(IEnumerable<string> names) => new(Hole.ToString(), false, Merge(names, []));

    /// <summary>The same with more flowing in.</summary>
    public Flow With(IEnumerable<string> names)
    {
        var merged = Merge(Names, names);
        return merged.Count == Names.Count ? this : this with { Names = merged };
    }

    /// <summary>Both texts one after the other.</summary>
    public Flow Append(Flow other)
    {
        if (Text.Length + other.Text.Length > LongestText)
        {
            return new Flow(Hole.ToString(), false, Merge(Names, other.Names));
        }

        return new Flow(Text + other.Text, IsKnown && other.IsKnown, Merge(Names, other.Names)) { Encoding = Encoding ?? other.Encoding };
    }

    private static IReadOnlyList<string> Merge(IEnumerable<string> left, IEnumerable<string> right) =>
        [.. left.Concat(right).Distinct(StringComparer.Ordinal).Take(MostNames)];
}
