using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace PackageWall.Feeds.Documents;

/// <summary>
/// JSON from outside, read without exceptions reaching a caller: syntax errors, names and strings that are no text (a lone
/// surrogate is valid JSON syntax and no string), and wrong kinds are all plain answers.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Parses a document. A byte order mark is passed over, because some indexes send one.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out JsonDocument? document, out string reason)
    {
        if (bytes.Span.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        document = null;
        reason = "";
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
            if (IsPlain(bytes.Span) || IsSound(document.RootElement))
            {
                return true;
            }

            document.Dispose();
            document = null;
            reason = "a string in the document is not valid text";
        }
        catch (JsonException error)
        {
            reason = $"not valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine})";
        }

        return false;
    }

    /// <summary>A member of an object, if the element is one and has it.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

    /// <summary>A member that is a string, else null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member that is an array, else null.</summary>
    public static JsonElement? List(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>A member that is true or false, else null.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A member that is a whole number from 0, else null.</summary>
    public static long? Count(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) && number >= 0 ? number : null;

    /// <summary>Whether every string of JSON is text.</summary>
    public static bool IsText(ReadOnlyMemory<byte> json)
    {
        if (IsPlain(json.Span))
        {
            return true;
        }

        bool isText = TryParse(json, out JsonDocument? document, out _);
        document?.Dispose();
        return isText;
    }

    // Valid UTF-8 without an escaped surrogate holds only strings that are text: true of nearly every document, and cheap to see.
    private static bool IsPlain(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) && bytes.IndexOf("\\ud"u8) < 0 && bytes.IndexOf("\\uD"u8) < 0;

    // Depth is bounded by MaxDepth; every string is touched once, so that later readers need not fear any.
    private static bool IsSound(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty member in element.EnumerateObject())
                    {
                        _ = member.Name;
                        if (!IsSound(member.Value))
                        {
                            return false;
                        }
                    }

                    return true;
                case JsonValueKind.Array:
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        if (!IsSound(item))
                        {
                            return false;
                        }
                    }

                    return true;
                case JsonValueKind.String:
                    _ = element.GetString();
                    return true;
                default:
                    return true;
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
