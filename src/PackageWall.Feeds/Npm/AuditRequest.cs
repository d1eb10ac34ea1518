using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>What a client wants advisories for: the body of <c>POST /-/npm/v1/security/advisories/bulk</c>, <c>{"name":["1.2.0"]}</c>.</summary>
/// <param name="Packages">Names and versions that are ones, in the order of the body.</param>
/// <param name="LeftOut">How many names and versions were not: local packages, aliases.</param>
public sealed record AuditRequest(IReadOnlyDictionary<PackageName, IReadOnlyList<PackageVersion>> Packages, int LeftOut)
{
    // Trees of this size do not exist; the body's size is the server's to bound.
    private const int MaxEntries = 500_000;

    /// <summary>Reads an unpacked body; false when it is not such an object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out AuditRequest? request)
    {
        request = Read(body);
        return request is not null;
    }

    private static AuditRequest? Read(ReadOnlySpan<byte> body)
    {
        var packages = new Dictionary<PackageName, IReadOnlyList<PackageVersion>>();
        (int leftOut, int entries) = (0, 0);
        try
        {
            var reader = new Utf8JsonReader(body, JsonText.ReaderOptions);
            if (!JsonText.IsUtf8(body) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (JsonText.NextProperty(ref reader))
            {
                bool isName = PackageName.TryParse(Ecosystem.Npm, JsonText.String(ref reader), out PackageName? name);
                if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                {
                    return null;
                }

                leftOut += isName ? 0 : 1;
                var versions = new List<PackageVersion>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (++entries > MaxEntries)
                    {
                        return null;
                    }

                    if (PackageVersion.TryParse(Ecosystem.Npm, JsonText.String(ref reader), out PackageVersion? version))
                    {
                        versions.Add(version);
                    }
                    else
                    {
                        leftOut++;
                        reader.Skip();
                    }
                }

                if (name is not null)
                {
                    packages[name] = packages.TryGetValue(name, out IReadOnlyList<PackageVersion>? known)
                        ? [.. known, .. versions]
                        : versions;
                }
            }

            reader.Read();
        }
        catch (JsonException)
        {
            return null;
        }

        return new AuditRequest(packages, leftOut);
    }

    /// <summary>Writes the body to ask the upstream with, without the packages that must not be named outside.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isInternal">Whether a name is the organisation's own.</param>
    public void Write(IBufferWriter<byte> output, Func<PackageName, bool> isInternal)
    {
        using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        json.WriteStartObject();
        foreach ((PackageName name, IReadOnlyList<PackageVersion> versions) in Packages)
        {
            if (!isInternal(name))
            {
                json.WriteStartArray(name.Value);
                foreach (PackageVersion version in versions)
                {
                    json.WriteStringValue(version.Value);
                }

                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }
}
