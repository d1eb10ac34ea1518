using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Commands that read, write, find and delete files, and what they print.</summary>
internal sealed partial class CommandRunner
{
    private static readonly HashSet<string> Roots = new(StringComparer.OrdinalIgnoreCase)
    {
        "/", "/*", "~", "~/", "~/*", "~/.*", "/home", "/home/*", "/root", "/Users", "/Users/*", "/etc", "/usr", "/var", "/boot", "C:", "C:\\", "C:\\*", "C:/", "%USERPROFILE%", "\\",
        "/bin", "/lib", "~/Documents", "~/Desktop", "*:\\", "C:\\Users", "C:\\Windows", "/mnt", "/opt", "--no-preserve-root",
    };

    private Flow Say(Command command)
    {
        var isPrintf = command.Program == "printf";
        var escapes = isPrintf;
        var skip = 0;
        foreach (var word in command.Arguments)
        {
            if (isPrintf || word.Text is not ("-n" or "-e" or "-ne" or "-en" or "-E"))
            {
                break;
            }

            escapes |= word.Text.Contains('e');
            skip++;
        }

        var arguments = command.Arguments.Skip(skip).ToList();
        if (isPrintf && arguments.Count > 1 && arguments[0].Text is "%s" or "%s\\n" or "%b" or "%s " or "--")
        {
            arguments.RemoveAt(0);
        }

        var said = Joined(arguments);
        return escapes && said.IsKnown ? said with { Text = ShellEscapes.Unescape(said.Text) } : said;
    }

    private Flow ReadFiles(Command command)
    {
        var files = command.Arguments.Where(static word => !word.Text.StartsWith('-') || word.Text == "-").ToList();
        if (files.Count == 0)
        {
            return command.Input;
        }

        var result = new FlowBuilder();
        foreach (var file in files)
        {
            result.Append(file.Text == "-" ? command.Input : Open(file, command.LineNumber, command.Start));
        }

        return result.Build();
    }

    private Flow ReadVariables(Command command)
    {
        foreach (var word in command.Arguments)
        {
            ReadVariable(word.Text, command.LineNumber, command.Start, command.Names);
        }

        return Flow.From(command.Names);
    }

    /// <summary>Says that a variable of the environment is asked for; its value holds the fact.</summary>
    public Flow ReadVariable(string name, int line, int start, List<string>? into = null)
    {
        if (words.FolderOf(name) is { } folder)
        {
            return Flow.Of(folder);
        }

        if (name is "PATH" or "PWD" or "OLDPWD" or "IFS" or "SHELL" or "RANDOM" or "0" or "PSScriptRoot" || !name.Any(char.IsAsciiLetter))
        {
            return Flow.Unknown;
        }

        var fact = words.IsSecretVariable(name) ? "read.env.secret" : words.GateOf(name) ?? "read.env";
        sink.Add(fact, line, start, name, []);
        into?.Add(fact);
        return Flow.From([fact]);
    }

    private Flow Delete(Command command)
    {
        var isRecursive = command.Program is "rimraf" or "rd" or "rmdir" or "shred" or "erase"
            || command.Arguments.Any(static word => word.Text is "--recursive" or "/s" or "/S" or "-Recurse" or "-recurse" or "-r" or "-Force"
                || (word.Text.Length > 1 && word.Text[0] == '-' && word.Text[1] != '-' && word.Text.AsSpan().IndexOfAny('r', 'R') > 0));
        var isWindows = command.Program is "del" or "rd" or "rmdir" or "erase";
        foreach (var path in command.Arguments.Where(word => word.Text.Length > 0 && (word.Text[0] != '-' || word.Text == "--no-preserve-root")
            && !(isWindows && word.Text.Length <= 3 && word.Text[0] == '/')))
        {
            var isRoot = Roots.Contains(path.Text.TrimEnd('/')) || Roots.Contains(path.Text);
            sink.Add(isRecursive && isRoot ? "wipe" : "delete", command.LineNumber, command.Start, path.Text, []);
            if (path.Text is "$0" or "package.json" or "./package.json" or "%~f0" or "$PSCommandPath" || path.Text.EndsWith("/package.json", StringComparison.Ordinal))
            {
                sink.Add("self-erase", command.LineNumber, command.Start, path.Text, []);
            }
        }

        return Flow.None;
    }

    private Flow MakeExecutable(Command command)
    {
        var arguments = command.Arguments.Select(static word => word.Text).ToList();
        if (arguments.Any(static word => word.Contains('x') && word[0] is '+' or 'a' or 'u' or 'o' or 'g' || (word.Length is 3 or 4 && word.All(char.IsAsciiDigit) && (word[^3] - '0') % 2 == 1)))
        {
            sink.Add("write.executable", command.LineNumber, command.Start, arguments[^1], Written(arguments[^1])?.Names ?? []);
        }

        return Flow.None;
    }

    private Flow Write(Command command)
    {
        var paths = command.Arguments.Where(static word => !word.Text.StartsWith('-') && !word.Text.StartsWith("s/", StringComparison.Ordinal)).ToList();
        ReadPlaces(command, paths.Take(Math.Max(0, command.Program == "tee" ? 0 : paths.Count - 1)));
        switch (command.Program)
        {
            case "tee":
                paths.ForEach(path => WriteFile(path, command.Input, command.LineNumber, command.Start));
                return command.Input;
            case "dd":
                foreach (var word in command.Arguments)
                {
                    if (word.Text.StartsWith("of=", StringComparison.Ordinal))
                    {
                        WriteFile(word with { Text = word.Text[3..] }, command.Input, command.LineNumber, command.Start);
                        if (word.Text.StartsWith("of=/dev/", StringComparison.Ordinal) && word.Text is not "of=/dev/null")
                        {
                            sink.Add("wipe", command.LineNumber, command.Start, word.Text[3..], []);
                        }
                    }
                }

                return Flow.None;
            case "sed" when !command.Arguments.Any(static word => word.Text.StartsWith("-i", StringComparison.Ordinal) || word.Text == "--in-place"):
                return command.Input.IsKnown ? Flow.From(command.Names) : command.Input;
        }

        if (command.Program == "rsync")
        {
            Look(command);
        }

        if (paths.Count > 0)
        {
            var content = paths.Count > 1 && Written(paths[0].Text) is { } moved ? moved : Flow.From(command.Names);
            WriteFile(paths[^1], content, command.LineNumber, command.Start);
        }

        return Flow.None;
    }

    private Flow Search(Command command)
    {
        var found = ReadPlaces(command, command.Arguments);
        if (command.Program is "find" or "rg" or "tree" or "locate" || command.Arguments.Any(static word => word.Text.StartsWith('-') && word.Text.AsSpan().IndexOfAny('r', 'R') > 0))
        {
            var root = command.Arguments.FirstOrDefault(static word => word.Text.Length > 0 && word.Text[0] is '/' or '~' or '.' or '$');
            sink.Add("read.files", command.LineNumber, command.Start, root?.Text, []);
            found.Add("read.files");
        }

        RunFound(command);
        return command.Output([.. found]);
    }

    /// <summary><c>find … -exec command</c> and <c>-delete</c>.</summary>
    private void RunFound(Command command)
    {
        if (command.Program != "find")
        {
            return;
        }

        var arguments = command.Arguments.ToList();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Text is "-exec" or "-execdir" or "-ok")
            {
                var at = arguments.FindIndex(static word => word.Text is "-name" or "-iname" or "-path");
                var found = at >= 0 && at + 1 < arguments.Count && !arguments[at + 1].Text.AsSpan().ContainsAny('*', '?', '[') ? arguments[at + 1] : Flow.Unknown;
                var inner = arguments.Skip(i + 1).TakeWhile(static word => word.Text is not (";" or "+")).Select(word => word.Text == "{}" ? found : word).ToList();
                if (inner.Count > 0)
                {
                    Run(inner, Flow.None, command.LineNumber, command.Start);
                }
            }
            else if (arguments[i].Text == "-delete" && arguments.Count > 1)
            {
                sink.Add(Roots.Contains(arguments[0].Text) ? "wipe" : "delete", command.LineNumber, command.Start, arguments[0].Text, []);
            }
        }
    }
}
