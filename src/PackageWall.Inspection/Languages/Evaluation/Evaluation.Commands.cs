using System.Buffers;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Programs that are started: their command line, the code on it, the files that it names.</summary>
internal sealed partial class Evaluation
{
    private const char Hole = '…';
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(" \t\n'\"\\$`;|&<>()*?");

    private Value RunCommand(ApiEffect effect, Call call, Value owner, Arguments arguments)
    {
        var first = arguments[effect.Argument, "args"];
        var words = WordsOf(first, arguments, effect.Argument);
        var isShell = effect.Verb == "execute.shell" || (arguments.Option("shell") is { } shell && Truth(shell) is not false);
        var line = words.Count == 0 ? null : string.Join(' ', words.Select(word => Quote(word.Shown)));
        var text = first.List is null && first.SomeText is { } whole && words.Count <= 1 ? whole : null;
        line = text ?? line;

        // The environment that a child is given is no read of it.
        var taint = Taint.None;
        for (var i = 0; i < arguments.Positional.Length; i++)
        {
            var inner = arguments.Positional[i].DeepTaint();
            taint = i > effect.Argument && arguments.Positional[i].Object is not null ? taint : taint.Union(inner);
        }

        foreach (var (keyword, value) in arguments.Keywords)
        {
            taint = keyword == "env" ? taint : taint.Union(value.DeepTaint());
        }

        taint = UseSecrets(call, taint.Union(owner.Taint));
        if (taint.Has(EnvironmentCopy))
        {
            taint = ReadEnvironment(call, taint);
        }

        Emit(isShell ? "execute.shell" : "execute.process", call, line, taint);
        if (line is null || line.Length == 0 || line[0] == Hole || (first.List is { IsWhole: false } && MayRunOthers(words[0].Shown)))
        {
            Emit("dynamic.process", call, line, taint);
            _sink.Refer(ReferenceKind.Spawn, null, call, _unit);
        }

        Detached(call, arguments, line);
        if (text is not null || isShell)
        {
            AddText(new FoundText(Encoding.UTF8.GetBytes((text ?? line ?? "").Replace(Hole, '_')), Languages.Language.Shell, first.Encoding, call.Line, _unit, IsRun: true));
            words = text is null ? words : [.. Split(text).Select(word => new Word(word, null))];
        }

        Started(words, call, taint);
        var flows = Taint.Of(isShell ? "execute.shell" : "execute.process").Union(taint);
        return RunCallbacks(call, arguments, flows).With(flows);
    }

    // A program that runs what stands somewhere behind it.
    private bool MayRunOthers(string word) =>
        CommandPatterns.Program(word) is var program && (_words.Interpreters.ContainsKey(program) || Shell.CommandLine.IsWrapper(program));

    private readonly record struct Word(string Shown, Value? Value);

    private static List<Word> WordsOf(Value first, Arguments arguments, int at)
    {
        var words = new List<Word>();
        if (first.List is { } list)
        {
            words.AddRange(list.Items.Take(1_000).Select(item => new Word(item.SomeText ?? "…", item)));
            if (!list.IsWhole)
            {
                words.Add(new Word("…", list.Rest));
            }

            return words;
        }

        if (first.SomeText is { } program)
        {
            words.Add(new Word(program, first));
        }
        else if (first.Constants.Length == 0 && !ReferenceEquals(first, Value.Unknown))
        {
            words.Add(new Word("…", first));
        }

        // spawn(program, [arguments]), execl(program, argument, ...).
        for (var i = at + 1; i < arguments.Positional.Length && words.Count > 0; i++)
        {
            var value = arguments.Positional[i];
            if (value.List is { } more)
            {
                words.AddRange(more.Items.Take(1_000).Select(item => new Word(item.SomeText ?? "…", item)));
            }
            else if (value.SomeText is { } word && value.Object is null)
            {
                words.Add(new Word(word, value));
            }
        }

        return words;
    }

    private void Detached(Call call, Arguments arguments, string? line)
    {
        foreach (var option in (ReadOnlySpan<string>)["detached", "start_new_session", "creationflags", "preexec_fn"])
        {
            if (arguments.Option(option) is { } value && Truth(value) is not false)
            {
                Emit("execute.detached", call, line, Taint.None);
                break;
            }
        }

        if (arguments.Option("stdio")?.Text == "ignore" || (arguments.Keywords.ContainsKey("stdout") && _tree.Text.AsSpan(call.Start, Math.Max(0, Math.Min(call.End, _tree.Text.Length) - call.Start)).Contains("DEVNULL", StringComparison.Ordinal)))
        {
            Emit("silence", call, line, Taint.None);
        }
    }

    // What a command given word by word does: code on it, files that it starts, commands of the vocabulary.
    private void Started(List<Word> words, Call call, Taint taint)
    {
        if (words.Count == 0)
        {
            return;
        }

        var shown = words.ConvertAll(word => word.Shown);
        var program = CommandPatterns.Program(shown[0]);
        if (_words.Interpreters.TryGetValue(program, out var interpreter))
        {
            for (var i = 1; i < words.Count; i++)
            {
                if (interpreter.Flags.Contains(shown[i], StringComparer.OrdinalIgnoreCase) && i + 1 < words.Count)
                {
                    Emit("execute.interpreter", call, program + " " + shown[i], taint);
                    var code = words[i + 1].Value ?? Value.Of(shown[i + 1]);
                    RunCode(IsEncodedFlag(interpreter, shown[i]) ? EncodedCommand(code, call) : code, interpreter.Language, call, taint);
                    return;
                }

                if (interpreter.Language == Languages.Language.PowerShell && Shell.PowerShellFlags.TakesValue(shown[i]))
                {
                    i++;
                    continue;
                }

                if (!shown[i].StartsWith('-'))
                {
                    // node x.js; python -m x is an import.
                    if (i > 1 && shown[i - 1] == "-m" && interpreter.Language == Languages.Language.Python)
                    {
                        _sink.Refer(ReferenceKind.Import, shown[i], call, _unit);
                        foreach (var file in Shell.PythonModule.Files(shown[i]))
                        {
                            _sink.Refer(ReferenceKind.Spawn, file, call, _unit, interpreter.Language);
                        }

                        break;
                    }

                    _sink.Refer(ReferenceKind.Spawn, shown[i].Contains(Hole) ? null : shown[i], call, _unit, interpreter.Language);

                    // What stands behind a flag may be its value, and the script come after it.
                    if (i == 1 || !shown[i - 1].StartsWith('-') || shown[i - 1].Contains('='))
                    {
                        break;
                    }
                }
            }

            if (words.Count == 1 || shown[^1] == "-")
            {
                Emit("execute.interpreter", call, program + " (standard input)", taint);
            }
        }
        else if (shown[0].Contains('/') || shown[0].Contains('\\'))
        {
            if (shown[0][0] is '.' or Hole)
            {
                var isForked = call.Callee is Syntax.Member { Text: "fork" } or Syntax.Name { Text: "fork" };
                _sink.Refer(ReferenceKind.Spawn, shown[0].Contains(Hole) ? null : shown[0], call, _unit, isForked ? _language : null);
                Emit("execute.package-file", call, shown[0], taint);
            }
        }

        else if (program is "rundll32" or "regsvr32" or "wscript" or "cscript" or "mshta" && shown.Skip(1).FirstOrDefault(word => word[..Math.Min(1, word.Length)] is not ("/" or "-")) is { } hosted)
        {
            // These run the file that they are pointed at; rundll32 has the function's name behind a comma.
            _sink.Refer(ReferenceKind.Spawn, hosted.Contains(Hole) ? null : hosted.Split(',')[0], call, _unit);
        }

        var line = string.Join(' ', shown);
        foreach (var fact in _words.Commands(shown))
        {
            var url = fact.StartsWith("network.", StringComparison.Ordinal) ? shown.FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal)) : null;
            Emit(fact, call, url ?? line, taint);
            if (url is not null)
            {
                HostFacts(Value.Of(url), call);
            }

            if (fact == "execute.agent" && shown.Any(word => _words.Unattended.Contains(word)))
            {
                Emit("execute.agent.unattended", call, line, taint);
            }
        }
    }

    private static bool IsEncodedFlag(Interpreter interpreter, string flag) =>
        interpreter.Language == Languages.Language.PowerShell && flag.ToLowerInvariant() is "-e" or "-ec" or "-enc" or "-encodedcommand";

    // PowerShell takes UTF-16 in base64.
    private Value EncodedCommand(Value code, Node site)
    {
        if (code.Text is { } text && Layers.Decoders.TryDecode("base64", Encoding.Latin1.GetBytes(text), out var bytes))
        {
            MarkOpened(text);
            Emit("decode.constant", site, "base64", code.Taint.WithoutMarks());
            return new Value
            {
                Constants = [Encoding.Unicode.GetString(bytes)],
                Encoding = code.Encoding is null ? "base64" : code.Encoding + "+base64",
                Taint = code.Taint.With("decode").With("decode.constant"),
            };
        }

        return code;
    }

    /// <summary>Words of a command line, quotes taken off; enough to see the program and its flags.</summary>
    internal static List<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var isOpen = false;
        foreach (var letter in line.Length > 100_000 ? line[..100_000] : line)
        {
            if (quote != '\0')
            {
                if (letter == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(letter);
                }
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
                isOpen = true;
            }
            else if (char.IsWhiteSpace(letter))
            {
                if (isOpen || word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    isOpen = false;
                }
            }
            else
            {
                word.Append(letter);
            }
        }

        if (isOpen || word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.AsSpan().IndexOfAny(NeedQuotes) < 0 ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
