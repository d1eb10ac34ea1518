namespace PackageWall.Inspection.Languages;

/// <summary>How readers say that a text does not follow the grammar of their language, apart from budgets and depths.</summary>
internal static class UnreadReasons
{
    /// <summary>Between the line and what stands there.</summary>
    private const string NotUnderstood = " is not understood";

    private const string NoReader = "there is no reader for ";

    /// <summary>That nothing here reads a language.</summary>
    public static string OfLanguage(string language) => NoReader + language;

    /// <summary>Whether a file is in a language that nothing here reads: who calls it by choice knows that he does.</summary>
    public static bool IsOfLanguage(string reason) => reason.StartsWith(NoReader, StringComparison.Ordinal);

    /// <summary>
    /// Whether the reason lies in the text: it is no text of that language. An engine would not run it either, so it says nothing where
    /// nobody knows that the text is code. Budgets, depths and readers that fail are reasons of ours and never among these.
    /// </summary>
    public static bool IsOfText(string reason)
    {
        var at = reason.IndexOf("line ", StringComparison.Ordinal);
        if (at < 0 || at > 16)
        {
            return false;
        }

        var rest = reason.AsSpan(at + 5);
        return rest.TrimStart("0123456789").StartsWith(NotUnderstood, StringComparison.Ordinal);
    }
}
