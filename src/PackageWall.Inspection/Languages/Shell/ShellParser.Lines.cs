using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>What is read by lines or passed over as a whole: here-documents and arithmetic. POSIX sections 2.6.4 and 2.7.4.</summary>
internal sealed partial class ShellParser
{
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
