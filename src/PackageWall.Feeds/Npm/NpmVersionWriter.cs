using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes one version's manifest: fields copied as they stand, <c>dist</c> rewritten, nothing that leads a client round the wall.</summary>
internal sealed class NpmVersionWriter
{
    private readonly JsonOutput _json;
    private readonly PackageName _package;
    private readonly string _base;
    private readonly bool _isFull;
    private readonly NpmDistWriter _dist;
    private readonly UpstreamAddresses _addresses;

    public NpmVersionWriter(JsonOutput json, UpstreamPackage package, Uri mount, PackumentForm form)
    {
        (_json, _package, _base, _isFull) = (json, package.Name, mount.AbsoluteUri, form == PackumentForm.Full);
        _dist = new NpmDistWriter(json, package.Name, mount);
        _addresses = new UpstreamAddresses(package);
    }

    /// <summary>Writes the object at the reader.</summary>
    public void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A version is not an object.");
        }

        _json.StartObject();
        _json.Name("name"u8);
        _json.String(_package.Value);
        _json.Name("version"u8);
        _json.String(version.Spelling);
        bool hasInstallScript = false;
        while (JsonText.NextProperty(ref reader))
        {
            ReadOnlySpan<byte> key = JsonText.Name(ref reader);
            reader.Read();
            if (key.SequenceEqual("dist"u8))
            {
                _dist.Write(ref reader, upstream, version);
            }
            else if (key.SequenceEqual("hasInstallScript"u8))
            {
                hasInstallScript |= reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else if (key.IsEmpty || key.SequenceEqual("name"u8) || key.SequenceEqual("version"u8))
            {
                reader.Skip();
            }
            else if (NpmManifestFields.IsForInstalling(key))
            {
                WriteForInstalling(ref reader, upstream, key);
            }
            else
            {
                if (key.SequenceEqual("scripts"u8))
                {
                    Utf8JsonReader scripts = reader;
                    hasInstallScript |= NpmManifestFields.HaveInstallScript(ref scripts);
                }

                if (_isFull)
                {
                    CopyUnlessItLeadsAway(ref reader, upstream, key);
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        if (hasInstallScript)
        {
            _json.Name("hasInstallScript"u8);
            _json.Raw("true"u8);
        }

        _json.EndObject();
    }

    /// <summary>
    /// Copies a field that installing does not need, unless it names the upstream's own address (<c>_resolved</c>,
    /// <c>publishConfig</c> and their like): then it is left out, because no client should learn where else to go.
    /// </summary>
    public void CopyUnlessItLeadsAway(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, scoped ReadOnlySpan<byte> key)
    {
        (int start, int end) = JsonText.Range(ref reader);
        if (!_addresses.AreIn(upstream, start, end))
        {
            _json.Name(key);
            _json.Raw(upstream[start..end]);
        }
    }

    // What installing needs cannot be left out. A dependency that is spelled as an address of the upstream becomes the same one
    // under ours; our address holds nothing that JSON would escape.
    private void WriteForInstalling(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, scoped ReadOnlySpan<byte> key)
    {
        (int start, int end) = JsonText.Range(ref reader);
        ReadOnlySpan<byte> raw = upstream[start..end];
        _json.Name(key);
        _json.Raw(_addresses.AreIn(upstream, start, end) ? _addresses.Replace(raw, _base) : raw);
    }
}
