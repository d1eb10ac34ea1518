using System.Text;

namespace PackageWall.Inspection.Languages.Gyp;

/// <summary>
/// Variables of a gyp file whose value is one plain word wherever they are set: what <c>&lt;(name)</c> then stands for in a command. A variable with
/// several values, or one that is computed, stands for nothing that is known. GYP's input format reference, "Variable Expansions".
/// </summary>
internal sealed class GypVariables
{
    private static readonly System.Buffers.SearchValues<char> PlainWord =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+");

    // What a compiler says of itself is no word of the package: any version will do to see what a command does with it.
    private const string SomeVersion = "0.0.0";

    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <summary>Collects them from a file; the depth of values is bounded by the parser.</summary>
    public static GypVariables Of(GypValue root)
    {
        GypVariables variables = new();
        variables.Collect(root, isVariables: false);
        return variables;
    }

    /// <summary>A command with the words that its variables stand for.</summary>
    public string Fill(string command)
    {
        if (_values.Count == 0 || !command.Contains("<(", StringComparison.Ordinal))
        {
            return command;
        }

        StringBuilder filled = new();
        int from = 0;
        for (int open = command.IndexOf("<(", StringComparison.Ordinal); open >= 0; open = command.IndexOf("<(", from, StringComparison.Ordinal))
        {
            int close = command.IndexOf(')', open);
            filled.Append(command, from, open - from);
            if (close < 0)
            {
                from = open;
                break;
            }

            filled.Append(_values.GetValueOrDefault(command[(open + 2)..close]) ?? command[open..(close + 1)]);
            from = close + 1;
        }

        return filled.Append(command, from, command.Length - from).ToString();
    }

    private void Collect(GypValue value, bool isVariables)
    {
        foreach (GypValue item in value.Items ?? [])
        {
            Collect(item, isVariables: false);
        }

        foreach ((string key, GypValue inner) in value.Pairs ?? [])
        {
            if (isVariables)
            {
                string name = key.TrimEnd('%', '+', '=', '?', '!', '/');
                string? word = inner.Text is not { Length: > 0 and < 200 } text ? null
                    : !text.AsSpan().ContainsAnyExcept(PlainWord) ? text
                    : text.StartsWith("<!(", StringComparison.Ordinal) && text.EndsWith(')') && GypCommands.IsCompilerVersion(text[3..^1]) ? SomeVersion
                    : null;
                _values[name] = _values.TryGetValue(name, out string? known) && known != word ? null : word;
            }

            Collect(inner, isVariables: key.TrimEnd('%') == "variables");
        }
    }
}
