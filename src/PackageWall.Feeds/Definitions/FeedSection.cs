namespace PackageWall.Feeds.Definitions;

/// <summary>One mapping of a feed's file: its keys are checked against those that are known, and each value is read by one grammar with one error.</summary>
internal sealed class FeedSection
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly Action<int, string> _error;
    private readonly string _where;

    /// <param name="map">The mapping.</param>
    /// <param name="where">What it is, for messages: <c>policy</c>.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="error">Takes line and message.</param>
    public FeedSection(YamlMap map, string where, string[] known, Action<int, string> error)
    {
        (_where, _error, Line) = (where, error, map.Line);
        foreach (YamlEntry entry in map.Entries)
        {
            if (known.Contains(entry.Key, StringComparer.Ordinal))
            {
                _values.Add(entry.Key, entry.Value);
            }
            else
            {
                string hint = Suggestion.For(entry.Key, known) is { } near ? $"did you mean '{near}'?" : "known keys: " + string.Join(", ", known);
                error(entry.Line, $"{where} has no key '{Show(entry.Key)}'; {hint}");
            }
        }
    }

    /// <summary>Where it begins.</summary>
    public int Line { get; }

    /// <summary>The line of a key's value, or that of the section.</summary>
    public int LineOf(string key) => _values.TryGetValue(key, out YamlNode? node) ? node.Line : Line;

    /// <summary>Whether the key has a value.</summary>
    public bool Has(string key) => _values.TryGetValue(key, out YamlNode? node) && node is not YamlScalar { IsNull: true };

    /// <summary>Says that something is wrong with a key.</summary>
    public void Error(string key, string message) => _error(LineOf(key), message);

    /// <summary>A text; null when it is absent (an error where it is required) or no text (an error).</summary>
    public string? Text(string key, bool required = false)
    {
        if (!Has(key))
        {
            if (required)
            {
                Error(key, $"{_where} needs '{key}'");
            }

            return null;
        }

        if (_values[key] is YamlScalar scalar)
        {
            return scalar.Text;
        }

        Error(key, $"'{key}' must be a single value, not {_values[key].Kind}");
        return null;
    }

    /// <summary>A text read by a grammar; null when it is absent or wrong (an error that says what is right).</summary>
    public T? Value<T>(string key, Func<string, T?> read, string right)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        T? value = read(text);
        if (value is null)
        {
            Error(key, $"'{key}' must be {right}, not '{Show(text)}'");
        }

        return value;
    }

    /// <summary>One of several words, each standing for a value; null when it is absent or none of them.</summary>
    public T? Choice<T>(string key, params (string Word, T Value)[] choices)
        where T : struct
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        return Value<T>(
            key,
            text => Array.IndexOf(words, text) is >= 0 and var index ? choices[index].Value : null,
            string.Join(" or ", words));
    }

    /// <summary>The texts of a list; those that are no texts are errors.</summary>
    public IEnumerable<YamlScalar> Texts(string key)
    {
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlScalar { IsNull: false } scalar)
            {
                yield return scalar;
            }
            else
            {
                _error(item.Line, $"an entry of '{key}' must be a single value, not {item.Kind}");
            }
        }
    }

    /// <summary>The mappings of a list; those that are none are errors.</summary>
    public IEnumerable<YamlMap> Maps(string key)
    {
        foreach (YamlNode item in Items(key))
        {
            if (item is YamlMap map)
            {
                yield return map;
            }
            else
            {
                _error(item.Line, $"an entry of '{key}' must be keys with values, not {item.Kind}");
            }
        }
    }

    /// <summary>A section within; null when it is absent or none (an error).</summary>
    public YamlMap? Map(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        if (_values[key] is YamlMap map)
        {
            return map;
        }

        Error(key, $"'{key}' must be keys with values, not {_values[key].Kind}");
        return null;
    }

    /// <summary>A text of the file as messages show it: short, and without anything that could colour a terminal.</summary>
    public static string Show(string text) => Refusals.RefusalText.Clean(text, 60);

    private IReadOnlyList<YamlNode> Items(string key)
    {
        if (!Has(key))
        {
            return [];
        }

        if (_values[key] is YamlList list)
        {
            return list.Items;
        }

        Error(key, $"'{key}' must be a list, not {_values[key].Kind}");
        return [];
    }
}
