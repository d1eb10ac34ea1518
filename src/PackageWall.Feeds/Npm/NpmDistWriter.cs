using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Writes a version's <c>dist</c>. Only what clients are known to read is passed on, because any other field of it could be an
/// address that a client would fetch.
/// </summary>
internal sealed class NpmDistWriter(Utf8JsonWriter json, PackageName package, Uri mount)
{
    private readonly string _base = mount.AbsoluteUri;

    public void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("dist is not an object.");
        }

        json.WriteStartObject("dist"u8);
        json.WriteString("tarball"u8, _base + NpmFileName.Path(package, version.Artifacts[0].FileName));
        while (JsonText.NextProperty(ref reader))
        {
            ReadOnlySpan<byte> key = JsonText.Name(ref reader);
            reader.Read();
            if (key.SequenceEqual("attestations"u8) && reader.TokenType == JsonTokenType.StartObject)
            {
                WriteAttestations(ref reader, upstream, version);
            }
            else if (key.SequenceEqual("integrity"u8) || key.SequenceEqual("shasum"u8) || key.SequenceEqual("signatures"u8)
                || key.SequenceEqual("fileCount"u8) || key.SequenceEqual("unpackedSize"u8))
            {
                json.WritePropertyName(key);
                json.WriteRawValue(JsonText.Raw(ref reader, upstream), skipInputValidation: true);
            }
            else
            {
                reader.Skip();
            }
        }

        json.WriteEndObject();
    }

    // npm replaces the host of this address by the registry's and takes its path as it is, so that it must hold our mount.
    private void WriteAttestations(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        json.WriteStartObject("attestations"u8);
        json.WriteString("url"u8, $"{_base}-/npm/v1/attestations/{package.Value.Replace("/", "%2f", StringComparison.Ordinal)}@{version.Spelling}");
        while (JsonText.NextProperty(ref reader))
        {
            bool isProvenance = JsonText.Name(ref reader).SequenceEqual("provenance"u8);
            reader.Read();
            if (isProvenance)
            {
                json.WritePropertyName("provenance"u8);
                json.WriteRawValue(JsonText.Raw(ref reader, upstream), skipInputValidation: true);
            }
            else
            {
                reader.Skip();
            }
        }

        json.WriteEndObject();
    }
}
