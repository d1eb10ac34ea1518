using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Reads one entry of <c>versions</c>. An entry that is not sound is left out: nobody could decide on it.</summary>
/// <remarks>
/// Of what thousands of versions of a package have in common (the address before the file's name, a word of deprecation) it makes
/// one text, and it makes no text of what it only compares.
/// </remarks>
internal sealed class NpmVersionReader(PackageName package)
{
    private const int MaxFolder = 2048;

    private readonly byte[] _package = Encoding.UTF8.GetBytes(package.Value);

    // The last address that stood in its normal form, without the file's name: with another plain name it is normal again.
    private string _folder = "";
    private byte[] _folderBytes = [];
    private string? _deprecated;
    private byte[] _deprecatedBytes = [];

    [Flags]
    private enum Field
    {
        Other = 0,
        Name = 1,
        Version = 2,
        Dist = 4,
        Deprecated = 8,
        Tarball = 16,
        Integrity = 32,
        Shasum = 64,
        Unpacked = 128,
    }

    /// <summary>
    /// Reads the value at the reader, all of it, whatever it is; null when it is not a version of the package that a client could
    /// fetch.
    /// </summary>
    /// <param name="reader">At the value.</param>
    /// <param name="key">The property's name.</param>
    /// <param name="spelling">The same as text.</param>
    public UpstreamVersion? Read(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> key, string spelling)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        bool sound = PackageVersion.TryParse(Ecosystem.Npm, spelling, out PackageVersion? version);
        string? deprecated = null;
        UpstreamArtifact? artifact = null;
        Field seen = Field.Other;
        while (JsonText.NextProperty(ref reader))
        {
            Field field = FieldOf(JsonText.Name(ref reader));
            reader.Read();
            sound &= (seen & field) == 0;
            seen |= field;
            switch (field)
            {
                case Field.Name:
                    sound &= JsonText.TryText(ref reader, out ReadOnlySpan<byte> name) && name.SequenceEqual(_package);
                    break;
                case Field.Version:
                    sound &= JsonText.TryText(ref reader, out ReadOnlySpan<byte> stated) && stated.SequenceEqual(key);
                    break;
                case Field.Dist:
                    artifact = ReadDist(ref reader);
                    break;
                case Field.Deprecated:
                    deprecated = ReadDeprecated(ref reader);
                    break;
            }

            // Passes over a container that no branch read; at the end of one, or at a plain value, it does nothing.
            reader.Skip();
        }

        return sound && version is not null && artifact is not null
            ? new UpstreamVersion(version, spelling, [artifact]) { Deprecated = string.IsNullOrEmpty(deprecated) ? null : deprecated }
            : null;
    }

    private string? ReadDeprecated(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.True ? "deprecated" : null;
        }

        if (!JsonText.TryText(ref reader, out ReadOnlySpan<byte> text))
        {
            return "deprecated";
        }

        if (_deprecated is null || !text.SequenceEqual(_deprecatedBytes))
        {
            (_deprecated, _deprecatedBytes) = (Encoding.UTF8.GetString(text), text.ToArray());
        }

        return _deprecated;
    }

    private UpstreamArtifact? ReadDist(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        bool sound = true;
        scoped ReadOnlySpan<byte> tarball = [];
        scoped ReadOnlySpan<byte> integrity = [];
        scoped ReadOnlySpan<byte> shasum = [];
        long unpacked = 0;
        Field seen = Field.Other;
        while (JsonText.NextProperty(ref reader))
        {
            Field field = DistFieldOf(JsonText.Name(ref reader));
            reader.Read();
            sound &= (seen & field & ~Field.Unpacked) == 0;
            seen |= field;
            if (field == Field.Unpacked)
            {
                // Only a hint: whatever stands there, the version is as sound as before.
                unpacked = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long bytes) && bytes > 0 ? bytes : 0;
            }
            else if (field != Field.Other && reader.TokenType != JsonTokenType.Null)
            {
                sound &= JsonText.TryText(ref reader, out ReadOnlySpan<byte> text);
                switch (field)
                {
                    case Field.Tarball:
                        tarball = text;
                        break;
                    case Field.Integrity:
                        integrity = text;
                        break;
                    default:
                        shasum = text;
                        break;
                }
            }

            reader.Skip();
        }

        return sound && NpmIntegrity.TryRead(integrity, shasum, out IReadOnlyList<ArtifactHash> hashes) ? Locate(tarball, hashes, unpacked) : null;
    }

    private UpstreamArtifact? Locate(ReadOnlySpan<byte> tarball, IReadOnlyList<ArtifactHash> hashes, long unpacked)
    {
        int name = tarball.LastIndexOf((byte)'/') + 1;
        bool isPlain = name > 0 && NpmFileName.IsPlain(tarball[name..]);
        if (isPlain && tarball[..name].SequenceEqual(_folderBytes))
        {
            return new UpstreamArtifact(Encoding.ASCII.GetString(tarball[name..]), _folder) { Hashes = hashes, UnpackedSize = unpacked };
        }

        string address = Encoding.UTF8.GetString(tarball);
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || url.UserInfo.Length > 0
            || NpmFileName.Of(url) is not { } file)
        {
            return null;
        }

        if (!isPlain || name > MaxFolder || url.AbsoluteUri != address || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return new UpstreamArtifact(file, url) { Hashes = hashes, UnpackedSize = unpacked };
        }

        (_folder, _folderBytes) = (address[..name], tarball[..name].ToArray());
        return new UpstreamArtifact(file, _folder) { Hashes = hashes, UnpackedSize = unpacked };
    }

    private static Field FieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("name"u8) => Field.Name,
        4 when name.SequenceEqual("dist"u8) => Field.Dist,
        7 when name.SequenceEqual("version"u8) => Field.Version,
        10 when name.SequenceEqual("deprecated"u8) => Field.Deprecated,
        _ => Field.Other,
    };

    private static Field DistFieldOf(ReadOnlySpan<byte> name) => name.Length switch
    {
        6 when name.SequenceEqual("shasum"u8) => Field.Shasum,
        7 when name.SequenceEqual("tarball"u8) => Field.Tarball,
        9 when name.SequenceEqual("integrity"u8) => Field.Integrity,
        12 when name.SequenceEqual("unpackedSize"u8) => Field.Unpacked,
        _ => Field.Other,
    };
}
