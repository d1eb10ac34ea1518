using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Languages.Gyp;

/// <summary>The commands that honest gyp files run, told by their grammar and by nothing else.</summary>
internal static partial class GypCommands
{
    /// <summary>
    /// The names in a folder of the package, each perhaps with that folder before it: <c>require('fs').readdirSync('src').map(f =&gt; 'src/' + f).join(' ')</c>.
    /// Nothing of it but a path is free.
    /// </summary>
    [GeneratedRegex("""^require\(['"]fs['"]\)\.readdirSync\(['"](\./)?[\w-]+(/[\w-]+)*/?['"]\)(\.filter\(\(?\w+\)? ?=> ?\w+\.endsWith\(['"][\w.]+['"]\)\))?(\.map\(\(?\w+\)? ?=> ?['"](\./)?[\w-]+(/[\w-]+)*/['"] ?\+ ?\w+\))?(\.join\(['"][ ,]['"]\))?$""", RegexOptions.NonBacktracking)]
    private static partial Regex Listing();

    /// <summary>What stands between a bracket and its partner.</summary>
    public static string Content(string text, int open)
    {
        var (opening, closing) = text[open] == '(' ? ('(', ')') : ('[', ']');
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == opening ? 1 : text[i] == closing ? -1 : 0;
            if (depth == 0)
            {
                return text[(open + 1)..i];
            }
        }

        return text[(open + 1)..];
    }

    /// <summary>
    /// <c>node -p|-e "require('package')[.member]*"</c>, alone or in <c>console.log(…)</c>, <c>pkg-config</c> with flags and names, and a list of
    /// what is in a folder of the package.
    /// The package must be one of others: a file of the package itself is not pinned.
    /// </summary>
    public static bool IsPinned(string command)
    {
        var words = command.Trim();
        if (Trimmed().IsMatch(words) || CompilerVersion().IsMatch(words) || ComparedVersions().IsMatch(words))
        {
            return true;
        }

        if (words.StartsWith("pkg-config ", StringComparison.Ordinal))
        {
            return !words.AsSpan().ContainsAnyExcept(PlainWord);
        }

        if (!words.StartsWith("node ", StringComparison.Ordinal))
        {
            return false;
        }

        var rest = words[5..].TrimStart();
        foreach (var flag in (ReadOnlySpan<string>)["--no-warnings ", "-p ", "-e ", "-pe ", "--print ", "--eval "])
        {
            if (rest.StartsWith(flag, StringComparison.Ordinal))
            {
                rest = rest[flag.Length..].TrimStart();
                if (flag[1] != '-' || flag[2] is 'p' or 'e')
                {
                    string code = Unquote(rest.Trim());
                    return IsRequire(code) || Listing().IsMatch(code) || IsChoice(code);
                }
            }
        }

        return false;
    }

    /// <summary>Whether a command does nothing but ask a compiler for its version.</summary>
    public static bool IsCompilerVersion(string command) => CompilerVersion().IsMatch(command.Trim());

    // Perl compares two numbers that are written out, or that a compiler gave.
    [GeneratedRegex("^perl -e 'print [0-9]+(\\.[0-9]+)* (cmp|<=>) [0-9]+(\\.[0-9]+)*'$", RegexOptions.NonBacktracking)]
    private static partial Regex ComparedVersions();

    private static readonly System.Buffers.SearchValues<char> PlainWord =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+ =");

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Trim() : text;

    // sh -c "pkg-config --cflags-only-I libpng | sed s/-I//g"
    [GeneratedRegex("^sh -c \"pkg-config [A-Za-z0-9_.+= -]+ \\| sed (-e )?s/[A-Za-z0-9-]+/[A-Za-z0-9-]*/g?\"$", RegexOptions.NonBacktracking)]
    private static partial Regex Trimmed();

    [GeneratedRegex("^(gcc|cc|clang|g\\+\\+|c\\+\\+|clang\\+\\+) (-dumpversion|--version)( \\| cut -d '?\\.'? -f ?[0-9])?$|^(cc|gcc|clang) -v 2>&1 \\| perl -ne 'print \\$1 if /[A-Za-z0-9 ()\\[\\]+\\\\.{},*-]+/'$", RegexOptions.NonBacktracking)]
    private static partial Regex CompilerVersion();

    /// <summary>
    /// An expression over the platform and variables of the environment that chooses a value. Every token from the first to the last is one of
    /// these; nothing is called but the test of a pattern.
    /// </summary>
    private static bool IsChoice(string code)
    {
        for (var at = 0; at < code.Length;)
        {
            var token = ChoiceToken().Match(code[at..]);
            if (!token.Success)
            {
                return false;
            }

            at += token.Length;
        }

        return code.Length > 0;
    }

    [GeneratedRegex("""^(\s+|process\.(platform|arch|version|versions\.[a-z0-9]+|env\.[A-Za-z0-9_]+)\b|'[A-Za-z0-9_., :-]*'|"[A-Za-z0-9_., :-]*"|[0-9]+\b|(true|false)\b|/[A-Za-z0-9_^-][A-Za-z0-9_=\\. *+^$-]*/i?\.test\(|===?|!==?|&&|\|\||[?:()+!<>,])""", RegexOptions.NonBacktracking)]
    private static partial Regex ChoiceToken();

    private static bool IsRequire(string code)
    {
        code = code.TrimEnd(';', ' ');
        if (code.StartsWith("console.log(", StringComparison.Ordinal) && code.EndsWith(')'))
        {
            code = code["console.log(".Length..^1].Trim();
        }

        const string Require = "require(";
        if (!code.StartsWith(Require, StringComparison.Ordinal))
        {
            return false;
        }

        var close = code.IndexOf(')');
        var name = close < 0 ? "" : code[Require.Length..close].Trim();
        if (name.Length < 3 || name[0] is not ('"' or '\'' or '`') || name[^1] != name[0] || !IsPackage(name[1..^1]))
        {
            return false;
        }

        // Only members may follow: a call would do something.
        var members = code[(close + 1)..];
        return members.Length == 0 || (members[0] == '.' && !members.AsSpan().ContainsAnyExcept(Members));
    }

    private static readonly System.Buffers.SearchValues<char> Members =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.");

    private static bool IsPackage(string name) =>
        name.Length is > 0 and < 215 && name[0] is not ('.' or '/' or '\\') && !name.Contains(':', StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal)
        && !name.AsSpan().ContainsAnyExcept(PackageName) && name.Count(static c => c == '/') <= (name[0] == '@' ? 1 : 0);

    private static readonly System.Buffers.SearchValues<char> PackageName =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@/");
}
