namespace PackageWall.Inspection.Facts;

/// <summary>What a call does, as the vocabulary words it: <c>network.send @1</c>, <c>decode base64</c>, <c>fold join-path</c>.</summary>
/// <param name="Verb">A fact name, or one of <c>fold</c>, <c>decode</c>, <c>do</c>, <c>pure</c>.</param>
/// <param name="Detail">What follows the verb, without <c>@</c>.</param>
/// <param name="Argument">The argument that the fact is about; -1 for the object itself.</param>
internal sealed record ApiEffect(string Verb, string Detail, int Argument)
{
    /// <summary>The object itself, <c>@self</c>.</summary>
    public const int Self = -1;

    public static ApiEffect? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var argument = 0;
        var detail = "";
        if (words.Length == 0)
        {
            return null;
        }

        foreach (var word in words.AsSpan(1))
        {
            if (word == "@self")
            {
                argument = Self;
            }
            else if (word[0] == '@')
            {
                if (!int.TryParse(word.AsSpan(1), out argument) || argument is < 0 or > 9)
                {
                    return null;
                }
            }
            else
            {
                detail = word;
            }
        }

        return words[0] is "fold" or "decode" or "do" && detail.Length == 0 && words[0] != "decode" ? null : new(words[0], detail, argument);
    }
}
