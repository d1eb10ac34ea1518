using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Rewrites autocomplete answers (NuGet docs, "Autocomplete"): lists of ids, or of one package's versions.</summary>
public static class AutocompleteWriter
{
    /// <summary>An answer to <c>?q=</c>: ids, without those that must not be shown.</summary>
    public static NuGetReading<byte[]> RewriteIds(ReadOnlyMemory<byte> bytes, Func<PackageName, bool> isBlocked) =>
        Rewrite(bytes, text => PackageName.TryParse(Ecosystem.NuGet, text, out PackageName? id) && !isBlocked(id));

    /// <summary>An answer to <c>?id=</c>: versions, without those that are withheld.</summary>
    public static NuGetReading<byte[]> RewriteVersions(ReadOnlyMemory<byte> bytes, Func<PackageVersion, bool> isWithheld) =>
        Rewrite(bytes, text => PackageVersion.TryParse(Ecosystem.NuGet, text, out PackageVersion? version) && !isWithheld(version));

    private static NuGetReading<byte[]> Rewrite(ReadOnlyMemory<byte> bytes, Func<string, bool> keep)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<byte[]>.Failure(reason);
        }

        using (document)
        {
            if (document.RootElement.List("data") is not { } data)
            {
                return new NuGetReading<byte[]>.Failure("the autocomplete answer has no data");
            }

            string[] kept = [.. data.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Where(keep)];
            long total = document.RootElement.Count("totalHits") ?? kept.Length;
            var buffer = new ArrayBufferWriter<byte>(1024);
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteNumber("totalHits", Math.Max(kept.Length, total - (data.GetArrayLength() - kept.Length)));
                json.WriteStartArray("data");
                foreach (string item in kept)
                {
                    json.WriteStringValue(item);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            return new NuGetReading<byte[]>.Read(buffer.WrittenSpan.ToArray());
        }
    }
}
