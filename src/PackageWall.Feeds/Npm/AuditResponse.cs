using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes the answer to a bulk audit: the upstream's advisories as they stand, and our own beside them.</summary>
public static class AuditResponse
{
    /// <summary>
    /// Writes <c>{"name":[advisory, …]}</c>. False when the upstream's answer was there and is not such an object: then only ours
    /// are written, and whoever asked should hear that the rest is lacking.
    /// </summary>
    /// <param name="output">Where to.</param>
    /// <param name="upstream">The upstream's answer; empty when there is none.</param>
    /// <param name="own">Advisories on versions that were asked about.</param>
    public static bool Write(IBufferWriter<byte> output, ReadOnlyMemory<byte> upstream, IEnumerable<WallAdvisory> own)
    {
        ILookup<string, WallAdvisory> ours = own.ToLookup(advisory => advisory.Package.Value, StringComparer.Ordinal);
        bool isReadable = upstream.IsEmpty || IsAnswer(upstream.Span);
        using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        json.WriteStartObject();
        var written = new HashSet<string>(StringComparer.Ordinal);
        if (isReadable && !upstream.IsEmpty)
        {
            Merge(json, upstream.Span, ours, written);
        }

        foreach (IGrouping<string, WallAdvisory> package in ours.Where(package => !written.Contains(package.Key)))
        {
            json.WriteStartArray(package.Key);
            WriteOwn(json, package);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return isReadable;
    }

    private static void Merge(
        Utf8JsonWriter json, ReadOnlySpan<byte> upstream, ILookup<string, WallAdvisory> ours, HashSet<string> written)
    {
        var reader = new Utf8JsonReader(upstream, JsonText.ReaderOptions);
        reader.Read();
        while (JsonText.NextProperty(ref reader))
        {
            string name = JsonText.String(ref reader)!;
            reader.Read();
            json.WriteStartArray(name);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                json.WriteRawValue(JsonText.Raw(ref reader, upstream), skipInputValidation: true);
            }

            WriteOwn(json, ours[name]);
            json.WriteEndArray();
            written.Add(name);
        }
    }

    // Looked at before anything is written, because what is written cannot be taken back.
    private static bool IsAnswer(ReadOnlySpan<byte> upstream)
    {
        try
        {
            var reader = new Utf8JsonReader(upstream, JsonText.ReaderOptions);
            bool isAnswer = JsonText.IsUtf8(upstream) && reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (isAnswer && JsonText.NextProperty(ref reader))
            {
                isAnswer = JsonText.String(ref reader) is { } name
                    && names.Add(name)
                    && reader.Read()
                    && reader.TokenType == JsonTokenType.StartArray;
                reader.Skip();
            }

            return isAnswer && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The fields that npm's and pnpm's audits read.
    private static void WriteOwn(Utf8JsonWriter json, IEnumerable<WallAdvisory> advisories)
    {
        foreach (WallAdvisory advisory in advisories)
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, advisory.Id);
            json.WriteString("url"u8, advisory.Link.AbsoluteUri);
            json.WriteString("title"u8, RefusalText.Clean(advisory.Title, 300));
            json.WriteString("severity"u8, advisory.Severity);
            json.WriteString("vulnerable_versions"u8, advisory.Version.Value);
            json.WriteStartArray("cwe"u8);
            json.WriteStringValue("CWE-506");
            json.WriteEndArray();
            json.WriteStartObject("cvss"u8);
            json.WriteNumber("score"u8, 0);
            json.WriteNull("vectorString"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
