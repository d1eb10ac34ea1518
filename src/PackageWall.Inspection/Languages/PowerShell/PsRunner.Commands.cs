using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Commands: language specification 3.0, chapter 8.2 and 13.</summary>
internal sealed partial class PsRunner
{
    private sealed record Argument(string? Parameter, PsValue Value);

    private PsValue RunCommand(PsValue program, PsValue input, bool isDot = false)
    {
        _lex.Next(isCommand: true);
        return RunCommandFrom(program, input, isDot, isRelexed: true);
    }

    private PsValue RunCommandRest(PsValue program, PsValue input, bool isDot) => RunCommandFrom(program, input, isDot, isRelexed: false);

    private PsValue RunCommandFrom(PsValue program, PsValue input, bool isDot, bool isRelexed)
    {
        var (line, start) = (_lex.Line, _lex.Start);
        if (!isRelexed)
        {
            Relex();
        }

        // What is piped into a block is $_ there.
        var takesItems = input.Names.Count > 0 && PsAliases.Resolve(program.Text) is "foreach-object" or "where-object";
        if (takesItems)
        {
            _variables["_"] = PsValue.From(input.Names);
        }

        var arguments = ReadTaggedArguments();
        if (takesItems)
        {
            _variables.Remove("_");
        }

        return Dispatch(program, arguments, input, isDot, line, LineStart(start));
    }

    private int LineStart(int start)
    {
        var at = Math.Clamp(start, 0, _lex.Source.Length);
        return _lex.Source.AsSpan(0, at).LastIndexOfAny('\n', ';') + 1;
    }

    private bool Relex()
    {
        var wasSpaced = _lex.IsSpaced;
        _lex.MoveTo(_lex.Start, _lex.Line);
        _lex.Next(isCommand: true);
        return wasSpaced;
    }

    private PsValue ReadPrimaryForCommand()
    {
        var value = ParsePostfix();
        return value;
    }

    private IEnumerable<PsValue> ReadArguments()
    {
        Relex();
        return ReadTaggedArguments().Select(static argument => argument.Value);
    }

    /// <summary>Reads the arguments of a command up to its end; the current token is then read as an expression again.</summary>
    private List<Argument> ReadTaggedArguments()
    {
        var arguments = new List<Argument>();
        var isSpaced = true;
        while (_lex.Kind is not (PsToken.End or PsToken.NewLine or PsToken.Close) && !(_lex.Kind == PsToken.Operator && _lex.Text is "|" or "||" or "&&") && Step())
        {
            var (before, text) = (_lex.Start, _lex.Text);
            if (_lex.Kind == PsToken.Word && isSpaced && text.Length > 1 && text[0] is '-' or '\u2013' or '\u2014' && (char.IsLetter(text[1]) || text[1] == '-'))
            {
                var colon = text.IndexOf(':', StringComparison.Ordinal);
                arguments.Add(new Argument((colon < 0 ? text[1..] : text[1..colon]).ToLowerInvariant(), PsValue.Of(text)));
                if (colon > 0 && colon + 1 < text.Length)
                {
                    arguments.Add(new Argument(null, PsValue.Of(text[(colon + 1)..])));
                }

                _lex.Next(isCommand: true);
                isSpaced = _lex.IsSpaced;
                continue;
            }

            if (_lex.Kind == PsToken.Operator && text == ",")
            {
                _lex.Next(isCommand: true);
                JoinList(arguments);
                isSpaced = _lex.IsSpaced;
                continue;
            }

            PsValue value;
            if (_lex.Kind is PsToken.Word or PsToken.Operator or PsToken.Number)
            {
                value = double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && text.Length < 16 && char.IsAsciiDigit(text[0])
                    ? PsValue.Of(number) with { Flow = Flow.Of(text) }
                    : PsValue.Of(text);
                _lex.Next(isCommand: true);
                AddArgument(arguments, value, isSpaced);
                isSpaced = _lex.IsSpaced;
            }
            else
            {
                // A bracket begins an argument of its own, also right behind a word: New-Object Type(1).
                var isOwn = isSpaced || (_lex.Kind == PsToken.Open && text is "(" or "{");
                value = ParsePostfix();
                AddArgument(arguments, value, isOwn);
                isSpaced = Relex();
            }

            if (_lex.Start == before && _lex.Kind != PsToken.End)
            {
                _lex.Next(isCommand: true);
            }
        }

        return arguments;
    }

    private static void AddArgument(List<Argument> arguments, PsValue value, bool isSpaced)
    {
        if (!isSpaced && arguments.Count > 0 && arguments[^1].Parameter is null && !value.IsBlock)
        {
            arguments[^1] = new Argument(null, new PsValue(arguments[^1].Value.Flow.Append(value.Flow)));
        }
        else
        {
            arguments.Add(new Argument(null, value));
        }
    }

    /// <summary>The value before a comma and the one after it are one list.</summary>
    private void JoinList(List<Argument> arguments)
    {
        if (arguments.Count == 0)
        {
            return;
        }

        // All that commas add in one go: made anew for each of them, a long list would cost the square of its length.
        List<PsValue> items = [.. arguments[^1].Value.AsItems()];
        do
        {
            if (_lex.Kind is PsToken.Word or PsToken.Number)
            {
                items.Add(PsValue.Of(_lex.Text));
                _lex.Next(isCommand: true);
            }
            else
            {
                items.Add(ParsePostfix());
                Relex();
            }
        }
        while (IsComma() && Step());

        arguments[^1] = new Argument(null, PsValue.List(items));
    }

    private bool IsComma()
    {
        if (_lex.Kind != PsToken.Operator || _lex.Text != ",")
        {
            return false;
        }

        _lex.Next(isCommand: true);
        return true;
    }

    /// <summary>The value of a parameter, which may be written by the beginning of its name; else the value at a place.</summary>
    private static PsValue? Find(List<Argument> arguments, int position, params ReadOnlySpan<string> names)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Parameter is { Length: > 0 } given)
            {
                foreach (var name in names)
                {
                    if (name.StartsWith(given, StringComparison.Ordinal) && i + 1 < arguments.Count && arguments[i + 1].Parameter is null)
                    {
                        return arguments[i + 1].Value;
                    }
                }
            }
        }

        var seen = 0;
        for (var i = 0; i < arguments.Count && position >= 0; i++)
        {
            if (arguments[i].Parameter is null && (i == 0 || arguments[i - 1].Parameter is null || IsSwitch(arguments[i - 1].Parameter!)) && seen++ == position)
            {
                return arguments[i].Value;
            }
        }

        return null;
    }

    private static bool IsSwitch(string parameter) => parameter is "usebasicparsing" or "useb" or "force" or "recurse" or "asplaintext" or "raw" or "wait" or "passthru" or "append" or "r";

    private static bool Has(List<Argument> arguments, string name) =>
        arguments.Any(argument => argument.Parameter is { Length: > 0 } given && name.StartsWith(given, StringComparison.Ordinal));

    private PsValue Dispatch(PsValue program, List<Argument> arguments, PsValue input, bool isDot, int line, int start)
    {
        var name = PsAliases.Resolve(program.Text);
        if (_variables.TryGetValue("alias:" + name, out var alias))
        {
            name = PsAliases.Resolve(alias.Text);
        }

        var names = program.Names.Concat(input.Names).Concat(arguments.SelectMany(static argument => argument.Value.Names)).Distinct().ToList();
        var first = Find(arguments, 0) ?? PsValue.Empty;
        switch (name)
        {
            case "invoke-expression":
                return RunCode(Find(arguments, 0, "command") ?? input, line, start, "Invoke-Expression");
            case "invoke-webrequest" or "invoke-restmethod":
                return Transfer(arguments, first, names, line, start);
            case "start-bitstransfer":
                return Fetch(Find(arguments, 0, "source") ?? first, [first, Find(arguments, 1, "destination") ?? PsValue.Unknown], true, names, line, start);
            case "new-object":
                return Create(arguments, names, line, start);
            case "foreach-object":
                return ForEach(first, input, names);
            case "invoke-command" or "where-object" or "select-object" or "sort-object" or "out-string" or "out-null" or "tee-object" or "group-object" or "measure-object":
                return input.Text.Length > 0 || input.Names.Count > 0 ? input.With(names) : PsValue.From(names);
            case "write-output":
                return arguments.Count == 1 ? first : PsValue.List([.. arguments.Select(static argument => argument.Value)]);
            case "start-process":
                if (arguments.Any(static argument => argument.Value.Text.Equals("hidden", StringComparison.OrdinalIgnoreCase)))
                {
                    _sink.Add("execute.detached", line, Place(start), first.Text, names);
                }

                return Start(Find(arguments, 0, "filepath") ?? first, Find(arguments, 1, "argumentlist", "args") is { } list ? [list] : [], line, start);
            case "get-content":
                return new PsValue(_commands.Open((Find(arguments, 0, "path", "literalpath") ?? first).Flow, line, Place(start)));
            case "set-content" or "add-content" or "out-file":
                _commands.WriteFile((Find(arguments, 0, "path", "filepath", "literalpath") ?? first).Flow, (Find(arguments, 1, "value", "inputobject") ?? input).Flow, line, Place(start));
                return PsValue.Empty;
            case "copy-item" or "move-item":
                _commands.WriteFile((Find(arguments, 1, "destination") ?? PsValue.Unknown).Flow, first.Flow, line, Place(start));
                return PsValue.Empty;
            case "new-item" when Find(arguments, 0, "path") is { } made:
                if (IsRegistry(made.Text))
                {
                    _sink.Add("persist.registry", line, Place(start), made.Text, names);
                }

                return PsValue.Empty;
            case "get-childitem" or "get-item" when arguments.Any(static argument => argument.Value.Text.StartsWith("env:", StringComparison.OrdinalIgnoreCase)):
                return Done("read.env.bulk", "env:", names, line, start);
            case "get-childitem":
                return Has(arguments, "recurse") ? Done("read.files", first.Text, names, line, start) : PsValue.From(names);
            case "set-itemproperty" or "new-itemproperty" or "remove-itemproperty":
                var key = Find(arguments, 0, "path", "literalpath") ?? first;
                if (IsRegistry(key.Text) || !key.IsKnown)
                {
                    _sink.Add("persist.registry", line, Place(start), key.Text, names);
                }

                return PsValue.Empty;
            case "set-executionpolicy":
                _sink.Add("powershell.policy", line, Place(start), first.Text, []);
                _sink.Add("persist.policy", line, Place(start), "Set-ExecutionPolicy " + first.Text, []);
                return PsValue.Empty;
            case "add-type":
                return AddType(arguments, first, names, line, start);
            case "import-module":
                _sink.Refer(ReferenceKind.Import, first.IsKnown ? first.Text : null, line, Language.PowerShell);
                return PsValue.Empty;
            case "set-alias" or "new-alias":
                _variables["alias:" + (Find(arguments, 0, "name") ?? first).Text.ToLowerInvariant()] = Find(arguments, 1, "value") ?? PsValue.Unknown;
                return PsValue.Empty;
            case "set-variable":
                _variables[(Find(arguments, 0, "name") ?? first).Text.ToLowerInvariant()] = Find(arguments, 1, "value") ?? PsValue.Unknown;
                return PsValue.Empty;
            case "get-variable":
                return Variable(first.Text.ToLowerInvariant(), line, start);
            case "resolve-dnsname":
                return Done("network.dns", first.Text, first.IsKnown ? [] : names, line, start);
            case "send-mailmessage":
                return Done("network.mail", null, names, line, start);
            case "start-sleep":
                return Done("gate.sleep", first.Text, [], line, start);
            case "get-clipboard":
                return Done("read.clipboard", null, [], line, start);
            case "stop-process" or "stop-computer" or "restart-computer":
                return Done("execute.kill", first.Text, names, line, start);
            case "invoke-wmimethod" or "invoke-cimmethod":
                return Done("execute.process", string.Join(' ', arguments.Select(static argument => argument.Value.Text)), names, line, start);
            case "get-alias" or "get-command":
                return first.IsKnown ? PsValue.Of(PsAliases.Resolve(first.Text)) : PsValue.From(names);
        }

        return RunOther(program, name, arguments, input, names, isDot, line, start);
    }

    private PsValue RunOther(PsValue program, string name, List<Argument> arguments, PsValue input, List<string> names, bool isDot, int line, int start)
    {
        if (program.IsBlock)
        {
            return RunCode(program, line, start, "&");
        }

        var words = new List<Flow> { program.IsKnown ? Flow.Of(name.Contains('-', StringComparison.Ordinal) ? name : program.Text).With(program.Names) : program.Flow };
        words.AddRange(arguments.Select(static argument => argument.Value.Flow));
        var isVerbNoun = program.IsKnown && name.IndexOf('-', StringComparison.Ordinal) > 0 && name.AsSpan().IndexOfAny('.', '/', '\\') < 0;
        if (isVerbNoun && name != "remove-item" && !_words.Commands([.. words.Select(static word => word.Text)]).Any())
        {
            return PsValue.From(names);
        }

        if (isDot && program.IsKnown)
        {
            _sink.Refer(ReferenceKind.Import, program.Text, line, Language.PowerShell);
            return PsValue.Empty;
        }

        return new PsValue(_commands.Run(words, input.Flow, line, Place(start)));
    }

    private static bool IsRegistry(string path) =>
        path.StartsWith("HK", StringComparison.OrdinalIgnoreCase) || path.StartsWith("registry::", StringComparison.OrdinalIgnoreCase);

    private PsValue Transfer(List<Argument> arguments, PsValue first, List<string> names, int line, int start)
    {
        var url = Find(arguments, 0, "uri") ?? first;
        var method = Find(arguments, -1, "method")?.Text ?? "";
        var body = Find(arguments, -1, "body", "infile", "form");
        if (body is not null || method.Equals("post", StringComparison.OrdinalIgnoreCase) || method.Equals("put", StringComparison.OrdinalIgnoreCase))
        {
            if (Has(arguments, "infile") && body is not null)
            {
                names.AddRange(_commands.Open(body.Flow, line, Place(start)).Names);
            }

            _sink.Add("network.send", line, Place(start), url.Text, names);
        }

        var target = Find(arguments, -1, "outfile");
        return Fetch(url, target is null ? [url] : [url, target], target is not null, names, line, start);
    }
}
