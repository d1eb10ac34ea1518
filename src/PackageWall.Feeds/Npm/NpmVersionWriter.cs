using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes one version's manifest: fields copied as they stand, <c>dist</c> rewritten, nothing that leads a client round the wall.</summary>
internal sealed class NpmVersionWriter
{
    // More upstream addresses than this in one document are not a registry's doing.
    private const int MaxAddresses = 8;

    private readonly Utf8JsonWriter _json;
    private readonly PackageName _package;
    private readonly string _base;
    private readonly bool _isFull;
    private readonly NpmDistWriter _dist;
    private readonly List<byte[]> _addresses = [];

    public NpmVersionWriter(Utf8JsonWriter json, UpstreamPackage package, Uri mount, PackumentForm form)
    {
        (_json, _package, _base, _isFull) = (json, package.Name, mount.AbsoluteUri, form == PackumentForm.Full);
        _dist = new NpmDistWriter(json, package.Name, mount);
        CollectAddresses(package);
    }

    /// <summary>Writes the object at the reader.</summary>
    public void Write(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, UpstreamVersion version)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A version is not an object.");
        }

        _json.WriteStartObject();
        _json.WriteString("name"u8, _package.Value);
        _json.WriteString("version"u8, version.Spelling);
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
                _json.WritePropertyName(key);
                WriteForInstalling(JsonText.Raw(ref reader, upstream));
            }
            else
            {
                bool isScripts = key.SequenceEqual("scripts"u8);
                Utf8JsonReader scripts = reader;
                if (_isFull)
                {
                    CopyUnlessItLeadsAway(ref reader, upstream, key);
                }
                else
                {
                    reader.Skip();
                }

                hasInstallScript |= isScripts && NpmManifestFields.HaveInstallScript(ref scripts);
            }
        }

        if (hasInstallScript)
        {
            _json.WriteBoolean("hasInstallScript"u8, true);
        }

        _json.WriteEndObject();
    }

    /// <summary>
    /// Copies a field that installing does not need, unless it names the upstream's own address (<c>_resolved</c>,
    /// <c>publishConfig</c> and their like): then it is left out, because no client should learn where else to go.
    /// </summary>
    public void CopyUnlessItLeadsAway(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream, scoped ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> raw = JsonText.Raw(ref reader, upstream);
        if (!NamesUpstream(raw))
        {
            _json.WritePropertyName(key);
            _json.WriteRawValue(raw, skipInputValidation: true);
        }
    }

    // What installing needs cannot be left out. A dependency that is spelled as an address of the upstream becomes the same one
    // under ours; our address holds nothing that JSON would escape.
    private void WriteForInstalling(ReadOnlySpan<byte> raw)
    {
        if (!NamesUpstream(raw))
        {
            _json.WriteRawValue(raw, skipInputValidation: true);
            return;
        }

        string text = Encoding.UTF8.GetString(raw);
        foreach (byte[] bytes in _addresses)
        {
            string address = "://" + Encoding.ASCII.GetString(bytes) + "/";
            foreach (string prefix in (string[])["https" + address, "http" + address])
            {
                text = text.Replace(prefix, _base, StringComparison.Ordinal);
                text = text.Replace(prefix.Replace("/", "\\/", StringComparison.Ordinal), _base, StringComparison.Ordinal);
            }
        }

        _json.WriteRawValue(text, skipInputValidation: true);
    }

    private bool NamesUpstream(ReadOnlySpan<byte> raw)
    {
        foreach (byte[] address in _addresses)
        {
            if (raw.IndexOf(address) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // "registry.example" of "https://registry.example/pkg/-/pkg-1.0.0.tgz", "git.example/api/npm" where the registry is one path of
    // a host: what is left without the path that every registry has, so that a homepage on the same host is not taken for it.
    private void CollectAddresses(UpstreamPackage package)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (UpstreamVersion version in package.Versions)
        {
            Uri url = version.Artifacts[0].Url;
            string text = url.Authority + url.AbsolutePath;
            int own = text.IndexOf("/" + NpmFileName.Path(_package, ""), StringComparison.Ordinal);
            if (_addresses.Count < MaxAddresses && seen.Add(own < 0 ? url.Authority : text[..own]))
            {
                _addresses.Add(Encoding.ASCII.GetBytes(own < 0 ? url.Authority : text[..own]));
            }
        }
    }
}
