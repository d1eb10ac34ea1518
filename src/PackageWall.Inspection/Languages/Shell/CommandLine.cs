using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>A command without what only wraps it: <c>sudo</c>, <c>env A=b</c>, <c>timeout 5</c>, <c>npx</c>.</summary>
internal sealed record CommandLine(IReadOnlyList<Flow> Words, IReadOnlyList<string> Wrappers, string Text)
{
    /// <summary>Commands that change nothing but the shell that runs them, or only say something.</summary>
    public static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "cd", "export", "set", "unset", "test", "[", "[[", "true", "false", "exit", "return", ":", "shift", "local", "declare", "readonly", "typeset", "read", "pwd",
        "trap", "wait", "pushd", "popd", "alias", "hash", "let", "break", "continue", "getopts", "umask", "ulimit", "shopt", "basename", "dirname", "readlink",
        "realpath", "command", "which", "mkdir", "touch", "seq", "date", "tput", "clear", "wc", "sort", "uniq", "head", "tail", "cut", "awk", "expr", "diff", "cmp",
        "function", "rem", "@echo", "setlocal", "endlocal", "goto", "pause", "title", "color", "chcp", "md", "if", "else", "for", "in", "case", "call", "yes", "local-echo",
        "mktemp", "stty", "jq", "nproc", "fold", "paste", "split", "join", "xargs", "test-path", "write-host", "write-output", "write-verbose", "write-error", "]]", "]",
    };

    private static readonly HashSet<string> PlainWrappers = new(StringComparer.Ordinal)
    {
        "sudo", "doas", "nohup", "setsid", "time", "exec", "command", "builtin", "nice", "ionice", "stdbuf", "xargs", "unbuffer", "caffeinate", "disown", "call",
        "npx", "bunx", "pnpx", "cross-env", "cross-env-shell", "env", "dotenv", "winpty", "chronic", "start", "busybox", "toybox", "timeout", "then", "not",
    };

    /// <summary>Whether a program runs the command that stands behind it.</summary>
    public static bool IsWrapper(string program) => PlainWrappers.Contains(program) || program is "npm" or "pnpm" or "yarn" or "uv" or "poetry" or "pipenv" or "pdm" or "rye" or "hatch";

    private static readonly HashSet<string> FlagsWithValue = new(StringComparer.Ordinal) { "-u", "-n", "-I", "-P", "-L", "-c", "-s", "-k", "-p", "--package", "-C", "-d", "-g" };

    /// <summary>The name of the program, without folder and ending, in lower case.</summary>
    public string Program => CommandPatterns.Program(Words[0].Text);

    /// <summary>Takes the wrappers off.</summary>
    public static CommandLine Unwrap(IReadOnlyList<Flow> arguments)
    {
        var wrappers = new List<string>();
        var at = 0;
        while (at < arguments.Count)
        {
            var word = arguments[at].Text;
            var program = CommandPatterns.Program(word);
            if (wrappers.Count > 0 && IsAssignment(word))
            {
                at++;
                continue;
            }

            if (program is "pnpm" or "yarn" or "npm" && at + 1 < arguments.Count && arguments[at + 1].Text is "exec" or "dlx" or "x")
            {
                wrappers.Add(program);
                at += 2;
            }
            else if (program is "uv" or "poetry" or "pipenv" or "pdm" or "rye" or "hatch" && at + 1 < arguments.Count && arguments[at + 1].Text is "run")
            {
                wrappers.Add(program);
                at += 2;
            }
            else if (PlainWrappers.Contains(program) && !IsWindowsTimeout(program, arguments, at))
            {
                wrappers.Add(program);
                at++;
            }
            else
            {
                break;
            }

            at = SkipFlags(arguments, at, wrappers[^1]);
        }

        var text = string.Join(' ', arguments.Select(static word => word.Text));
        return new CommandLine([.. arguments.Skip(at)], wrappers, text.Trim());
    }

    private static int SkipFlags(IReadOnlyList<Flow> arguments, int at, string wrapper)
    {
        while (at < arguments.Count)
        {
            var word = arguments[at].Text;
            if (word.Length > 1 && (word[0] == '-' || (wrapper == "start" && word[0] == '/')))
            {
                at += FlagsWithValue.Contains(word) && wrapper is not ("exec" or "time" or "command") && !word.StartsWith("--", StringComparison.Ordinal) && !(wrapper == "npx" && word is not "-p") ? 2 : 1;
            }
            else if (wrapper == "timeout" && word.Length > 0 && char.IsAsciiDigit(word[0]))
            {
                at++;
            }
            else if (wrapper == "start" && word.Length == 0)
            {
                at++;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static bool IsWindowsTimeout(string program, IReadOnlyList<Flow> arguments, int at) =>
        program == "timeout" && (at + 1 >= arguments.Count || arguments[at + 1].Text.StartsWith('/') || arguments.Count <= at + 2);

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=');
        return equals > 0 && !word.AsSpan(0, equals).ContainsAnyExcept(NameCharacters);
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
