using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Goes through a script in order: expands words as far as they are constant, carries output along pipes and into files.</summary>
internal sealed partial class ShellRunner(CommandSink sink, Vocabulary words, string text)
{
    private const int NestedCap = 64;
    private const int DepthCap = 200;
    private const long MostSteps = 2_000_000;
    private const long MostProduced = 256L << 20;

    private readonly CommandRunner _commands = new(sink, words);
    private readonly Dictionary<string, Flow> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<(string, int)> _seen = [];
    private long _steps;
    private long _produced;
    private int _depth;
    private bool _isInner;

    /// <summary>Reads a script and the shell code inside of it, layer by layer.</summary>
    public void Run()
    {
        RunText(text, 1);
        var level = 0;
        while (_commands.Nested.Count > 0)
        {
            var layer = _commands.Nested.ToList();
            _commands.Nested.Clear();
            if (++level > NestedCap)
            {
                sink.NotRead($"shell: code in code, more than {NestedCap} times");
                return;
            }

            _isInner = true;
            foreach (var (inner, line) in layer)
            {
                if (_seen.Add((inner, line)))
                {
                    RunText(inner, line);
                }
            }
        }
    }

    /// <summary>Accounts for text that expansion makes.</summary>
    private Flow Produced(FlowBuilder builder)
    {
        var flow = builder.Build();
        _produced += builder.Cost;
        if (_produced <= MostProduced)
        {
            return flow;
        }

        sink.NotRead("shell: expansion over budget");
        return Flow.From(flow.Names);
    }

    private void RunText(string script, int line)
    {
        var unread = new List<string>();
        var parsed = new ShellParser(script, line, 0, unread).Parse();
        unread.ForEach(sink.NotRead);
        RunScript(parsed, Flow.None);
    }

    private Flow RunScript(ShellScript script, Flow input)
    {
        if (_depth >= DepthCap)
        {
            sink.NotRead($"shell: nested deeper than {DepthCap}");
            return Flow.Unknown;
        }

        _depth++;
        var output = new FlowBuilder();
        foreach (var pipeline in script.Pipelines)
        {
            var flow = input;
            foreach (var command in pipeline.Commands)
            {
                if (++_steps > MostSteps)
                {
                    sink.NotRead("shell: over budget");
                    break;
                }

                flow = RunCommand(command, flow);
            }

            output.Append(flow);
        }

        _depth--;
        return Produced(output);
    }

    private Flow RunCommand(ShellCommand command, Flow input)
    {
        // Places in inner code are not places in the text.
        var start = _isInner ? -1 : command.Start;
        foreach (var (name, value) in command.Assignments)
        {
            _variables[name] = Expand(value, command.Line);
            _commands.Preload(name, _variables[name], command.Line);
        }

        foreach (var redirect in command.Redirects)
        {
            input = redirect.Operator switch
            {
                "<" => _commands.Open(Expand(redirect.Target, command.Line), command.Line, start),
                "<<" or "<<<" => Expand(redirect.Target, command.Line),
                _ => input,
            };
        }

        var output = Flow.None;
        var arguments = new List<Flow>();
        foreach (var word in command.Words)
        {
            ExpandInto(arguments, word, command.Line);
        }

        if (command.Group is not null)
        {
            output = RunScript(command.Group, input);
        }

        if (arguments.Count > 0)
        {
            output = RunWords(arguments, input, command.Line, start);
        }

        return Redirect(command, output, start);
    }

    private Flow RunWords(List<Flow> arguments, Flow input, int line, int start)
    {
        switch (arguments[0].Text)
        {
            case "set" or "export" or "declare" when arguments.Count == 1 || arguments is [{ Text: not "set" }, { Text: "-p" or "-x" or "-xp" }]:
                sink.Add("read.env.bulk", line, start, arguments[0].Text, []);
                return Flow.From(["read.env.bulk"]);
            case "export" or "local" or "declare" or "readonly" or "typeset" or "set" or "setx":
                for (var i = 1; i < arguments.Count; i++)
                {
                    Define(arguments[i]);
                }

                return Flow.None;
            case "for" or "select" when arguments.Count > 3 && arguments[2].Text == "in":
                var all = arguments.Skip(3).Aggregate(Flow.None, static (sum, word) => sum.With(word.Names));
                _variables[arguments[1].Text] = arguments.Count == 4 ? arguments[3] : Flow.From(all.Names);
                return Flow.None;
            case "read" when arguments.Count > 1:
                foreach (var name in arguments.Skip(1).Where(static word => !word.Text.StartsWith('-')))
                {
                    _variables[name.Text] = input;
                }

                return Flow.None;
            case "case" or "function":
                return Flow.None;
            case "xargs":
                arguments.Add(input.IsKnown && input.Text.Length > 0 && !input.Text.Contains(' ') ? input with { Text = input.Text.Trim() } : input with { IsKnown = false, Text = Flow.Hole.ToString() });
                return arguments.Count > 2 ? _commands.Run(arguments, Flow.None, line, start) : input;
            default:
                return _commands.Run(arguments, input, line, start);
        }
    }

    private void Define(Flow word)
    {
        var equals = word.Text.IndexOf('=');
        if (equals > 0)
        {
            _variables[word.Text[..equals]] = word with { Text = word.Text[(equals + 1)..] };
        }
    }

    private Flow Redirect(ShellCommand command, Flow output, int start)
    {
        var (quietOut, quietErr) = (false, false);
        foreach (var redirect in command.Redirects)
        {
            if (redirect.Operator.AsSpan().IndexOf('>') < 0)
            {
                continue;
            }

            var path = Expand(redirect.Target, command.Line);
            if (path.Text is "/dev/null" or "NUL" or "nul")
            {
                quietOut |= redirect.Operator[0] != '2';
                quietErr |= redirect.Operator[0] is '2' or '&' || redirect.Operator.EndsWith('&');
                continue;
            }

            _commands.WriteFile(path, output, command.Line, start);
            output = redirect.Operator[0] == '2' ? output : Flow.None;
        }

        if (quietOut && (quietErr || command.Redirects.Count > 1 || HasErrorJoin(command)))
        {
            sink.Add("silence", command.Line, start, null, []);
        }

        return output;
    }

    private bool HasErrorJoin(ShellCommand command) =>
        !_isInner && command.End <= text.Length && command.Start < command.End
        && text.AsSpan(command.Start, command.End - command.Start).Contains("2>&1", StringComparison.Ordinal);
}
