using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Reads one entry of <c>versions</c>. An entry that is not sound is left out: nobody could decide on it.</summary>
internal static class NpmVersionReader
{
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
    }

    /// <summary>
    /// Reads the value at the reader, all of it, whatever it is; null when it is not a version of the package that a client could
    /// fetch.
    /// </summary>
    public static UpstreamVersion? Read(ref Utf8JsonReader reader, string spelling, PackageName package)
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
                    sound &= JsonText.String(ref reader) == package.Value;
                    break;
                case Field.Version:
                    sound &= JsonText.String(ref reader) == spelling;
                    break;
                case Field.Dist:
                    artifact = ReadDist(ref reader);
                    break;
                case Field.Deprecated:
                    deprecated = reader.TokenType switch
                    {
                        JsonTokenType.String => JsonText.String(ref reader) ?? "deprecated",
                        JsonTokenType.True => "deprecated",
                        _ => null,
                    };
                    break;
            }

            // Passes over a container that no branch read; at the end of one, or at a plain value, it does nothing.
            reader.Skip();
        }

        return sound && version is not null && artifact is not null
            ? new UpstreamVersion(version, spelling, [artifact]) { Deprecated = string.IsNullOrEmpty(deprecated) ? null : deprecated }
            : null;
    }

    private static UpstreamArtifact? ReadDist(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        bool sound = true;
        (string? tarball, string? integrity, string? shasum) = (null, null, null);
        Field seen = Field.Other;
        while (JsonText.NextProperty(ref reader))
        {
            Field field = DistFieldOf(JsonText.Name(ref reader));
            reader.Read();
            sound &= (seen & field) == 0;
            seen |= field;
            if (field != Field.Other && reader.TokenType != JsonTokenType.Null)
            {
                string? text = JsonText.String(ref reader);
                sound &= text is not null;
                _ = field switch
                {
                    Field.Tarball => tarball = text,
                    Field.Integrity => integrity = text,
                    _ => shasum = text,
                };
            }

            reader.Skip();
        }

        return sound
            && Uri.TryCreate(tarball, UriKind.Absolute, out Uri? url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.UserInfo.Length == 0
            && NpmFileName.Of(url) is { } file
            && NpmIntegrity.TryRead(integrity, shasum, out IReadOnlyList<ArtifactHash> hashes)
                ? new UpstreamArtifact(file, url) { Hashes = hashes }
                : null;
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
        _ => Field.Other,
    };
}
