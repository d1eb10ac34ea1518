using System.Text;
using System.Text.Json;

namespace PackageWall.Inspection.Manifests.Json;

/// <summary>
/// Reads JSON and says everything about it that two parsers could take differently (RFC 8259, section 4 on names that repeat and
/// section 8.1 on byte order marks). Never throws on any input.
/// </summary>
internal static class StrictJson
{
    public const string ByteOrderMark = "byte order mark";
    public const string NotStrict = "comments or trailing commas";
    public const string BrokenText = "text that is not UTF-8";

    private const int Depth = 200;

    public static JsonReading Read(ReadOnlyMemory<byte> content)
    {
        var oddities = new List<string>();
        ReadOnlySpan<byte> bytes = content.Span;
        if (bytes.StartsWith((byte[])[0xef, 0xbb, 0xbf]))
        {
            oddities.Add(ByteOrderMark);
            bytes = bytes[3..];
        }

        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            // As JavaScript reads it: every broken sequence becomes a replacement character.
            oddities.Add(BrokenText);
            bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        }

        JsonReading strict = Parse(bytes, lenient: false, oddities);
        if (strict.Error is null)
        {
            return strict;
        }

        JsonReading lenient = Parse(bytes, lenient: true, oddities);
        return lenient.Error is null
            ? lenient with { Oddities = [.. oddities, NotStrict] }
            : lenient;
    }

    private static JsonReading Parse(ReadOnlySpan<byte> bytes, bool lenient, List<string> oddities)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions
        {
            MaxDepth = Depth,
            CommentHandling = lenient ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
            AllowTrailingCommas = lenient,
        });
        var builder = new JsonBuilder();
        string? error = null;
        int line = 1;
        int counted = 0;
        try
        {
            while (reader.Read())
            {
                int start = (int)reader.TokenStartIndex;
                line += bytes[counted..start].Count((byte)'\n');
                counted = start;
                builder.Take(ref reader, line);
            }
        }
        catch (JsonException failure)
        {
            error = $"Not JSON at line {(failure.LineNumber ?? 0) + 1}.";
        }

        return new JsonReading(builder.Root ?? JsonValue.Object(1), builder.Duplicates, oddities, error);
    }
}
