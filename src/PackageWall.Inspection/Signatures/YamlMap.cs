using YamlDotNet.RepresentationModel;

namespace PackageWall.Inspection.Signatures;

/// <summary>A mapping of a YAML file. Every wrong key or value is noted with its line, and reading goes on with the next one.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _pairs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly string _file;
    private readonly List<SignatureError> _errors;

    public YamlMap(string file, YamlMappingNode node, List<SignatureError> errors)
    {
        (_file, _errors, Line) = (file, errors, (int)node.Start.Line);
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            _pairs[(key as YamlScalarNode)?.Value ?? ""] = (key, value);
        }
    }

    /// <summary>Line of the mapping.</summary>
    public int Line { get; }

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key)
    {
        _asked.Add(key);
        return _pairs.ContainsKey(key);
    }

    /// <summary>Line of a key, or of the mapping when the key is not there.</summary>
    public int LineOf(string key) => _pairs.TryGetValue(key, out (YamlNode Key, YamlNode Value) pair) ? (int)pair.Key.Start.Line : Line;

    /// <summary>Notes an error.</summary>
    public void Wrong(int line, string message) => _errors.Add(new SignatureError(_file, line, message));

    /// <summary>A text that must be there.</summary>
    public string Text(string key)
    {
        string? text = OptionalText(key);
        if (string.IsNullOrWhiteSpace(text))
        {
            Wrong(LineOf(key), $"'{key}' is missing.");
        }

        return text ?? "";
    }

    /// <summary>A text that may be there.</summary>
    public string? OptionalText(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        if (_pairs[key].Value is YamlScalarNode scalar)
        {
            return scalar.Value;
        }

        Wrong(LineOf(key), $"'{key}' must be a text.");
        return null;
    }

    /// <summary>One text or a list of them; empty when the key is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (!Has(key))
        {
            return [];
        }

        switch (_pairs[key].Value)
        {
            case YamlScalarNode { Value: { } value }:
                return [value];
            case YamlSequenceNode sequence when sequence.Children.All(child => child is YamlScalarNode { Value: not null }):
                return [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value!)];
            default:
                Wrong(LineOf(key), $"'{key}' must be a text or a list of texts.");
                return [];
        }
    }

    /// <summary>Globs, or null when the key is not there.</summary>
    public GlobSet? Globs(string key) => Has(key) ? new GlobSet(Texts(key)) : null;

    /// <summary>A whole number of at least 0; <paramref name="otherwise"/> when the key is not there.</summary>
    public int Number(string key, int otherwise)
    {
        if (OptionalText(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, out int number) && number >= 0)
        {
            return number;
        }

        Wrong(LineOf(key), $"'{key}' must be a whole number, not '{text}'.");
        return otherwise;
    }

    /// <summary>True, false, or null when the key is not there.</summary>
    public bool? Flag(string key)
    {
        switch (OptionalText(key))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                Wrong(LineOf(key), $"'{key}' must be true or false.");
                return null;
        }
    }

    /// <summary>A mapping under a key, or null.</summary>
    public YamlMap? Map(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        if (_pairs[key].Value is YamlMappingNode node)
        {
            return new YamlMap(_file, node, _errors);
        }

        Wrong(LineOf(key), $"'{key}' must be a mapping.");
        return null;
    }

    /// <summary>The mappings of a list under a key.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        if (!Has(key))
        {
            return [];
        }

        if (_pairs[key].Value is YamlSequenceNode sequence && sequence.Children.All(child => child is YamlMappingNode))
        {
            return [.. sequence.Children.Select(child => new YamlMap(_file, (YamlMappingNode)child, _errors))];
        }

        Wrong(LineOf(key), $"'{key}' must be a list of mappings.");
        return [];
    }

    /// <summary>Notes every key that nobody asked for: a misspelt condition must not be taken for none.</summary>
    public void NothingElse()
    {
        foreach ((string key, (YamlNode node, _)) in _pairs)
        {
            if (!_asked.Contains(key))
            {
                Wrong((int)node.Start.Line, $"'{key}' is not known here; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
            }
        }
    }
}
