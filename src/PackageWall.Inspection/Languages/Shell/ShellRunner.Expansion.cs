using System.Globalization;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Expansion of words: POSIX section 2.6, for what is constant.</summary>
internal sealed partial class ShellRunner
{
    private int _expanding;
    private int _processes;

    /// <summary>Expands a word into the words that it becomes: an unquoted value with blanks is cut at them.</summary>
    private void ExpandInto(List<Flow> into, ShellWord word, int line)
    {
        var current = (FlowBuilder?)null;
        foreach (var part in word.Parts)
        {
            var value = ExpandPart(part, line);
            if (part.IsQuoted || part.Kind is not (ShellPartKind.Variable or ShellPartKind.Command) || !value.Text.Any(char.IsWhiteSpace))
            {
                current = (current ?? new FlowBuilder()).Append(value);
                continue;
            }

            var pieces = value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < pieces.Length; i++)
            {
                var piece = value with { Text = pieces[i] };
                if (i == 0 && current is not null && !char.IsWhiteSpace(value.Text[0]))
                {
                    current.Append(piece);
                    continue;
                }

                if (current is not null)
                {
                    into.Add(Produced(current));
                }

                current = new FlowBuilder().Append(piece);
            }
        }

        if (current is not null && (current.Cost > 0 || word.Parts.Any(static part => part.IsQuoted)))
        {
            into.Add(Produced(current));
        }
    }


    private Flow Expand(ShellWord word, int line)
    {
        if (_expanding >= DepthCap)
        {
            return Flow.Unknown;
        }

        _expanding++;
        var result = new FlowBuilder();
        foreach (var part in word.Parts)
        {
            result.Append(ExpandPart(part, line));
        }

        _expanding--;
        return Produced(result);
    }

    private Flow ExpandPart(ShellPart part, int line)
    {
        switch (part.Kind)
        {
            case ShellPartKind.Text:
                return Flow.Of(part.Text);
            case ShellPartKind.Variable:
                return ExpandVariable(part, line);
            case ShellPartKind.Command:
                var output = RunScript(part.Script!, Flow.None);
                return output with { Text = output.Text.TrimEnd('\n') };
            case ShellPartKind.Process:
                var path = $"/dev/fd/{63 + _processes++}";
                var made = RunScript(part.Script!, Flow.None);
                _commands.Remember(path, made);
                return Flow.Of(path).With(made.Names);
            default:
                return Flow.Unknown;
        }
    }

    private Flow ExpandVariable(ShellPart part, int line)
    {
        var argument = part.Argument.Parts.Count == 0 ? Flow.None : Expand(part.Argument, line);
        var isSet = _variables.TryGetValue(part.Text, out var known);
        if (part.Operator.StartsWith('!'))
        {
            return isSet && known!.IsKnown && _variables.TryGetValue(known.Text, out var pointed) ? pointed : Flow.Unknown;
        }

        var value = isSet ? known! : _commands.ReadVariable(part.Text, line, -1);
        if (part.Text is "@" or "*" or "#" or "?" or "$" or "!" or "-" || (part.Text.Length > 0 && char.IsAsciiDigit(part.Text[0])))
        {
            value = part.Text == "0" ? Flow.Of("$0") : Flow.Unknown;
        }

        switch (part.Operator)
        {
            case "":
                return value;
            case ":-" or "-" or ":=" or "=":
                var isEmpty = isSet ? known!.Text.Length == 0 : !value.IsKnown;
                if (isEmpty && part.Operator.EndsWith('='))
                {
                    _variables[part.Text] = argument.With(value.Names);
                }

                return isEmpty ? argument.With(value.Names) : value;
            case ":+" or "+":
                return argument.With(value.Names);
            case ":" when value.IsKnown && argument.IsKnown:
                return Substring(value, argument.Text);
            case "/" or "//" when value.IsKnown && argument.IsKnown:
                var slash = argument.Text.IndexOf('/');
                var (from, to) = slash < 0 ? (argument.Text, "") : (argument.Text[..slash], argument.Text[(slash + 1)..]);
                return from.Length == 0 || from.AsSpan().IndexOfAny('*', '?', '[') >= 0 ? Flow.From(value.Names) : value with { Text = value.Text.Replace(from, to, StringComparison.Ordinal) };
            case "#" or "##" when value.IsKnown && value.Text.StartsWith(argument.Text, StringComparison.Ordinal):
                return value with { Text = value.Text[argument.Text.Length..] };
            case "%" or "%%" when value.IsKnown && value.Text.EndsWith(argument.Text, StringComparison.Ordinal):
                return value with { Text = value.Text[..^argument.Text.Length] };
            case "^^" when value.IsKnown:
                return value with { Text = value.Text.ToUpperInvariant() };
            case ",," when value.IsKnown:
                return value with { Text = value.Text.ToLowerInvariant() };
            case "##" or "#":
                // dirname-like cuts of a path: the folder stays unknown, the rest too.
                return Flow.From(value.Names);
            default:
                return Flow.From(value.Names);
        }
    }

    private static Flow Substring(Flow value, string range)
    {
        var parts = range.Split(':');
        if (!int.TryParse(parts[0].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset))
        {
            return Flow.From(value.Names);
        }

        offset = Math.Clamp(offset < 0 ? value.Text.Length + offset : offset, 0, value.Text.Length);
        var length = value.Text.Length - offset;
        if (parts.Length > 1)
        {
            if (!int.TryParse(parts[1].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var asked))
            {
                return Flow.From(value.Names);
            }

            length = Math.Clamp(asked < 0 ? length + asked : asked, 0, length);
        }

        return value with { Text = value.Text.Substring(offset, length) };
    }
}
