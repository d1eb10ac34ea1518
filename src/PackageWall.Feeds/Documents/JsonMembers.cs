using System.Text;
using System.Text.Json;

namespace PackageWall.Feeds.Documents;

/// <summary>
/// Finds known members of an object in one pass over its bytes. The bytes are those of JSON that was found sound before; a value
/// that is no object has no members, and of members with one name the last counts, as for every reader of a tree.
/// </summary>
internal sealed class JsonMembers(params string[] names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    public int Count => _names.Length;

    /// <summary>Sets where the values of the names stand; an empty range for those that are absent.</summary>
    /// <exception cref="JsonException">It is no JSON, or more follows.</exception>
    public void Find(ReadOnlySpan<byte> json, Span<Range> places)
    {
        places.Clear();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = IndexOf(ref reader);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index >= 0)
            {
                places[index] = start..(int)reader.BytesConsumed;
            }
        }

        reader.Read();
    }

    /// <summary>Moves to the next item of the array that the reader is in or at; its bytes, or nothing at the array's end.</summary>
    public static ReadOnlySpan<byte> NextItem(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (!reader.Read() || (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0 && !reader.Read()) || reader.TokenType == JsonTokenType.EndArray)
        {
            return [];
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (reader.ValueIsEscaped ? reader.ValueTextEquals(_names[i]) : reader.ValueSpan.SequenceEqual(_names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
