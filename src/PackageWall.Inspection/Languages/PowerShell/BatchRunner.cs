using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>
/// Goes through a batch file line by line: <c>%name%</c>, <c>%name:~0,1%</c> and <c>!name!</c> are filled in, carets taken off, the
/// commands of each line read. Every branch is read; labels and jumps are passed over.
/// </summary>
internal sealed class BatchRunner(CommandSink sink, Vocabulary words)
{
    private const int MostLines = 200_000;
    private const int LongestLine = 1 << 20;

    // Windows itself takes no line above 8,191 characters.
    private const int LongestValue = 1 << 16;
    private const long MostProduced = 64L << 20;

    private static readonly HashSet<string> Ordering = new(StringComparer.OrdinalIgnoreCase) { "if", "else", "not", "exist", "defined", "do", "errorlevel", "/i", "in", "for", "/f", "/r", "/d", "/l", "cmdextversion" };

    private long _produced;
    private readonly CommandRunner _commands = new(sink, words);
    private readonly Dictionary<string, Flow> _variables = new(StringComparer.OrdinalIgnoreCase);

    public void Run(string text)
    {
        var line = 0;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var content = ReadLine(text, ref at, out var lines);
            if (++line > MostLines)
            {
                sink.NotRead($"batch: more than {MostLines} lines");
                return;
            }

            RunLine(content, line, start);
            line += lines;
        }

        foreach (var (inner, innerLine) in _commands.Nested)
        {
            sink.AddCode(new InnerCode(Encoding.UTF8.GetBytes(inner), Language.Shell, null, innerLine));
        }
    }

    /// <summary>One line; a caret at its end joins the next to it.</summary>
    private static string ReadLine(string text, ref int at, out int joined)
    {
        var result = new StringBuilder();
        joined = 0;
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOf('\n');
            var end = length < 0 ? text.Length : at + length;
            var piece = text.AsSpan(at, end - at).TrimEnd('\r');
            at = Math.Min(end + 1, text.Length);
            if (piece.EndsWith("^") && !piece.EndsWith("^^") && result.Length < LongestLine)
            {
                result.Append(piece[..^1]);
                joined++;
                continue;
            }

            result.Append(piece);
            break;
        }

        return result.ToString();
    }

    private void RunLine(string content, int line, int start)
    {
        var trimmed = content.TrimStart(' ', '\t', '@');
        if (trimmed.Length == 0 || trimmed[0] == ':' || trimmed.StartsWith("rem ", StringComparison.OrdinalIgnoreCase) || trimmed.Equals("rem", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (trimmed.Length > LongestLine)
        {
            sink.NotRead($"batch: line {line} is too long");
            trimmed = trimmed[..LongestLine];
        }

        if (_produced > MostProduced)
        {
            sink.NotRead("batch: expansion over budget");
            return;
        }

        var filled = Fill(trimmed, line, start);
        _produced += filled.Text.Length;

        var flow = Flow.None;
        foreach (var (command, isPiped) in Cut(filled.Text))
        {
            flow = RunCommand(command, filled.Names, isPiped ? flow : Flow.None, line, start);
        }
    }

    /// <summary>Fills in what is between percent signs.</summary>
    private Flow Fill(string text, int line, int start)
    {
        var result = new FlowBuilder();
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('%' or '!'))
            {
                plain.Append(c);
                continue;
            }

            if (c == '%' && i + 1 < text.Length && (text[i + 1] is '~' or '*' or '%' || char.IsAsciiDigit(text[i + 1])))
            {
                // %~dp0 is the folder of the file, %~f0 the file.
                var end = i + 1;
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '~' or '*' or '%') && text[end] != '\\' && end - i < 8)
                {
                    end++;
                    if (char.IsAsciiDigit(text[end - 1]) || text[end - 1] is '*')
                    {
                        break;
                    }
                }

                var name = text[i..end];
                plain.Append(name is "%~dp0" ? (end < text.Length && text[end] == '\\' ? "." : ".\\") : name is "%~f0" or "%0" ? "%~f0" : Flow.Hole.ToString());
                i = end - 1;
                continue;
            }

            var close = text.IndexOf(c, i + 1);
            if (close < 0 || close == i + 1 || close - i > 100 || (c == '!' && text.AsSpan(i + 1, close - i - 1).Contains(' ')))
            {
                plain.Append(c);
                continue;
            }

            result.Append(plain.ToString()).Append(Value(text[(i + 1)..close], line, start));
            plain.Clear();
            i = close;
        }

        return result.Append(plain.ToString()).Build();
    }

    private Flow Value(string reference, int line, int start)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? reference : reference[..colon];
        var value = _variables.TryGetValue(name, out var known) ? known : _commands.ReadVariable(name.ToUpperInvariant(), line, start);
        if (colon < 0 || !value.IsKnown)
        {
            return value;
        }

        var operation = reference[(colon + 1)..];
        if (operation.StartsWith('~'))
        {
            var parts = operation[1..].Split(',');
            if (!int.TryParse(parts[0], out var from))
            {
                return Flow.From(value.Names);
            }

            from = Math.Clamp(from < 0 ? value.Text.Length + from : from, 0, value.Text.Length);
            var length = value.Text.Length - from;
            if (parts.Length > 1 && int.TryParse(parts[1], out var asked))
            {
                length = Math.Clamp(asked < 0 ? length + asked : asked, 0, length);
            }

            return value with { Text = value.Text.Substring(from, length) };
        }

        var equals = operation.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0 ? value : value with { Text = value.Text.Replace(operation[..equals], operation[(equals + 1)..], StringComparison.OrdinalIgnoreCase) };
    }

    /// <summary>Cuts a line at <c>&amp;</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>|</c> and brackets outside of quotes; carets are taken off.</summary>
    private static List<(string Command, bool IsPiped)> Cut(string text)
    {
        var commands = new List<(string, bool)>();
        var current = new StringBuilder();
        var (quoted, piped) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '^' && !quoted && i + 1 < text.Length)
            {
                current.Append(text[++i]);
            }
            else if (c is '&' or '|' && !quoted && !(c == '&' && i > 0 && text[i - 1] == '>'))
            {
                commands.Add((current.ToString(), piped));
                current.Clear();
                var isDouble = i + 1 < text.Length && text[i + 1] == c;
                piped = c == '|' && !isDouble;
                i += isDouble ? 1 : 0;
            }
            else if (!quoted && (c == ')' || (c == '(' && (i == 0 || text[i - 1] is ' ' or '\t' or '@'))))
            {
                commands.Add((current.ToString(), piped));
                current.Clear();
                piped = false;
            }
            else
            {
                quoted ^= c == '"';
                current.Append(c);
            }
        }

        commands.Add((current.ToString(), piped));
        return commands;
    }

    private Flow RunCommand(string command, IReadOnlyList<string> names, Flow input, int line, int start)
    {
        var arguments = new List<Flow>();
        Flow? output = null;
        var all = Words(command);
        for (var i = 0; i < all.Count; i++)
        {
            var word = all[i];
            var redirect = word.TrimStart('1', '2');
            if (redirect.StartsWith('>'))
            {
                var path = redirect.TrimStart('>', '&');
                path = path.Length == 0 && i + 1 < all.Count ? all[++i] : path;
                output = word[0] == '2' || path is "1" or "2" ? output : Flow.Of(path);
                continue;
            }

            arguments.Add(new Flow(word, !word.Contains(Flow.Hole), names));
        }

        SkipOrdering(arguments);
        if (arguments.Count == 0)
        {
            return input;
        }

        var result = Dispatch(arguments, input, line, start);
        if (output is not null)
        {
            _commands.WriteFile(output, result, line, start);
        }

        return result;
    }

    private Flow Dispatch(List<Flow> arguments, Flow input, int line, int start)
    {
        var first = arguments[0].Text.TrimStart('@');
        if (first.Equals("set", StringComparison.OrdinalIgnoreCase))
        {
            if (arguments.Count == 1)
            {
                sink.Add("read.env.bulk", line, start, "set", []);
                return Flow.From(["read.env.bulk"]);
            }

            var definition = string.Join(' ', arguments.Skip(1).Select(static word => word.Text)).Trim('"');
            var equals = definition.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && !definition.StartsWith("/p", StringComparison.OrdinalIgnoreCase) && !definition.StartsWith("/a", StringComparison.OrdinalIgnoreCase))
            {
                _variables[definition[..equals].Trim()] = arguments[^1] with { Text = definition[(equals + 1)..], IsKnown = !definition.Contains(Flow.Hole) };
                if (definition.Length > LongestValue)
                {
                    sink.NotRead($"batch: the value at line {line} is too long");
                    _variables[definition[..equals].Trim()] = Flow.From(arguments[^1].Names);
                }
            }

            return Flow.None;
        }

        arguments[0] = arguments[0] with { Text = first };
        return first.Equals("start", StringComparison.OrdinalIgnoreCase) && arguments.Any(static word => word.Text.Equals("/b", StringComparison.OrdinalIgnoreCase) || word.Text.Equals("/min", StringComparison.OrdinalIgnoreCase))
            ? Detached(arguments, input, line, start)
            : _commands.Run(arguments, input, line, start);
    }

    private Flow Detached(List<Flow> arguments, Flow input, int line, int start)
    {
        sink.Add("execute.detached", line, start, string.Join(' ', arguments.Select(static word => word.Text)), []);
        return _commands.Run(arguments, input, line, start);
    }

    /// <summary>Passes over the conditions of <c>if</c> and <c>for</c> up to the command that they guard.</summary>
    private static void SkipOrdering(List<Flow> arguments)
    {
        while (arguments.Count > 0)
        {
            var word = arguments[0].Text.TrimStart('(', ')', '@');
            if (word.Length > 0 && !Ordering.Contains(word))
            {
                arguments[0] = arguments[0] with { Text = word };
                return;
            }

            var isTest = word.Equals("if", StringComparison.OrdinalIgnoreCase) || word.Equals("for", StringComparison.OrdinalIgnoreCase);
            arguments.RemoveAt(0);
            if (isTest)
            {
                SkipTest(arguments, word);
            }
        }
    }

    private static void SkipTest(List<Flow> arguments, string word)
    {
        if (word.Equals("for", StringComparison.OrdinalIgnoreCase))
        {
            var at = arguments.FindIndex(static argument => argument.Text.Equals("do", StringComparison.OrdinalIgnoreCase));
            arguments.RemoveRange(0, at < 0 ? 0 : at + 1);
            return;
        }

        while (arguments.Count > 1 && arguments[0].Text.ToLowerInvariant() is "/i" or "not")
        {
            arguments.RemoveAt(0);
        }

        if (arguments.Count == 0)
        {
            return;
        }

        var first = arguments[0].Text.ToLowerInvariant();
        var count = first is "exist" or "defined" or "errorlevel" ? 2
            : first.Contains("==", StringComparison.Ordinal) ? (first.EndsWith("==", StringComparison.Ordinal) ? 2 : 1)
            : arguments.Count > 1 && arguments[1].Text.StartsWith("==", StringComparison.Ordinal) ? (arguments[1].Text.Length > 2 ? 2 : 3)
            : 3;
        arguments.RemoveRange(0, Math.Min(count, arguments.Count));
    }

    private static List<string> Words(string command)
    {
        var result = new List<string>();
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        foreach (var c in command)
        {
            if (c == '"')
            {
                // An empty text after == is kept, so that the condition has its end.
                var isEmpty = quoted && word.ToString().EndsWith("==", StringComparison.Ordinal);
                quoted = !quoted;
                any = true;
                word.Append(isEmpty ? "\"\"" : "");
            }
            else if (!quoted && (c is ' ' or '\t' or ';' or ',' || (c == '>' && word.Length > 0 && word[^1] is not ('>' or '1' or '2'))))
            {
                if (word.Length > 0 || any)
                {
                    result.Add(word.ToString());
                }

                word.Clear();
                any = false;
                if (c == '>')
                {
                    word.Append(c);
                }
            }
            else
            {
                word.Append(c);
            }
        }

        if (word.Length > 0 || any)
        {
            result.Add(word.ToString());
        }

        return result;
    }
}
