using System.Text;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Takes an f-string apart into texts and the places of its expressions (PEP 498, PEP 701: nested quotes are allowed).</summary>
internal sealed class PythonFormatString(string text, int end, char quote, bool isTriple, bool isRaw)
{
    public List<FormatPart> Read(ref int at, ref int line)
    {
        var parts = new List<FormatPart>();
        var literal = new StringBuilder();
        while (at < end)
        {
            var letter = text[at];
            if (letter == quote && (!isTriple || IsTripleAt(at)))
            {
                at += isTriple ? 3 : 1;
                break;
            }

            if (letter is '\n' or '\r' && !isTriple)
            {
                break;
            }

            if (letter == '\\' && !isRaw && at + 1 < end)
            {
                line += text[at + 1] == '\n' ? 1 : 0;
                at = PythonString.Escape(text, at, end, literal, isBytes: false);
            }
            else if (letter == '\\' && at + 1 < end && text[at + 1] is '\\' or '"' or '\'')
            {
                // A raw string keeps the backslash, and the quote after it does not end it.
                literal.Append(text, at, 2);
                at += 2;
            }
            else if (letter is '{' or '}' && at + 1 < end && text[at + 1] == letter)
            {
                literal.Append(letter);
                at += 2;
            }
            else if (letter == '{')
            {
                Flush(parts, literal);
                Expression(parts, ref at, ref line);
            }
            else
            {
                line += letter == '\n' ? 1 : 0;
                literal.Append(letter);
                at++;
            }
        }

        Flush(parts, literal);
        return parts;
    }

    private bool IsTripleAt(int at) => at + 2 < end && text[at + 1] == quote && text[at + 2] == quote;

    private static void Flush(List<FormatPart> parts, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new(literal.ToString(), 0, 0, 0));
            literal.Clear();
        }
    }

    private void Expression(List<FormatPart> parts, ref int at, ref int line)
    {
        var start = ++at;
        var startLine = line;
        var depth = 0;
        var stop = -1;
        while (at < end)
        {
            var letter = text[at];
            if (letter is '"' or '\'')
            {
                // Older Pythons end the whole literal here; then the rest of the line decides.
                if (letter == quote && (isTriple ? IsTripleAt(at) : !HasCloser(at)))
                {
                    break;
                }

                SkipString(ref at, ref line);
                continue;
            }

            if (letter == '\n')
            {
                if (!isTriple && depth == 0 && stop < 0 && text.AsSpan(start, at - start).Trim().IsEmpty)
                {
                    break;
                }

                line++;
            }

            if (letter is '(' or '[' or '{')
            {
                depth++;
            }
            else if (letter is ')' or ']' or '}')
            {
                if (depth == 0)
                {
                    stop = stop < 0 ? at : stop;
                    at++;
                    break;
                }

                depth--;
            }
            else if (depth == 0 && stop < 0 && (letter == ':' || (letter == '!' && (at + 1 >= end || text[at + 1] != '='))))
            {
                stop = at;
            }

            at++;
        }

        stop = stop < 0 ? at : stop;
        parts.Add(new(null, start, Math.Max(start, stop), startLine));
    }

    private bool HasCloser(int at)
    {
        var rest = text.AsSpan(at + 1, Math.Min(end - at - 1, 2000));
        var next = rest.IndexOf(quote);
        var brace = rest.IndexOf('}');
        var newline = rest.IndexOf('\n');
        return next >= 0 && (newline < 0 || next < newline) && brace > next;
    }

    private void SkipString(ref int at, ref int line)
    {
        var mark = text[at++];
        while (at < end && text[at] != mark)
        {
            if (text[at] == '\n')
            {
                if (!isTriple)
                {
                    return;
                }

                line++;
            }

            at += text[at] == '\\' ? 2 : 1;
        }

        at = Math.Min(at + 1, end);
    }
}
