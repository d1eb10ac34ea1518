using System.Buffers;
using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes a search answer (<c>GET /-/v1/search</c>) without the packages that are blocked.</summary>
public static class NpmSearchFilter
{
    /// <summary>Copies <c>{"objects":[…],"total":n,…}</c>; false when it is not such an answer, and then the output must be thrown away.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="upstream">The upstream's answer.</param>
    /// <param name="isBlocked">Whether a package must not be found.</param>
    public static bool TryWrite(IBufferWriter<byte> output, ReadOnlyMemory<byte> upstream, Func<PackageName, bool> isBlocked)
    {
        try
        {
            return JsonText.IsUtf8(upstream.Span) && Copy(output, upstream.Span, isBlocked);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Copy(IBufferWriter<byte> output, ReadOnlySpan<byte> upstream, Func<PackageName, bool> isBlocked)
    {
        var reader = new Utf8JsonReader(upstream, JsonText.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        json.WriteStartObject();
        long? total = null;
        int dropped = 0;
        bool hasObjects = false;
        while (JsonText.NextProperty(ref reader))
        {
            ReadOnlySpan<byte> key = JsonText.Name(ref reader);
            reader.Read();
            if (key.SequenceEqual("objects"u8))
            {
                if (hasObjects || reader.TokenType != JsonTokenType.StartArray)
                {
                    return false;
                }

                hasObjects = true;
                dropped = CopyObjects(json, ref reader, upstream, isBlocked);
            }
            else if (key.SequenceEqual("total"u8))
            {
                total = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long stated) ? stated : null;
                reader.Skip();
            }
            else if (key.SequenceEqual("time"u8))
            {
                json.WritePropertyName(key);
                json.WriteRawValue(JsonText.Raw(ref reader, upstream), skipInputValidation: true);
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        if (total is { } all)
        {
            json.WriteNumber("total"u8, Math.Max(0, all - dropped));
        }

        json.WriteEndObject();
        json.Flush();
        return hasObjects;
    }

    private static int CopyObjects(Utf8JsonWriter json, ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, Func<PackageName, bool> isBlocked)
    {
        int dropped = 0;
        json.WriteStartArray("objects"u8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Utf8JsonReader look = reader;
            ReadOnlySpan<byte> raw = JsonText.Raw(ref reader, upstream);
            if (NameOf(ref look) is { } name && !isBlocked(name))
            {
                json.WriteRawValue(raw, skipInputValidation: true);
            }
            else
            {
                dropped++;
            }
        }

        json.WriteEndArray();
        return dropped;
    }

    // "package": {"name": …}; null when it stands twice or not at all.
    private static PackageName? NameOf(ref Utf8JsonReader reader)
    {
        PackageName? name = null;
        int seen = 0;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (JsonText.NextProperty(ref reader))
        {
            bool isPackage = JsonText.Name(ref reader).SequenceEqual("package"u8);
            reader.Read();
            if (!isPackage || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (JsonText.NextProperty(ref reader))
            {
                bool isName = JsonText.Name(ref reader).SequenceEqual("name"u8);
                reader.Read();
                if (isName)
                {
                    seen++;
                    _ = PackageName.TryParse(Ecosystem.Npm, JsonText.String(ref reader), out name);
                }

                reader.Skip();
            }
        }

        return seen == 1 ? name : null;
    }
}
