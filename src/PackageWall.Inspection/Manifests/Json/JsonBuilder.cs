using System.Text;
using System.Text.Json;

namespace PackageWall.Inspection.Manifests.Json;

/// <summary>Puts tokens together into values, without recursion, and notes the names that repeat.</summary>
internal sealed class JsonBuilder
{
    private readonly Stack<Frame> _open = new();

    public JsonValue? Root { get; private set; }

    public List<JsonDuplicate> Duplicates { get; } = [];

    public void Take(ref Utf8JsonReader reader, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                Frame top = _open.Pop();
                _open.Push(top with { Name = Text(ref reader), Line = line });
                break;
            case JsonTokenType.StartObject:
                Open(JsonValue.Object(line), line);
                break;
            case JsonTokenType.StartArray:
                Open(JsonValue.Array(line), line);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                break;
            case JsonTokenType.String:
                Put(JsonValue.Scalar(line, Text(ref reader), isString: true));
                break;
            case JsonTokenType.Null:
                Put(JsonValue.Scalar(line, null, isString: false));
                break;
            default:
                Put(JsonValue.Scalar(line, Encoding.UTF8.GetString(reader.ValueSpan), isString: false));
                break;
        }
    }

    // A lone surrogate cannot be made a .NET string; the escape as written can.
    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static bool Same(JsonValue left, JsonValue right) =>
        !left.IsObject && !left.IsArray && !right.IsObject && !right.IsArray && left.IsString == right.IsString && left.Text == right.Text;

    private void Open(JsonValue value, int line)
    {
        string path = _open.TryPeek(out Frame parent) ? parent.Value.IsObject ? $"{parent.Path}/{parent.Name}" : parent.Path : "";
        Put(value);
        _open.Push(new Frame(value, path, "", line, value.IsObject ? new Dictionary<string, JsonValue>(StringComparer.Ordinal) : null));
    }

    private void Put(JsonValue value)
    {
        if (!_open.TryPeek(out Frame frame))
        {
            Root ??= value;
        }
        else if (frame.Value.IsObject)
        {
            if (!frame.Seen!.TryAdd(frame.Name, value))
            {
                Duplicates.Add(new JsonDuplicate($"{frame.Path}/{frame.Name}".TrimStart('/'), frame.Line, Same(frame.Seen[frame.Name], value)));
                frame.Seen[frame.Name] = value;
            }

            frame.Value.Add(new JsonMember(frame.Name, value, frame.Line));
        }
        else
        {
            frame.Value.Add(value);
        }
    }

    private readonly record struct Frame(JsonValue Value, string Path, string Name, int Line, Dictionary<string, JsonValue>? Seen);
}
