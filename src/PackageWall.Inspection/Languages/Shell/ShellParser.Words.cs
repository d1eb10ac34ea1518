using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Words: quoting, expansions, redirections. POSIX sections 2.2, 2.6 and 2.7.</summary>
internal sealed partial class ShellParser
{
    /// <summary>The body of a here-document whose delimiter was not quoted: expansions count, quotes do not.</summary>
    private ShellWord ParseDocument()
    {
        var parts = new List<ShellPart>();
        ParseQuoted(parts, '\0');
        return new ShellWord(parts);
    }

    private ShellWord ParseWord()
    {
        var parts = new List<ShellPart>();
        var plain = new StringBuilder();
        while (_pos < text.Length)
        {
            var c = text[_pos];
            if (c is ' ' or '\t' or '\n' or '\r' or ';' or '&' or '|' or ')' or '(' or '\u00a0')
            {
                break;
            }

            if (c is '<' or '>')
            {
                if (Peek(1) != '(')
                {
                    break;
                }

                Push(parts, plain, false);
                _pos++;
                parts.Add(new ShellPart(ShellPartKind.Process, "", true) { Script = ParseNested(')') });
                continue;
            }

            switch (c)
            {
                case '\\':
                    if (Peek(1) == '\n')
                    {
                        _line++;
                    }
                    else if (Peek(1) != '\0')
                    {
                        plain.Append(Peek(1));
                    }

                    _pos = Math.Min(_pos + 2, text.Length);
                    break;
                case '\'':
                    Push(parts, plain, false);
                    ReadSingleQuoted(parts);
                    break;
                case '"':
                    Push(parts, plain, false);
                    _pos++;
                    ParseQuoted(parts, '"');
                    break;
                case '$' when Peek(1) is '\'' or '"':
                    Push(parts, plain, false);
                    _pos++;
                    if (Peek() == '\'')
                    {
                        ReadAnsiQuoted(parts);
                    }

                    break;
                case '$' or '`':
                    if (!TryParseExpansion(parts, plain, isQuoted: false))
                    {
                        plain.Append(c);
                        _pos++;
                    }

                    break;
                default:
                    plain.Append(c);
                    _pos++;
                    break;
            }
        }

        Push(parts, plain, false);
        return new ShellWord(parts);
    }

    private static void Push(List<ShellPart> parts, StringBuilder plain, bool isQuoted)
    {
        if (plain.Length > 0)
        {
            parts.Add(new ShellPart(ShellPartKind.Text, plain.ToString(), isQuoted));
            plain.Clear();
        }
    }

    private void ReadSingleQuoted(List<ShellPart> parts)
    {
        var length = text.AsSpan(_pos + 1).IndexOf('\'');
        var end = length < 0 ? text.Length : _pos + 1 + length;
        var content = text[(_pos + 1)..end];
        _line += content.AsSpan().Count('\n');
        parts.Add(new ShellPart(ShellPartKind.Text, content, true));
        _pos = Math.Min(end + 1, text.Length);
    }

    /// <summary><c>$'…'</c> with its escapes.</summary>
    private void ReadAnsiQuoted(List<ShellPart> parts)
    {
        var content = new StringBuilder();
        _pos++;
        while (_pos < text.Length && text[_pos] != '\'')
        {
            if (text[_pos] != '\\')
            {
                content.Append(text[_pos++]);
                continue;
            }

            ShellEscapes.Append(content, text, ref _pos);
        }

        _pos = Math.Min(_pos + 1, text.Length);
        parts.Add(new ShellPart(ShellPartKind.Text, content.ToString(), true));
    }

    private void ParseQuoted(List<ShellPart> parts, char close)
    {
        var plain = new StringBuilder();
        var any = false;
        while (_pos < text.Length)
        {
            var c = text[_pos];
            if (c == close && close != '\0')
            {
                _pos++;
                break;
            }

            if (c == '\\')
            {
                var next = Peek(1);
                if (next == '\n')
                {
                    _line++;
                }
                else if (next is '$' or '`' or '"' or '\\')
                {
                    plain.Append(next);
                }
                else
                {
                    plain.Append('\\');
                    if (next != '\0')
                    {
                        plain.Append(next);
                    }
                }

                _pos = Math.Min(_pos + 2, text.Length);
            }
            else if (c is '$' or '`' && TryParseExpansion(parts, plain, isQuoted: true))
            {
                any = true;
            }
            else
            {
                _line += c == '\n' ? 1 : 0;
                plain.Append(c);
                _pos++;
            }
        }

        if (plain.Length > 0 || !any)
        {
            parts.Add(new ShellPart(ShellPartKind.Text, plain.ToString(), true));
        }
    }

    private bool TryParseExpansion(List<ShellPart> parts, StringBuilder plain, bool isQuoted)
    {
        if (text[_pos] == '`')
        {
            Push(parts, plain, isQuoted);
            parts.Add(ReadBackticks(isQuoted));
            return true;
        }

        var next = Peek(1);
        if (next == '(')
        {
            Push(parts, plain, isQuoted);
            _pos++;
            if (Peek(1) == '(' && TrySkipArithmetic())
            {
                parts.Add(new ShellPart(ShellPartKind.Other, "", isQuoted));
            }
            else
            {
                parts.Add(new ShellPart(ShellPartKind.Command, "", isQuoted) { Script = ParseNested(')') });
            }

            return true;
        }

        if (next == '{')
        {
            Push(parts, plain, isQuoted);
            parts.Add(ReadBraced(isQuoted));
            return true;
        }

        var end = _pos + 1;
        if (next is '@' or '*' or '#' or '?' or '$' or '!' or '-' or (>= '0' and <= '9'))
        {
            end++;
        }
        else
        {
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }
        }

        if (end == _pos + 1)
        {
            return false;
        }

        Push(parts, plain, isQuoted);
        parts.Add(new ShellPart(ShellPartKind.Variable, text[(_pos + 1)..end], isQuoted));
        _pos = end;
        return true;
    }

    private ShellPart ReadBackticks(bool isQuoted)
    {
        var content = new StringBuilder();
        var startLine = _line;
        _pos++;
        while (_pos < text.Length && text[_pos] != '`')
        {
            if (text[_pos] == '\\' && Peek(1) is '`' or '\\' or '$')
            {
                _pos++;
            }

            _line += text[_pos] == '\n' ? 1 : 0;
            content.Append(text[_pos++]);
        }

        _pos = Math.Min(_pos + 1, text.Length);
        var script = CanNest() ? new ShellParser(content.ToString(), startLine, depth + 1, unread).Parse() : new ShellScript([]);
        return new ShellPart(ShellPartKind.Command, "", isQuoted) { Script = script };
    }

    /// <summary><c>${name}</c>, <c>${#name}</c>, <c>${!name}</c> and <c>${name operator argument}</c>.</summary>
    private ShellPart ReadBraced(bool isQuoted)
    {
        _pos += 2;
        var prefix = Peek() is '!' or '#' && Peek(1) != '}' ? text[_pos++].ToString() : "";
        var start = _pos;
        while (_pos < text.Length && (char.IsAsciiLetterOrDigit(text[_pos]) || text[_pos] is '_' or '@' or '*' or '?' or '[' or ']'))
        {
            _pos++;
        }

        var name = text[start.._pos];
        var from = _pos;
        while (_pos < text.Length && text[_pos] is ':' or '-' or '+' or '=' or '?' or '#' or '%' or '/' or '^' or ',' or '@' && _pos - from < 2)
        {
            _pos++;
        }

        var operation = prefix + text[from.._pos];
        var parts = new List<ShellPart>();
        var plain = new StringBuilder();
        var canNest = CanNest();
        depth++;
        while (_pos < text.Length && text[_pos] != '}')
        {
            var c = text[_pos];
            if (c == '\\' && Peek(1) != '\0')
            {
                plain.Append(Peek(1));
                _pos += 2;
            }
            else if (c is '\'' && !isQuoted)
            {
                Push(parts, plain, false);
                ReadSingleQuoted(parts);
            }
            else if (c == '"')
            {
                Push(parts, plain, false);
                _pos++;
                ParseQuoted(parts, '"');
            }
            else if (!(c is '$' or '`' && canNest && TryParseExpansion(parts, plain, isQuoted)))
            {
                _line += c == '\n' ? 1 : 0;
                plain.Append(c);
                _pos++;
            }
        }

        depth--;
        _pos = Math.Min(_pos + 1, text.Length);
        Push(parts, plain, false);
        return new ShellPart(ShellPartKind.Variable, name, isQuoted) { Operator = operation, Argument = new ShellWord(parts) };
    }

    private bool TryParseRedirect(List<ShellRedirect> redirects)
    {
        var at = _pos;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - _pos < 4)
        {
            at++;
        }

        if (at < text.Length && text[at] == '&' && at == _pos)
        {
            at++;
        }

        if (at >= text.Length || text[at] is not ('<' or '>') || (text[at] == '<' && at + 1 < text.Length && text[at + 1] == '('))
        {
            return false;
        }

        if (text[at] == '>' && at + 1 < text.Length && text[at + 1] == '(')
        {
            return false;
        }

        var descriptor = text[_pos..at];
        var end = at + 1;
        while (end < text.Length && text[end] is '<' or '>' or '&' or '|' or '-' && end - at < 3 && !(text[end] == '-' && text[end - 1] != '<'))
        {
            end++;
        }

        var operation = text[at..end];
        _pos = end;
        SkipBlanks();
        if (operation is "<<" or "<<-")
        {
            var isQuoted = Peek() is '\'' or '"' or '\\';
            var delimiter = string.Concat(ParseWord().Parts.Select(static part => part.Text));
            redirects.Add(new ShellRedirect("<<", ShellWord.Empty));
            _documents.Add((delimiter, isQuoted, operation == "<<-", redirects, redirects.Count - 1));
            return true;
        }

        if (operation.EndsWith('&') && (char.IsAsciiDigit(Peek()) || Peek() == '-'))
        {
            _pos++;
            return true;
        }

        redirects.Add(new ShellRedirect((descriptor is "" or "1" or "0" ? "" : descriptor) + operation, ParseWord()));
        return true;
    }
}
