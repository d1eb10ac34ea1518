using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Commands that run code: interpreters, <c>eval</c>, files that are started.</summary>
internal sealed partial class CommandRunner
{
    private static readonly string[] Endings = [".bat", ".cmd", ".exe", ".com", ".ps1", ".vbs"];

    private static readonly HashSet<string> ScriptFlagsWithValue = new(StringComparer.Ordinal)
    {
        "-r", "--require", "--import", "--loader", "--experimental-loader", "-W", "-X", "-C", "--conditions", "-O", "-o", "--env-file", "-f",
    };

    private Flow Interpret(Command command, string language)
    {
        var arguments = command.Arguments.ToList();
        var flags = words.Interpreters.TryGetValue(command.Program, out var interpreter) ? interpreter.Flags : ["-e", "--eval", "-p", "eval"];
        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        Look(command);
        var isStarted = false;
        if (language == Language.JavaScript)
        {
            foreach (var file in Preloads.OfNode([.. arguments.Select(static word => word.Text)]))
            {
                sink.Refer(ReferenceKind.Import, file.Contains(Flow.Hole) ? null : file, command.LineNumber, language);
            }
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var word = arguments[i].Text;
            if (TryCodeFlag(command, language, flags, word, arguments, i))
            {
                return command.Output("execute.interpreter");
            }

            if (word == "-m" && language == Language.Python && i + 1 < arguments.Count)
            {
                sink.Refer(ReferenceKind.Import, arguments[i + 1].Text, command.LineNumber);
                foreach (var file in PythonModule.Files(arguments[i + 1].Text))
                {
                    sink.Refer(ReferenceKind.Spawn, file, command.LineNumber, language);
                }

                return Flow.From(command.Names);
            }

            if (word == "-" || word == "-s" && language == Language.Shell)
            {
                break;
            }

            if (word.StartsWith('-') || (word.StartsWith('/') && language is Language.Batch))
            {
                i += language == Language.PowerShell && PowerShellFlags.TakesValue(word) ? 1 : 0;
                continue;
            }

            if (command.Program is "bun" or "deno" && word is "run" or "x" or "install" or "add" or "test" or "build" or "task")
            {
                if (word is "x" or "install" or "add" or "build" or "task")
                {
                    return Flow.From(command.Names);
                }

                continue;
            }

            var flag = i > 0 && arguments[i - 1].Text is ['-', ..] before && !before.Contains('=') ? before : null;
            if (flag is not null && ScriptFlagsWithValue.Contains(flag))
            {
                // Its value for one interpreter, the script for another, where the same letter takes none.
                sink.Refer(ReferenceKind.Spawn, arguments[i].IsKnown ? arguments[i].Text : null, command.LineNumber, language);
                continue;
            }

            StartScript(command, arguments[i], language);
            isStarted = true;
            if (flag is null)
            {
                ReadPlaces(command, arguments.Skip(i + 1));
                return command.Output("execute.process");
            }
        }

        return isStarted ? command.Output("execute.process") : FromInput(command, language);
    }

    private bool TryCodeFlag(Command command, string language, IReadOnlyList<string> flags, string word, List<Flow> arguments, int at)
    {
        // -e "code", -pe "code", --eval=code, -enc …, -EncodedC …
        var isPowerShell = language == Language.PowerShell;
        var name = isPowerShell ? PowerShellFlag(word) : word;
        var equals = name.IndexOf('=');
        Flow? code = null;
        if (equals > 0 && flags.Contains(name[..equals]))
        {
            code = arguments[at] with { Text = arguments[at].Text[(word.IndexOf('=') + 1)..] };
        }
        else if (flags.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (word.Length is > 2 and < 6 && word[0] == '-' && word[1] != '-' && !isPowerShell && flags.Any(flag => flag.Length == 2 && word.EndsWith(flag[1]))))
        {
            var isLine = language is Language.Batch || isPowerShell;
            code = at + 1 >= arguments.Count ? null : isLine ? Joined(arguments.Skip(at + 1)) : arguments[at + 1];
        }

        if (code is null)
        {
            return false;
        }

        if (isPowerShell && name is "-encodedcommand")
        {
            code = PowerShellText(code);
        }

        sink.Add("execute.interpreter", command.LineNumber, command.Start, command.Text, command.Names);
        if (code.Names.Count > 0)
        {
            sink.Add("execute.code", command.LineNumber, command.Start, Shorten(code.Text), code.Names);
        }

        Unfolded(code, command);
        AddCode(code, language, command.LineNumber);
        return true;
    }

    /// <summary>PowerShell takes any beginning of a flag's name that is unambiguous, with either kind of dash.</summary>
    private static string PowerShellFlag(string word)
    {
        if (word.Length < 2 || word[0] is not ('-' or '/' or '\u2013' or '\u2014'))
        {
            return word;
        }

        var name = word[1..].ToLowerInvariant();
        return name is "e" or "ec" || (name.Length >= 2 && "encodedcommand".StartsWith(name, StringComparison.Ordinal)) ? "-encodedcommand"
            : "command".StartsWith(name, StringComparison.Ordinal) ? "-command"
            : "-" + name;
    }

    private Flow PowerShellText(Flow code)
    {
        if (!code.IsKnown || !CommandDecoding.TryBase64(code.Text.Trim().Split(' ')[0], out var bytes))
        {
            return code with { IsKnown = false, Names = [.. code.Names, "decode"] };
        }

        return Flow.Of(Encoding.Unicode.GetString(bytes)).With(code.Names.Append("decode.constant")) with { Encoding = "base64" };
    }

    private static Flow Joined(IEnumerable<Flow> words)
    {
        var result = new FlowBuilder();
        var isFirst = true;
        foreach (var word in words)
        {
            result.Append(isFirst ? "" : " ").Append(word);
            isFirst = false;
        }

        return result.Build();
    }

    private void Unfolded(Flow code, Command command)
    {
        if (!code.IsKnown && (code.Text.StartsWith(Flow.Hole) || code.Text.Length < 3))
        {
            sink.Add("dynamic.exec", command.LineNumber, command.Start, Shorten(command.Text), code.Names);
        }
        else if (!code.IsKnown)
        {
            // What is known of the code is still read; the holes are names that nothing defines.
            AddCode(code with { IsKnown = true, Text = code.Text.Replace(Flow.Hole, '_') }, CommandLanguage(command), command.LineNumber);
        }
    }

    private string CommandLanguage(Command command) =>
        words.Interpreters.TryGetValue(command.Program, out var interpreter) ? interpreter.Language : Language.Shell;

    private static string Shorten(string text) => text.Length > 200 ? text[..200] : text;

    /// <summary>An interpreter without a script reads its code from its input.</summary>
    private Flow FromInput(Command command, string language)
    {
        var input = command.Input;
        if (input.Text.Length == 0 && input.Names.Count == 0)
        {
            return Flow.From(command.Names);
        }

        sink.Add("execute.interpreter", command.LineNumber, command.Start, command.Text, command.Names);
        sink.Add("execute.code", command.LineNumber, command.Start, Shorten(input.IsKnown ? input.Text : command.Text), input.Names);
        if (!input.IsKnown)
        {
            sink.Add("dynamic.exec", command.LineNumber, command.Start, command.Text, input.Names);
        }

        AddCode(input, language, command.LineNumber);
        return command.Output("execute.code");
    }

    private void StartScript(Command command, Flow script, string? language)
    {
        if (Written(script.Text) is { } written || script.Names.Any(IsForeign))
        {
            var content = Written(script.Text) ?? script;
            sink.Add("execute.code", command.LineNumber, command.Start, command.Text, content.Names);
            AddCode(content, language ?? Language.Batch, command.LineNumber);
            return;
        }

        sink.Refer(ReferenceKind.Spawn, script.IsKnown ? script.Text : null, command.LineNumber, language);
        if (language == Language.Python && script.IsKnown)
        {
            // A folder runs by its main file.
            sink.Refer(ReferenceKind.Spawn, script.Text.TrimEnd('/') + "/__main__.py", command.LineNumber, language);
        }

        if (script.IsKnown && !script.Text.StartsWith('/') && !script.Text.StartsWith('~'))
        {
            sink.Add("execute.package-file", command.LineNumber, command.Start, script.Text, []);
        }
        else if (!script.IsKnown)
        {
            sink.Add("dynamic.process", command.LineNumber, command.Start, command.Text, script.Names);
        }
    }

    // Projects are read as MSBuild does, by whatever name; without one it takes what lies in the folder.
    private Flow RunBuild(Command command)
    {
        foreach (var word in command.Arguments.Where(static word => word.IsKnown && word.Text.Contains('.') && word.Text[0] is not ('-' or '/')))
        {
            sink.Refer(ReferenceKind.Spawn, word.Text, command.LineNumber, Language.MsBuild);
        }

        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        Look(command);
        return command.Output("execute.process");
    }

    /// <summary>What a variable that is set for other programs makes them load.</summary>
    public void Preload(string name, Flow value, int line)
    {
        foreach (var (file, language) in Preloads.Of(name, value.Text))
        {
            sink.Refer(ReferenceKind.Spawn, file.Contains(Flow.Hole) ? null : file, line, language);
        }
    }

    /// <summary>A program given by its path: a file of the package, or one that the script fetched or wrote.</summary>
    private void StartFile(Command command, Flow program)
    {
        if (Written(program.Text) is { } written)
        {
            sink.Add("execute.code", command.LineNumber, command.Start, command.Text, written.Names);
            AddCode(written, Language.Shell, command.LineNumber);
        }
        else if (program.Text.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            sink.Refer(ReferenceKind.Spawn, program.IsKnown ? program.Text : null, command.LineNumber);
            if (program.Text[0] is not ('/' or '~') && !program.Text.Contains("node_modules", StringComparison.Ordinal))
            {
                sink.Add("execute.package-file", command.LineNumber, command.Start, program.Text, []);
            }
        }
        else if (program.Names.Any(IsForeign))
        {
            sink.Add("execute.code", command.LineNumber, command.Start, command.Text, program.Names);
        }
        else if (program.IsKnown && Endings.Any(ending => program.Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            // Windows looks in the folder where it stands: it may be a file of the package.
            sink.Refer(ReferenceKind.Spawn, program.Text, command.LineNumber);
        }
    }

    /// <summary>Windows programs that run what they are pointed at: a script of a page, a library, an installer.</summary>
    private Flow RunHost(Command command)
    {
        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        Look(command);
        var isNative = command.Program is "regsvr32" or "rundll32" or "installutil";
        var target = command.Arguments.FirstOrDefault(static word => !word.Text.StartsWith('/') && !word.Text.StartsWith('-'));
        foreach (var word in command.Arguments)
        {
            if (word.Text.Contains("://", StringComparison.Ordinal))
            {
                sink.Add("network.fetch", command.LineNumber, command.Start, word.Text, word.Names);
                sink.Add("execute.code", command.LineNumber, command.Start, command.Text, ["network.fetch"]);
                return command.Output("network.fetch", "execute.code");
            }

            if (word.Text.Contains("javascript:", StringComparison.OrdinalIgnoreCase) || word.Text.Contains("vbscript:", StringComparison.OrdinalIgnoreCase))
            {
                sink.Add("execute.code", command.LineNumber, command.Start, command.Text, word.Names);
            }
        }

        if (target is not null)
        {
            if (isNative)
            {
                sink.Add("execute.native", command.LineNumber, command.Start, target.Text, Written(target.Text)?.Names ?? []);
            }

            var library = target with { Text = target.Text.Split(',', ' ')[0] };
            var isScript = library.Text.EndsWith(".js", StringComparison.OrdinalIgnoreCase);
            StartScript(command, library, isScript ? Language.JavaScript : null);
            if (!isNative && !isScript)
            {
                // Windows Script Host goes by the ending; what else it runs is VBScript in one form or another.
                sink.Add("execute.unread", command.LineNumber, command.Start, command.Text, command.Names);
            }
        }

        return command.Output("execute.process");
    }

    private Flow Evaluate(Command command)
    {
        var code = Joined(command.Arguments.SkipWhile(static word => word.Text == "eval"));
        if (code.Text.Length == 0)
        {
            return Flow.None;
        }

        sink.Add("execute.code", command.LineNumber, command.Start, Shorten(code.Text), code.Names);
        if (!code.IsKnown && code.Text.StartsWith(Flow.Hole))
        {
            sink.Add("dynamic.exec", command.LineNumber, command.Start, command.Text, code.Names);
        }
        else
        {
            AddCode(code with { IsKnown = true, Text = code.Text.Replace(Flow.Hole, '_') }, Language.Shell, command.LineNumber);
        }

        return Flow.From(code.Names.Append("execute.code"));
    }

    private Flow Source(Command command)
    {
        if (command.Words.Count < 2)
        {
            return Flow.None;
        }

        var script = command.Words[1];
        if (Written(script.Text) is { } written || script.Names.Any(IsForeign))
        {
            var content = Written(script.Text) ?? script;
            sink.Add("execute.code", command.LineNumber, command.Start, command.Text, content.Names);
            AddCode(content, Language.Shell, command.LineNumber);
        }
        else
        {
            sink.Refer(ReferenceKind.Import, script.IsKnown ? script.Text : null, command.LineNumber, Language.Shell);
            ReadPlaces(command, [script]);
        }

        return Flow.None;
    }
}
