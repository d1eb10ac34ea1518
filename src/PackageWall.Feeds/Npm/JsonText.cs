using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace PackageWall.Feeds.Npm;

/// <summary>Small helpers over the in-box JSON reader and writer, so that documents are read in one forward pass and never throw over odd text.</summary>
internal static class JsonText
{
    // Publishers put what they like into package.json, and the reader keeps one bit per level: deep nesting costs nothing.
    private const int MaxDepth = 1024;

    /// <summary>Strict JSON without comments or trailing commas.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Compact; text is escaped for JSON only, because these documents never stand inside HTML.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth + 8,
        SkipValidation = true,
    };

    /// <summary>Whether the bytes are UTF-8 throughout: the in-box reader does not look inside values that it skips.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> json) => Utf8.IsValid(json);

    /// <summary>The property name at the reader, unescaped; empty when it holds half a surrogate pair and so is no text.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        !reader.ValueIsEscaped ? reader.ValueSpan : HasLoneSurrogate(reader.ValueSpan) ? [] : Encoding.UTF8.GetBytes(reader.GetString()!);

    /// <summary>The string at the reader, or null when it is no string or holds half a surrogate pair.</summary>
    public static string? String(ref Utf8JsonReader reader) =>
        reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || (reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan))
            ? null
            : reader.GetString();

    /// <summary>The string at the reader as UTF-8; false when it is no string or holds half a surrogate pair.</summary>
    public static bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = [];
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (!reader.ValueIsEscaped)
        {
            text = reader.ValueSpan;
            return true;
        }

        string? unescaped = String(ref reader);
        text = unescaped is null ? [] : Encoding.UTF8.GetBytes(unescaped);
        return unescaped is not null;
    }

    /// <summary>The whole value at the reader as it stands in the document; the reader ends on its last token.</summary>
    public static ReadOnlySpan<byte> Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    /// <summary>Where the whole value at the reader stands in the document; the reader ends on its last token.</summary>
    public static (int Start, int End) Range(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed);
    }

    /// <summary>Whether the property name at the reader is this one, which is ASCII.</summary>
    public static bool NameIs(ref Utf8JsonReader reader, string name) =>
        reader.ValueIsEscaped ? String(ref reader) == name : Ascii.Equals(reader.ValueSpan, name);

    /// <summary>Moves on to the next property name of the object that the reader is in; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    // RFC 8259, section 7: a character beyond the basic plane is two escapes. Half a pair is JSON, but it is not text, and
    // GetString throws over it.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        bool high = false;
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != (byte)'\\')
            {
                if (high)
                {
                    return true;
                }

                continue;
            }

            i++;
            if (i >= escaped.Length || escaped[i] != (byte)'u')
            {
                if (high)
                {
                    return true;
                }

                continue;
            }

            if (i + 4 >= escaped.Length || !Utf8Parser.TryParse(escaped.Slice(i + 1, 4), out ushort unit, out int used, 'x') || used != 4)
            {
                return true;
            }

            i += 4;
            bool low = char.IsLowSurrogate((char)unit);
            if (low != high)
            {
                return true;
            }

            high = char.IsHighSurrogate((char)unit);
        }

        return high;
    }
}
