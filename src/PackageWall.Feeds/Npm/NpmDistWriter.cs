using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Writes a version's <c>dist</c>. Only what clients are known to read is passed on, because any other field of it could be an
/// address that a client would fetch.
/// </summary>
internal sealed class NpmDistWriter(JsonOutput json, PackageName package, Uri mount)
{
    private readonly byte[] _files = JsonOutput.Encode(mount.AbsoluteUri + NpmFileName.Path(package, ""));
    private readonly byte[] _attestations = JsonOutput.Encode(
        $"{mount.AbsoluteUri}-/npm/v1/attestations/{package.Value.Replace("/", "%2f", StringComparison.Ordinal)}@");

    public void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("dist is not an object.");
        }

        json.Name("dist"u8);
        json.StartObject();
        json.Name("tarball"u8);
        json.String(_files, version.Artifacts[0].FileName);
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
                json.Name(key);
                json.Raw(JsonText.Raw(ref reader, upstream));
            }
            else
            {
                reader.Skip();
            }
        }

        json.EndObject();
    }

    // npm replaces the host of this address by the registry's and takes its path as it is, so that it must hold our mount.
    private void WriteAttestations(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        json.Name("attestations"u8);
        json.StartObject();
        json.Name("url"u8);
        json.String(_attestations, version.Spelling);
        while (JsonText.NextProperty(ref reader))
        {
            bool isProvenance = JsonText.Name(ref reader).SequenceEqual("provenance"u8);
            reader.Read();
            if (isProvenance)
            {
                json.Name("provenance"u8);
                json.Raw(JsonText.Raw(ref reader, upstream));
            }
            else
            {
                reader.Skip();
            }
        }

        json.EndObject();
    }
}
