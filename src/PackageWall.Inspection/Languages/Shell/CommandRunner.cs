using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>
/// Says what one command does, whoever wrote its command line: a shell, a batch file, PowerShell. Nothing is run. The words come
/// expanded as far as they are known; the result is what is known of the output.
/// </summary>
internal sealed partial class CommandRunner(CommandSink sink, Vocabulary words)
{
    private static readonly System.Buffers.SearchValues<char> UrlEnds = System.Buffers.SearchValues.Create(" \t\n\"'<>|");

    private readonly Dictionary<string, Flow> _files = new(StringComparer.Ordinal);

    /// <summary>Shell code to be read on in the same script: <c>eval</c>, <c>sh -c</c>, scripts piped into a shell.</summary>
    public List<(string Text, int Line)> Nested { get; } = [];

    /// <summary>Reads one command.</summary>
    public Flow Run(IReadOnlyList<Flow> arguments, Flow input, int line, int start)
    {
        var command = CommandLine.Unwrap(arguments);
        foreach (var word in arguments.Take(arguments.Count - command.Words.Count))
        {
            if (word.Text.IndexOf('=') is > 0 and var equals)
            {
                Preload(word.Text[..equals], word with { Text = word.Text[(equals + 1)..] }, line);
            }
        }

        foreach (var wrapper in command.Wrappers)
        {
            if (wrapper is "nohup" or "setsid" or "disown")
            {
                sink.Add("execute.detached", line, start, command.Text, []);
            }
        }

        if (command.Words.Count == 0)
        {
            return command.Wrappers.Contains("env") ? Report("read.env.bulk", command, input, line, start) : input;
        }

        var names = command.Words.SelectMany(static word => word.Names).Concat(input.Names).Distinct().ToList();
        if (!command.Words[0].IsKnown && command.Words[0].Text.StartsWith(Flow.Hole))
        {
            sink.Add("execute.process", line, start, command.Text, names);
            sink.Add("dynamic.process", line, start, command.Text, names);
            if (command.Words[0].Names.Any(IsForeign))
            {
                sink.Add("execute.code", line, start, command.Text, names);
            }

            return Flow.From(names);
        }

        return RunProgram(new Command(command, input, names, line, start));
    }

    /// <summary>A command with all that is known about it.</summary>
    /// <param name="Line">Its words.</param>
    /// <param name="Input">What is piped into it.</param>
    /// <param name="Names">What flows into it, by words, input and the files that it names.</param>
    /// <param name="LineNumber">Its line.</param>
    /// <param name="Start">Its place in the text, or -1.</param>
    private sealed record Command(CommandLine Line, Flow Input, List<string> Names, int LineNumber, int Start)
    {
        /// <summary>What it does, which its output holds.</summary>
        public List<string> Does { get; } = [];

        public Flow Output(params ReadOnlySpan<string> facts) => Flow.From(Names.Concat(Does).Concat(facts.ToArray()));

        public string Program => Line.Program;

        public string Text => Line.Text;

        public IReadOnlyList<Flow> Words => Line.Words;

        public IEnumerable<Flow> Arguments => Words.Skip(1);
    }

    private Flow RunProgram(Command command)
    {
        switch (command.Program)
        {
            case "echo" or "printf": return Say(command);
            case "cat" or "type" or "get-content" or "gc" or "tac" or "less" or "more": return ReadFiles(command);
            case "eval": return Evaluate(command);
            case "source" or ".": return Source(command);
            case "base64" or "base32" or "xxd" or "openssl" or "gunzip" or "zcat" or "gzip" or "bunzip2" or "xz" or "uudecode" or "certutil"
                or "rev" or "tr" or "tar" or "unzip" or "bsdtar":
                return Decode(command);
            case "curl" or "wget" or "fetch" or "aria2c" or "invoke-webrequest" or "iwr" or "invoke-restmethod" or "irm" or "bitsadmin" or "http" or "https":
                return Transfer(command);
            case "nc" or "ncat" or "netcat" or "socat" or "telnet": return Connect(command);
            case "dig" or "nslookup" or "host" or "ping": return Resolve(command);
            case "rm" or "rmdir" or "del" or "rd" or "erase" or "shred" or "unlink" or "rimraf" or "remove-item" or "ri": return Delete(command);
            case "chmod": return MakeExecutable(command);
            case "tee" or "cp" or "mv" or "ln" or "install" or "copy" or "move" or "xcopy" or "robocopy" or "dd" or "sed" or "rsync":
                return Write(command);
            case "find" or "grep" or "egrep" or "rg" or "ls" or "dir" or "tree" or "locate" or "where": return Search(command);
            case "awk" or "gawk" or "mawk" or "nawk" when command.Words.Any(static word => word.Text is "-f" or "--file" || word.Text.Contains("system", StringComparison.Ordinal)
                || word.Text.Contains("getline", StringComparison.Ordinal) || word.Text.Contains("| \"", StringComparison.Ordinal) || word.Text.Contains("|\"", StringComparison.Ordinal)):
                return Report("execute.unread", command);
            case "dotnet" or "msbuild" when command.Program is "msbuild" || command.Words.Count > 1 && command.Words[1].Text is "build" or "msbuild" or "publish" or "restore" or "run" or "test" or "pack":
                return RunBuild(command);
            case "printenv" when command.Words.Count > 1: return ReadVariables(command);
            case "sleep" or "timeout" or "start-sleep": sink.Add("gate.sleep", command.LineNumber, command.Start, command.Text, []); return Flow.None;
            case "kill" or "pkill" or "killall": return Report("execute.kill", command);
            case "mshta" or "regsvr32" or "rundll32" or "wscript" or "cscript" or "msiexec" or "installutil": return RunHost(command);
            case "reg" or "reg.exe" when command.Words.Count > 1 && command.Words[1].Text.Equals("add", StringComparison.OrdinalIgnoreCase):
                return Report("persist.registry", command);
            case "crontab" when command.Words.Any(static word => word.Text == "-l"): return Flow.Unknown;
        }

        if (CommandLine.Harmless.Contains(command.Program))
        {
            return Flow.From(command.Names);
        }

        return RunOther(command);
    }

    private Flow RunOther(Command command)
    {
        if (words.Interpreters.TryGetValue(command.Program, out var interpreter))
        {
            return Interpret(command, interpreter.Language);
        }

        if (command.Program is "ts-node" or "tsx" or "ts-node-esm" or "babel-node" or "electron" or "deno")
        {
            return Interpret(command, Language.JavaScript);
        }

        sink.Add("execute.process", command.LineNumber, command.Start, command.Text, command.Names);
        if (command.Line.Wrappers.Contains("uv"))
        {
            // uv run x: a command of the environment, or a script of Python by any name.
            sink.Refer(ReferenceKind.Spawn, command.Words[0].IsKnown ? command.Words[0].Text : null, command.LineNumber, Language.Python);
        }

        StartFile(command, command.Words[0]);
        if (command.Program is "tar" or "bsdtar" or "unzip" or "7z" or "7za")
        {
            // What is unpacked may be run by the next command, under a name that stands nowhere else.
            foreach (Flow word in command.Arguments.Where(static word => word.IsKnown && !word.Text.StartsWith('-')))
            {
                sink.Refer(ReferenceKind.Open, word.Text, command.LineNumber);
            }
        }

        Look(command);
        ReadPlaces(command, command.Arguments);
        return command.Output("execute.process");
    }

    /// <summary>Emits what the vocabulary says of the command as a whole.</summary>
    private List<string> Look(Command command)
    {
        var shown = command.Words.Select(static word => word.Text).ToList();
        var found = words.Commands(shown).Distinct(StringComparer.Ordinal).ToList();
        var url = shown.FirstOrDefault(static word => word.Contains("://", StringComparison.Ordinal));
        foreach (var fact in found)
        {
            var value = fact.StartsWith("network.", StringComparison.Ordinal) ? url ?? command.Text : command.Text;
            sink.Add(fact, command.LineNumber, command.Start, value, command.Names);
            command.Does.Add(fact);
        }

        if (found.Contains("execute.agent") && shown.Any(word => words.Unattended.Contains(word)))
        {
            sink.Add("execute.agent.unattended", command.LineNumber, command.Start, command.Text, command.Names);
        }

        foreach (var word in command.Arguments)
        {
            LookAtHost(word.Text, command);
        }

        return found;
    }

    private void LookAtHost(string text, Command command)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return;
        }

        var from = scheme;
        while (from > 0 && char.IsAsciiLetter(text[from - 1]))
        {
            from--;
        }

        var end = text.AsSpan(from).IndexOfAny(UrlEnds);
        var url = end < 0 ? text[from..] : text.Substring(from, end);
        sink.Add("network.host", command.LineNumber, command.Start, url, []);
        foreach (var fact in words.Hosts(url))
        {
            sink.Add(fact, command.LineNumber, command.Start, url, command.Names);
            command.Does.Add(fact);
        }

        if (words.IsExecutableName(url))
        {
            sink.Add("fetch.executable", command.LineNumber, command.Start, url, []);
        }
    }

    private Flow Report(string fact, Command command)
    {
        sink.Add(fact, command.LineNumber, command.Start, command.Text, command.Names);
        return Flow.From(command.Names.Append(fact));
    }

    private Flow Report(string fact, CommandLine command, Flow input, int line, int start)
    {
        sink.Add(fact, line, start, command.Text, input.Names);
        return Flow.From(input.Names.Append(fact));
    }

    /// <summary>Whether a fact brings in what the package does not hold.</summary>
    private static bool IsForeign(string fact) => fact.StartsWith("network.", StringComparison.Ordinal) || fact.StartsWith("decode", StringComparison.Ordinal);

    /// <summary>The reading facts of the places that words name.</summary>
    private List<string> ReadPlaces(Command command, IEnumerable<Flow> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            var text = path.Text.TrimStart('@').Replace(Flow.Hole, '*');
            foreach (var fact in words.Places(text))
            {
                if (fact.StartsWith("read.", StringComparison.Ordinal))
                {
                    sink.Add(fact, command.LineNumber, command.Start, path.Text, []);
                    found.Add(fact);
                    command.Names.Add(fact);
                }
            }
        }

        return found;
    }

    /// <summary>Says that a file is written, and what that means at its place.</summary>
    public void WriteFile(Flow path, Flow content, int line, int start)
    {
        var text = path.Text;
        if (text is "/dev/null" or "/dev/stdout" or "/dev/stderr" or "NUL" or "nul" or "" or "$null" || text.StartsWith('&'))
        {
            return;
        }

        if (text.StartsWith("/dev/tcp/", StringComparison.Ordinal) || text.StartsWith("/dev/udp/", StringComparison.Ordinal))
        {
            sink.Add("network.socket", line, start, text, content.Names);
            sink.Add("network.send", line, start, text, content.Names);
            return;
        }

        _files[Normal(text)] = content;
        sink.Add("write.file", line, start, text, content.Names);
        var name = text[(text.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        if (words.IsExecutableName(text) || content.Text.StartsWith("#!", StringComparison.Ordinal))
        {
            sink.Add("write.code", line, start, text, content.Names);
        }

        if (name is "package.json" or "setup.py" or "pyproject.toml" or "setup.cfg")
        {
            sink.Add("write.manifest", line, start, text, content.Names);
        }

        foreach (var fact in words.Places(text.Replace(Flow.Hole, '*')))
        {
            if (fact.StartsWith("persist.", StringComparison.Ordinal))
            {
                sink.Add(fact, line, start, text, content.Names);
            }
        }

        if (text.StartsWith("/tmp/", StringComparison.Ordinal) || text.StartsWith("/var/tmp/", StringComparison.Ordinal))
        {
            sink.Add("write.temporary", line, start, text, content.Names);
        }
    }

    /// <summary>Notes what a file holds without saying that it was written: the file behind <c>&lt;(…)</c>.</summary>
    public void Remember(string path, Flow content) => _files[path] = content;

    /// <summary>What is known of a file that the script itself wrote; null when it did not.</summary>
    public Flow? Written(string path) => _files.GetValueOrDefault(Normal(path));

    /// <summary>What reading a file by redirection gives.</summary>
    public Flow Open(Flow path, int line, int start)
    {
        var names = new List<string>(path.Names);
        var isSecret = false;
        foreach (var fact in words.Places(path.Text.Replace(Flow.Hole, '*')))
        {
            if (fact.StartsWith("read.", StringComparison.Ordinal))
            {
                sink.Add(fact, line, start, path.Text, []);
                names.Add(fact);
                isSecret = true;
            }
        }

        if (path.Text.StartsWith("/dev/tcp/", StringComparison.Ordinal) || path.Text.StartsWith("/dev/udp/", StringComparison.Ordinal))
        {
            sink.Add("network.socket", line, start, path.Text, names);
            return Flow.From(names.Append("network.fetch"));
        }

        if (Written(path.Text) is { } written)
        {
            return written.With(names);
        }

        if (!isSecret && path.Text.Length > 0)
        {
            sink.Add("read.file", line, start, path.Text, []);
            sink.Refer(ReferenceKind.Open, path.IsKnown ? path.Text : null, line);
            names.Add("read.file");
        }

        return Flow.From(names);
    }

    private static string Normal(string path)
    {
        var text = path.Replace('\\', '/');
        while (text.StartsWith("./", StringComparison.Ordinal))
        {
            text = text[2..];
        }

        return text;
    }

    /// <summary>Code that a command runs: read on when it is shell and known, kept for its reader when it is of another language.</summary>
    private void AddCode(Flow code, string language, int line)
    {
        if (!code.IsKnown || code.Text.Length == 0)
        {
            return;
        }

        if (language == Language.Shell && code.Encoding is null)
        {
            Nested.Add((code.Text, line));
        }
        else
        {
            sink.AddCode(new InnerCode(System.Text.Encoding.UTF8.GetBytes(code.Text), language, code.Encoding, line));
        }
    }
}
