using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>
/// Goes through a PowerShell script in order and says what it would do. Nothing is run: texts are folded as far as they are
/// constant, outputs carry what flowed into them. Every branch is read.
/// </summary>
internal sealed partial class PsRunner
{
    private const int DepthCap = 150;
    private const int NestedCap = 64;
    private const int MostSteps = 3_000_000;

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "if", "elseif", "else", "while", "until", "do", "for", "foreach", "switch", "try", "catch", "finally", "trap", "begin", "process", "end", "dynamicparam", "data", "in",
        "return", "throw", "break", "continue", "exit", "using", "param", "function", "filter", "workflow", "configuration", "class", "enum", "parallel", "sequence", "inlinescript",
    };

    private readonly CommandSink _sink;
    private readonly Vocabulary _words;
    private readonly CommandRunner _commands;
    private readonly Dictionary<string, PsValue> _variables = new(StringComparer.Ordinal);
    private readonly List<(string Text, int Line)> _nested = [];
    private PsLexer _lex = new("", 1);
    private bool _isInner;
    private int _depth;
    private int _steps;

    public PsRunner(CommandSink sink, Vocabulary words)
    {
        (_sink, _words) = (sink, words);
        _commands = new CommandRunner(sink, words);
    }

    /// <summary>Reads a script and the PowerShell inside of it, layer by layer.</summary>
    public void Run(string text)
    {
        RunText(text, 1);
        var seen = new HashSet<(string, int)>();
        for (var level = 0; _nested.Count > 0; level++)
        {
            var layer = _nested.ToList();
            _nested.Clear();
            if (level >= NestedCap)
            {
                _sink.NotRead($"powershell: code in code, more than {NestedCap} times");
                return;
            }

            _isInner = true;
            foreach (var (inner, line) in layer)
            {
                if (seen.Add((inner, line)))
                {
                    RunText(inner, line);
                }
            }
        }

        foreach (var (inner, line) in _commands.Nested)
        {
            _sink.AddCode(new InnerCode(System.Text.Encoding.UTF8.GetBytes(inner), Language.Shell, null, line));
        }
    }

    private int Place(int start) => _isInner ? -1 : start;

    private void RunText(string text, int line)
    {
        var saved = _lex;
        _lex = new PsLexer(text, line);
        _lex.Next(isCommand: false);
        while (_lex.Kind != PsToken.End && Step())
        {
            var before = (_lex.Start, _lex.End);
            RunStatements();
            if ((_lex.Start, _lex.End) == before)
            {
                // A bracket that nothing opened.
                _lex.Next();
            }
        }

        _lex = saved;
    }

    private bool Step()
    {
        if (++_steps <= MostSteps)
        {
            return true;
        }

        _sink.NotRead("powershell: over budget");
        return false;
    }

    private bool Enter()
    {
        if (_depth < DepthCap)
        {
            _depth++;
            return true;
        }

        _sink.NotRead($"powershell: nested deeper than {DepthCap} at line {_lex.Line}");
        return false;
    }

    /// <summary>Reads statements up to a closing bracket or the end; their output is that of the last that gives one.</summary>
    private PsValue RunStatements()
    {
        var output = PsValue.Empty;
        while (_lex.Kind is not (PsToken.End or PsToken.Close) && Step())
        {
            if (_lex.Kind == PsToken.NewLine)
            {
                _lex.Next();
                continue;
            }

            var before = (_lex.Start, _lex.End);
            var value = RunStatement();
            output = value.Text.Length > 0 || value.Names.Count > 0 ? value.With(output.Names) : output;
            if ((_lex.Start, _lex.End) == before)
            {
                _lex.Next();
            }
        }

        return output;
    }

    private PsValue RunStatement()
    {
        if (_lex.Kind == PsToken.Word && Keywords.Contains(_lex.Text))
        {
            return RunKeyword(_lex.Text.ToLowerInvariant());
        }

        return RunPipeline();
    }

    private PsValue RunKeyword(string keyword)
    {
        switch (keyword)
        {
            case "function" or "filter" or "workflow" or "class" or "enum" or "configuration":
                _lex.Next(isCommand: true);
                if (_lex.Kind == PsToken.Word)
                {
                    _lex.Next();
                }

                return PsValue.Empty;
            case "using":
                while (_lex.Kind is not (PsToken.NewLine or PsToken.End))
                {
                    _lex.Next();
                }

                return PsValue.Empty;
            default:
                _lex.Next();
                return PsValue.Empty;
        }
    }

    /// <summary>Elements joined by pipes, each fed by the one before.</summary>
    private PsValue RunPipeline()
    {
        var value = RunElement(PsValue.Empty);
        while (_lex.Kind == PsToken.Operator && _lex.Text is "|" or "||" or "&&" && Step())
        {
            var isPipe = _lex.Text == "|";
            _lex.Next();
            while (_lex.Kind == PsToken.NewLine && _lex.Text.Length == 0)
            {
                _lex.Next();
            }

            value = RunElement(isPipe ? value : PsValue.Empty);
        }

        return value;
    }

    private PsValue RunElement(PsValue input)
    {
        if (!Enter())
        {
            SkipFlat();
            return PsValue.Unknown;
        }

        PsValue result;
        if (_lex.Kind == PsToken.Operator && _lex.Text is "%" or "?")
        {
            result = RunCommand(PsValue.Of(_lex.Text), input);
        }
        else if (_lex.Kind == PsToken.Word || (_lex.Kind == PsToken.Operator && _lex.Text is ".." or "/" or "\\"))
        {
            result = RunCommand(PsValue.Of(ReadCommandName()), input);
        }
        else if (_lex.Kind == PsToken.Operator && _lex.Text is "&" or ".")
        {
            result = RunInvocation(input);
        }
        else
        {
            result = RunAssignment();
        }

        _depth--;
        return result;
    }

    /// <summary>A command's name may go on with characters that end a word in expressions.</summary>
    private string ReadCommandName()
    {
        _lex.MoveTo(_lex.Start, _lex.Line);
        _lex.Next(isCommand: true);
        return _lex.Text;
    }

    private PsValue RunInvocation(PsValue input)
    {
        var isDot = _lex.Text == ".";
        _lex.Next(isCommand: true);
        if (_lex.Kind == PsToken.Word)
        {
            // .\x.ps1 has no blank after its point; . x.ps1 has, and runs x in this scope.
            var isPath = isDot && !_lex.IsSpaced;
            return RunCommand(PsValue.Of(isPath ? "." + _lex.Text : _lex.Text), input, isDot && !isPath);
        }

        var program = ReadPrimaryForCommand();
        if (program.IsBlock)
        {
            RunBlock(program, _lex.Line);
            return RunArgumentsOnly(program, input);
        }

        return RunCommandRest(program, input, isDot);
    }

    private void RunBlock(PsValue block, int line)
    {
        if (block.IsKnown && block.Text.Length > 0)
        {
            _nested.Add((block.Text, line));
        }
    }

    private PsValue RunArgumentsOnly(PsValue program, PsValue input)
    {
        var names = program.Names.Concat(input.Names).ToList();
        foreach (var argument in ReadArguments())
        {
            names.AddRange(argument.Names);
        }

        return PsValue.From(names);
    }

    /// <summary><c>target = pipeline</c>, or an expression alone.</summary>
    private PsValue RunAssignment()
    {
        var (name, start, line) = (_lex.Kind == PsToken.Variable ? _lex.Text : null, _lex.Start, _lex.Line);
        var value = ParseExpression();
        if (_lex.Kind != PsToken.Operator || _lex.Text is not ("=" or "+=" or "-=" or "*=" or "/=" or "%="))
        {
            return value;
        }

        var operation = _lex.Text;
        _lex.Next();
        while (_lex.Kind == PsToken.NewLine && _lex.Text.Length == 0)
        {
            _lex.Next();
        }

        var assigned = RunStatement();
        if (name is not null)
        {
            Assign(name, operation == "+=" ? Add(Variable(name, line, start), assigned) : operation == "=" ? assigned : PsValue.From(assigned.Names), line, start);
        }

        return PsValue.Empty;
    }

    private void Assign(string name, PsValue value, int line, int start)
    {
        _variables[Plain(name)] = value;
        if (name.StartsWith("env:", StringComparison.Ordinal) && name is "env:path" or "env:psmodulepath")
        {
            return;
        }

        if (name is "profile" && value.Text.Length > 0)
        {
            _sink.Add("persist.shell-profile", line, Place(start), "$profile", value.Names);
        }
    }

    private static string Plain(string name)
    {
        foreach (var scope in (ReadOnlySpan<string>)["global:", "script:", "local:", "private:", "variable:"])
        {
            if (name.StartsWith(scope, StringComparison.Ordinal))
            {
                return name[scope.Length..];
            }
        }

        return name;
    }

    private PsValue Variable(string name, int line, int start)
    {
        var plain = Plain(name);
        if (_variables.TryGetValue(plain, out var value))
        {
            return value;
        }

        if (plain.StartsWith("env:", StringComparison.Ordinal))
        {
            return new PsValue(_commands.ReadVariable(plain[4..].ToUpperInvariant(), line, Place(start)));
        }

        return plain switch
        {
            "home" or "pshome" => PsValue.Of("~"),
            "profile" => PsValue.Of("~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1"),
            "psscriptroot" => PsValue.Of("."),
            "true" => PsValue.Of(1) with { Flow = Flow.Of("True") },
            "false" => PsValue.Of(0) with { Flow = Flow.Of("False") },
            "null" => PsValue.Empty,
            "pscommandpath" => PsValue.Of("$PSCommandPath"),
            "shellid" => PsValue.Of("Microsoft.PowerShell"),
            "verbosepreference" => PsValue.Of("SilentlyContinue"),
            _ => PsValue.Unknown,
        };
    }

    /// <summary>Passes over what is nested too deeply; its texts are still seen as words.</summary>
    private void SkipFlat()
    {
        var open = 0;
        do
        {
            open += _lex.Kind == PsToken.Open ? 1 : _lex.Kind == PsToken.Close ? -1 : 0;
            if (open < 0)
            {
                return;
            }

            _lex.Next();
        }
        while (open > 0 && _lex.Kind != PsToken.End && Step());
    }
}
