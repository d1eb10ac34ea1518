namespace PackageWall.Inspection.Manifests.Json;

/// <summary>One member of an object, in the order of the file; a name may come twice.</summary>
internal readonly record struct JsonMember(string Name, JsonValue Value, int Line);

/// <summary>
/// A JSON value that keeps what a parser into dictionaries loses: the order, the line, and members that come twice. Looking up a
/// name gives the last one, as JavaScript does.
/// </summary>
internal sealed class JsonValue
{
    private readonly List<JsonMember>? _members;
    private readonly List<JsonValue>? _items;

    private JsonValue(int line, string? text, bool isString, List<JsonMember>? members, List<JsonValue>? items) =>
        (Line, Text, IsString, _members, _items) = (line, text, isString, members, items);

    /// <summary>Line of its first character, from 1.</summary>
    public int Line { get; }

    /// <summary>A string's characters; a number, true or false as written; null for null, objects and arrays.</summary>
    public string? Text { get; }

    public bool IsString { get; }

    public bool IsObject => _members is not null;

    public bool IsArray => _items is not null;

    public IReadOnlyList<JsonMember> Members => _members ?? [];

    public IReadOnlyList<JsonValue> Items => _items ?? [];

    /// <summary>The characters when it is a string, else null.</summary>
    public string? String => IsString ? Text : null;

    /// <summary>The last member of that name.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            for (int i = (_members?.Count ?? 0) - 1; i >= 0; i--)
            {
                if (_members![i].Name == name)
                {
                    return _members[i].Value;
                }
            }

            return null;
        }
    }

    public static JsonValue Scalar(int line, string? text, bool isString) => new(line, text, isString, null, null);

    public static JsonValue Object(int line) => new(line, null, false, [], null);

    public static JsonValue Array(int line) => new(line, null, false, null, []);

    internal void Add(JsonMember member) => _members!.Add(member);

    internal void Add(JsonValue item) => _items!.Add(item);

    /// <summary>All strings in it, however deep, each with the path of names that leads to it. Bounded by the depth that the reader allows.</summary>
    public IEnumerable<(string Path, JsonValue Value)> Strings()
    {
        var waiting = new Stack<(string Path, JsonValue Value)>();
        waiting.Push(("", this));
        while (waiting.TryPop(out var next))
        {
            if (next.Value.IsString)
            {
                yield return next;
            }

            for (int i = next.Value.Items.Count - 1; i >= 0; i--)
            {
                waiting.Push((next.Path, next.Value.Items[i]));
            }

            for (int i = next.Value.Members.Count - 1; i >= 0; i--)
            {
                waiting.Push(($"{next.Path}/{next.Value.Members[i].Name}", next.Value.Members[i].Value));
            }
        }
    }
}
