namespace PackageWall.Feeds.Definitions;

/// <summary>A value of a YAML file with its line, because every mistake is told with its place.</summary>
internal abstract record YamlNode(int Line)
{
    /// <summary>In words, for "must be a list, not …".</summary>
    public abstract string Kind { get; }
}

/// <summary>A plain or quoted value; <c>null</c> and nothing are the same.</summary>
internal sealed record YamlScalar(int Line, string Text, bool IsNull) : YamlNode(Line)
{
    public override string Kind => IsNull ? "nothing" : "a single value";
}

/// <summary>Values after hyphens or in square brackets.</summary>
internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values.</summary>
internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line)
{
    public override string Kind => "keys with values";
}

/// <summary>One key with its value.</summary>
internal sealed record YamlEntry(string Key, int Line, YamlNode Value);
