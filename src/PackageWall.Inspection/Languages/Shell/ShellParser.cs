using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>
/// Reads POSIX shell, bash and the command lines of npm scripts, tolerantly: words that only order commands (<c>then</c>, <c>do</c>)
/// are passed over, so that every command is seen whether or not its branch would run. POSIX.1-2017, Shell Command Language, section 2.
/// </summary>
internal sealed partial class ShellParser(string text, int line, int depth, List<string> unread)
{
    private const int DepthCap = 60;
    private const int LongestArithmetic = 2_000;

    private static readonly HashSet<string> OrderingWords = new(StringComparer.Ordinal)
    {
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "esac", "!", "{", "}", "time", "coproc",
    };

    private readonly List<(string Delimiter, bool IsQuoted, bool StripsTabs, List<ShellRedirect> Into, int Slot)> _documents = [];
    private int _pos;
    private int _line = line;

    // What looking ahead may cost in all, so that reading stays linear.
    private long _tries = 10_000 + (2L * text.Length);

    /// <summary>Reads the whole text.</summary>
    public ShellScript Parse()
    {
        var pipelines = new List<ShellPipeline>();
        while (_pos < text.Length)
        {
            pipelines.AddRange(ParseList('\0').Pipelines);

            // A parenthesis that nothing opened, such as that of a case pattern.
            if (_pos < text.Length)
            {
                _pos++;
            }
        }

        return new ShellScript(pipelines);
    }

    private char Peek(int offset = 0) => _pos + offset < text.Length ? text[_pos + offset] : '\0';

    /// <summary>Reads commands up to a closing character, which is left in place.</summary>
    private ShellScript ParseList(char close)
    {
        var pipelines = new List<ShellPipeline>();
        var commands = new List<ShellCommand>();
        while (_pos < text.Length)
        {
            SkipBlanks();
            var c = Peek();
            if (_pos >= text.Length || c == ')')
            {
                if (c == ')' && close != ')' && _pos < text.Length)
                {
                    _pos++;
                    continue;
                }

                break;
            }

            if (c == '\n')
            {
                EndLine();
                Flush(pipelines, commands);
            }
            else if (c == '|' && Peek(1) != '|')
            {
                _pos += Peek(1) == '&' ? 2 : 1;
            }
            else if (c is ';' or '|' || (c == '&' && !(Peek(1) == '>')))
            {
                _pos += Peek(1) == c ? 2 : 1;
                Flush(pipelines, commands);
            }
            else
            {
                var before = _pos;
                var command = ParseCommand();
                if (command is not null)
                {
                    // A newline or a list operator has flushed; what is still here is joined by a pipe.
                    commands.Add(command);
                }

                if (Peek() == ')' && close != ')' && command is { Group: null } && !command.Words.Any(RunsSomething))
                {
                    // The pattern of a case.
                    commands.Clear();
                }

                if (_pos == before)
                {
                    _pos++;
                }
            }
        }

        ReadDocuments();
        Flush(pipelines, commands);
        return new ShellScript(pipelines);
    }

    private static bool RunsSomething(ShellWord word) => word.Parts.Any(static part => part.Script is not null);

    private static void Flush(List<ShellPipeline> pipelines, List<ShellCommand> commands)
    {
        if (commands.Count > 0)
        {
            pipelines.Add(new ShellPipeline([.. commands]));
            commands.Clear();
        }
    }

    private ShellCommand? ParseCommand()
    {
        var (line, start) = (_line, _pos);
        var assignments = new List<(string, ShellWord)>();
        var words = new List<ShellWord>();
        var redirects = new List<ShellRedirect>();
        ShellScript? group = null;
        while (_pos < text.Length)
        {
            SkipBlanks();
            var c = Peek();
            if (c is '\0' or '\n' or ';' or '|' or ')' || (c == '&' && Peek(1) != '>'))
            {
                break;
            }

            if (c == '(')
            {
                if (words.Count > 0 && Peek(1) == ')')
                {
                    // The head of a function; its body follows as commands.
                    _pos += 2;
                    words.Clear();
                    break;
                }

                if (Peek(1) == '(' && words.Count == 0 && TrySkipArithmetic())
                {
                    continue;
                }

                group = ParseNested(')');
                continue;
            }

            if (TryParseRedirect(redirects))
            {
                continue;
            }

            var before = _pos;
            var word = ParseWord();
            if (_pos == before)
            {
                break;
            }

            if (words.Count == 0 && group is null && word.Parts is [{ Kind: ShellPartKind.Text, IsQuoted: false } only] && OrderingWords.Contains(only.Text))
            {
                if (only.Text == "}")
                {
                    continue;
                }

                start = _pos;
                continue;
            }

            if (words.Count == 0 && TryAssignment(word, out var name, out var value))
            {
                assignments.Add((name, Peek() == '(' && value.Parts.Count == 0 ? ParseArrayValue() : value));
                continue;
            }

            words.Add(word);
            if (words.Count == 1 && word.Parts is [{ Text: "[[" }])
            {
                SkipTest(words);
            }
        }

        return words.Count + assignments.Count + redirects.Count == 0 && group is null
            ? null
            : new ShellCommand(line, start, _pos, assignments, words, redirects, group);
    }

    /// <summary>The conditions of <c>[[ … ]]</c>, whose operators are no list operators.</summary>
    private void SkipTest(List<ShellWord> words)
    {
        while (_pos < text.Length && Peek() != '\n')
        {
            SkipBlanks();
            if (Peek() is '&' or '|' or '<' or '>' or '(' or ')' or ';')
            {
                _pos++;
                continue;
            }

            var before = _pos;
            var word = ParseWord();
            if (_pos == before)
            {
                return;
            }

            words.Add(word);
            if (word.Parts is [{ Text: "]]" }])
            {
                return;
            }
        }
    }

    private ShellWord ParseArrayValue()
    {
        _pos++;
        var parts = new List<ShellPart>();
        while (_pos < text.Length && Peek() != ')')
        {
            SkipBlanks();
            if (Peek() == '\n')
            {
                EndLine();
                continue;
            }

            var before = _pos;
            if (Peek() != ')')
            {
                parts.AddRange(ParseWord().Parts);
                parts.Add(new ShellPart(ShellPartKind.Text, " ", true));
            }

            if (_pos == before && Peek() != ')')
            {
                _pos++;
            }
        }

        _pos++;
        return new ShellWord(parts);
    }

    private static bool TryAssignment(ShellWord word, out string name, out ShellWord value)
    {
        (name, value) = ("", word);
        if (word.Parts is not [{ Kind: ShellPartKind.Text, IsQuoted: false, Text: var first }, ..])
        {
            return false;
        }

        var equals = first.IndexOf('=');
        var length = equals > 0 && first[equals - 1] == '+' ? equals - 1 : equals;
        if (length <= 0 || char.IsAsciiDigit(first[0]))
        {
            return false;
        }

        foreach (var c in first.AsSpan(0, length))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '[' or ']'))
            {
                return false;
            }
        }

        name = first[..length];
        var rest = first[(equals + 1)..];
        var parts = word.Parts.Skip(1);
        value = new ShellWord([.. rest.Length > 0 ? parts.Prepend(new ShellPart(ShellPartKind.Text, rest, false)) : parts]);
        return true;
    }

    private ShellScript ParseNested(char close)
    {
        _pos++;
        if (!CanNest())
        {
            return new ShellScript([]);
        }

        depth++;
        var script = ParseList(close);
        depth--;
        if (Peek() == close)
        {
            _pos++;
        }

        return script;
    }

    private bool CanNest()
    {
        if (depth < DepthCap)
        {
            return true;
        }

        if (unread.Count == 0)
        {
            unread.Add($"shell: nested deeper than {DepthCap} at line {_line}");
        }

        return false;
    }

    private void SkipBlanks()
    {
        while (_pos < text.Length)
        {
            var c = text[_pos];
            if (c is ' ' or '\t' or '\r' or '\u00a0')
            {
                _pos++;
            }
            else if (c == '\\' && Peek(1) is '\n' or '\r')
            {
                _pos += Peek(1) == '\r' && Peek(2) == '\n' ? 3 : 2;
                _line++;
            }
            else if (c == '#' && (_pos == 0 || text[_pos - 1] is ' ' or '\t' or '\n' or ';' or '&' or '|' or '('))
            {
                var length = text.AsSpan(_pos).IndexOf('\n');
                _pos = length < 0 ? text.Length : _pos + length;
            }
            else
            {
                return;
            }
        }
    }

    private void EndLine()
    {
        _pos++;
        _line++;
        ReadDocuments();
    }

    /// <summary>
    /// Passes over <c>((…))</c> when nothing but arithmetic stands there; false when it may be a group in a group, as
    /// <c>((curl x) | sh)</c> is.
    /// </summary>
    private bool TrySkipArithmetic()
    {
        var open = 0;
        var last = ' ';
        var wasBlank = false;
        for (var i = _pos; i < text.Length && i - _pos < LongestArithmetic && _tries > 0; i++)
        {
            _tries--;
            var c = text[i];
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open == 0)
            {
                _pos = i + 1;
                return true;
            }

            if (c == ' ' || c == '\t')
            {
                wasBlank = true;
                continue;
            }

            // Two words in a row, a pipe or anything that no number has.
            var isWord = char.IsAsciiLetterOrDigit(c) || c is '_' or '$';
            if ((isWord && wasBlank && (char.IsAsciiLetterOrDigit(last) || last is '_' or '}' or ')' or '-')) || (c == '|' && last != '|' && wasBlank)
                || !(isWord || "+-*/%<>=!&|^~?:,()[]{}#@".Contains(c, StringComparison.Ordinal)) || (c == '/' && last == '/'))
            {
                return false;
            }

            (last, wasBlank) = (c, false);
        }

        return false;
    }

    /// <summary>The bodies of the here-documents that the line before announced.</summary>
    private void ReadDocuments()
    {
        foreach (var (delimiter, isQuoted, stripsTabs, into, slot) in _documents)
        {
            var (body, bodyLine) = (new StringBuilder(), _line);
            while (_pos < text.Length)
            {
                var length = text.AsSpan(_pos).IndexOf('\n');
                var end = length < 0 ? text.Length : _pos + length;
                var content = text[_pos..end].TrimEnd('\r');
                content = stripsTabs ? content.TrimStart('\t') : content;
                _pos = Math.Min(end + 1, text.Length);
                _line++;
                if (content == delimiter)
                {
                    break;
                }

                body.Append(content).Append('\n');
            }

            into[slot] = into[slot] with
            {
                Target = isQuoted
                    ? new ShellWord([new ShellPart(ShellPartKind.Text, body.ToString(), true)])
                    : new ShellParser(body.ToString(), bodyLine, depth, unread).ParseDocument(),
            };
        }

        _documents.Clear();
    }
}
