using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>
/// Calls inside property expressions: <c>$([System.IO.File]::ReadAllText('x'))</c> runs while the project is evaluated, before any
/// target does (MSBuild documentation, "Property functions").
/// </summary>
internal static class PropertyFunctions
{
    public static void Find(string text, int line, FactList list, ILiteralVocabulary vocabulary)
    {
        int at = 0;
        while ((at = text.IndexOf("]::", at, StringComparison.Ordinal)) >= 0)
        {
            int open = text.LastIndexOf('[', at);
            int end = at + 3;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            if (open >= 0 && at - open < 200)
            {
                Add(text[(open + 1)..at].Trim(), text[(at + 3)..end], Argument(text, end), line, list, vocabulary);
            }

            at = end;
        }
    }

    private static void Add(string type, string member, string? argument, int line, FactList list, ILiteralVocabulary vocabulary)
    {
        string evidence = $"[{type}]::{member}({argument})";
        string? fact = ApiTable.Find(type, member) ?? ApiTable.Find(type, $"get_{member}");
        if (argument is not null && vocabulary.Place(argument) is { } place)
        {
            list.Add(place, line, evidence, argument);
        }

        if (fact is "read.env" && argument is not null && vocabulary.IsSecretVariable(argument))
        {
            fact = "read.env.secret";
        }

        // File::Exists and its like tell a path and nothing else; everything that is in the table is named.
        if (fact is not null)
        {
            list.Add(fact, line, evidence, argument);
        }
    }

    private static string? Argument(string text, int open)
    {
        if (open >= text.Length || text[open] != '(')
        {
            return null;
        }

        int depth = 0;
        for (int i = open; i < text.Length && i - open < 4096; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return text[(open + 1)..i].Trim().Trim('\'', '"', '`');
            }
        }

        return null;
    }
}
