using System.Collections.Frozen;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>
/// Tells what stands under <c>if __name__ == "__main__"</c>: it runs where the file is started, and not where it is imported. A file that
/// gives itself another name, or could do so by a way that names nothing, has no such block: all of it runs wherever it is loaded.
/// </summary>
internal static class MainBlock
{
    private const string Name = "__name__";

    /// <summary>Ways to reach the names of a file by a computed name, or to run text among them.</summary>
    private static readonly FrozenSet<string> WaysAround = new[]
    {
        "globals", "locals", "vars", "exec", "eval", "execfile", "setattr", "__setattr__", "delattr", "__delattr__", "__dict__", "__builtins__", "builtins", "__builtin__", "modules", "f_globals",
        "f_builtins", "f_locals", "ModuleType", "__globals__", "currentframe", "_getframe", "gc", "ctypes",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ways = WaysAround.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether it asks for the program's name, and nothing else.</summary>
    public static bool IsAsked(Branch branch) =>
        branch is { Keyword: "if", Parts: [Binary { Operator: "==" } test, _, ..] }
        && (test is { Left: Syntax.Name { Text: Name }, Right: Literal { Value: "__main__" } } || test is { Left: Literal { Value: "__main__" }, Right: Syntax.Name { Text: Name } });

    /// <summary>Whether a file leaves its name to whoever loads it. Every letter is looked at a few times at most.</summary>
    public static bool IsNameLeft(string text)
    {
        ReadOnlySpan<char> last = default;
        // Whether nothing but targets of an assignment can have stood on the line so far.
        var isTargets = true;
        var isCase = false;
        var importsTo = 0;
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (!IsLetter(letter))
            {
                isTargets = letter == '\n' || (isTargets && letter is not ('=' or '"' or '\'') && !(letter == '(' && at > 0 && IsLetter(text[at - 1])));
                isCase &= letter != '\n';
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsLetter(text[at]))
            {
                at++;
            }

            var word = text.AsSpan(start, at - start);
            if (word.SequenceEqual(Name) ? start < importsTo || isCase || IsGiven(text, start, at, last, isTargets) : Ways.Contains(word))
            {
                return false;
            }

            isCase |= word.SequenceEqual("case");
            if (start >= importsTo && word.SequenceEqual("import"))
            {
                var after = text.AsSpan(at).TrimStart(" \t\\\r\n");
                if (after is ['*', ..])
                {
                    return false;
                }

                // Names are taken to the end of the line, or of the brackets.
                var end = text.AsSpan(at).IndexOf(after is ['(', ..] ? ')' : '\n');
                importsTo = end < 0 ? text.Length : at + end;
            }

            last = word;
        }

        return true;
    }

    // __name__ = x, __name__: str = x, (__name__, y) = x, z as __name__, for __name__ in x, def __name__, "__name__" as a key.
    private static bool IsGiven(string text, int start, int end, ReadOnlySpan<char> before, bool isTargets)
    {
        if (start > 0 && text[start - 1] is '\'' or '"')
        {
            return true;
        }

        var at = end;
        while (at < text.Length && text[at] is ' ' or '\t' or '\\' or '\r' or '\n' or ')' or ']' or '+' or '-' or '*' or '/' or '%' or '&' or '|' or '^' or '@' or '<' or '>')
        {
            at++;
        }

        var rest = text.AsSpan(at);
        return rest switch
        {
            ['=', '=', ..] => false,
            ['=' or '#', ..] => true,
            [':', ..] => !text.AsSpan(0, start).TrimEnd(' ').EndsWith("=="),
            [',', ..] => isTargets,
            ['i', 'n', ' ' or '(' or '[' or '\t', ..] => true,
            _ => before is "as" or "for" or "def" or "class" or "del" or "global" or "nonlocal" or "case" or "type",
        };
    }

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
