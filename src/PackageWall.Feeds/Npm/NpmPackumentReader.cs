using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Reads what an npm registry says of a package (<c>GET /{name}</c>, full or abbreviated), in one forward pass over the bytes.
/// What two JSON readers could take differently is refused, because the client's reader would be the second one.
/// </summary>
public static class NpmPackumentReader
{
    private const int MaxVersions = 200_000;

    /// <summary>Reads a packument that was asked for under a name.</summary>
    public static PackumentReading Read(ReadOnlyMemory<byte> packument, PackageName name)
    {
        if (!JsonText.IsUtf8(packument.Span))
        {
            return new PackumentReading.Failed(PackumentFault.NotJson, "The packument is not UTF-8.");
        }

        try
        {
            var pass = new Pass(name);
            return pass.Read(packument.Span) is { } failure ? failure : pass.Join();
        }
        catch (JsonException e)
        {
            string place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine}";
            return new PackumentReading.Failed(PackumentFault.NotJson, $"The packument is not JSON at {place}.");
        }
    }

    private sealed class Pass(PackageName name)
    {
        private readonly List<UpstreamVersion?> _versions = [];
        private readonly HashSet<string> _spellings = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
        private bool _hasName, _hasVersions, _hasTags, _hasTime;

        public PackumentReading.Failed? Read(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json, JsonText.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Failed(PackumentFault.NotAPackument, "The packument is not an object.");
            }

            while (JsonText.NextProperty(ref reader))
            {
                ReadOnlySpan<byte> key = JsonText.Name(ref reader);
                PackumentReading.Failed? failure = null;
                if (key.SequenceEqual("name"u8))
                {
                    failure = Once(ref _hasName, "name") ?? ReadName(ref reader);
                }
                else if (key.SequenceEqual("versions"u8))
                {
                    failure = Once(ref _hasVersions, "versions") ?? ReadVersions(ref reader);
                }
                else if (key.SequenceEqual("dist-tags"u8))
                {
                    failure = Once(ref _hasTags, "dist-tags") ?? ReadTags(ref reader);
                }
                else if (key.SequenceEqual("time"u8))
                {
                    failure = Once(ref _hasTime, "time") ?? ReadTimes(ref reader);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }

                if (failure is not null)
                {
                    return failure;
                }
            }

            // Reads on to the end of the bytes: anything after the object throws.
            reader.Read();
            return !_hasName ? Failed(PackumentFault.NotAPackument, "The packument has no name.")
                : _hasVersions && _versions.Count > 0 ? null
                : Failed(PackumentFault.NoVersions, "The packument has no versions.");
        }

        public PackumentReading Join()
        {
            DropAmbiguous();
            var versions = new List<UpstreamVersion>(_versions.Count);
            foreach (UpstreamVersion? version in _versions)
            {
                if (version is not null)
                {
                    versions.Add(_times.TryGetValue(version.Spelling, out DateTimeOffset published) ? version with { PublishedAt = published } : version);
                }
            }

            return new PackumentReading.Read(new UpstreamPackage(name, versions) { Unreadable = _versions.Count - versions.Count, Tags = _tags });
        }

        // Two spellings of one version, or one file for two versions: a decision on one would be a decision on the other. The
        // plain spelling of a version wins, because it is the one that clients ask for; a shared file belongs to nobody.
        private void DropAmbiguous()
        {
            var byVersion = new Dictionary<PackageVersion, int>(_versions.Count);
            var byFile = new Dictionary<string, int>(_versions.Count, StringComparer.Ordinal);
            var dropped = new List<int>();
            for (int i = 0; i < _versions.Count; i++)
            {
                if (_versions[i] is not { } version)
                {
                    continue;
                }

                if (!byVersion.TryAdd(version.Version, i))
                {
                    bool plain = version.Spelling == version.Version.Value;
                    dropped.Add(plain ? byVersion[version.Version] : i);
                    byVersion[version.Version] = plain ? i : byVersion[version.Version];
                }

                if (!byFile.TryAdd(version.Artifacts[0].FileName, i))
                {
                    dropped.Add(i);
                    dropped.Add(byFile[version.Artifacts[0].FileName]);
                }
            }

            foreach (int index in dropped)
            {
                _versions[index] = null;
            }
        }

        private PackumentReading.Failed? ReadName(ref Utf8JsonReader reader)
        {
            reader.Read();
            string? stated = JsonText.String(ref reader);
            return stated == name.Value ? null : Failed(PackumentFault.WrongName, $"The packument names another package than {name}.");
        }

        private PackumentReading.Failed? ReadVersions(ref Utf8JsonReader reader)
        {
            if (!StartsObject(ref reader))
            {
                return Failed(PackumentFault.NotAPackument, "versions is not an object.");
            }

            while (JsonText.NextProperty(ref reader))
            {
                string spelling = JsonText.String(ref reader) ?? "";
                if (!_spellings.Add(spelling))
                {
                    return Failed(PackumentFault.Ambiguous, "A version stands twice.");
                }

                reader.Read();
                _versions.Add(NpmVersionReader.Read(ref reader, spelling, name));
                if (_versions.Count > MaxVersions)
                {
                    return Failed(PackumentFault.NotAPackument, $"The packument has more than {MaxVersions} versions.");
                }
            }

            return null;
        }

        private PackumentReading.Failed? ReadTags(ref Utf8JsonReader reader)
        {
            if (!StartsObject(ref reader))
            {
                return Failed(PackumentFault.NotAPackument, "dist-tags is not an object.");
            }

            while (JsonText.NextProperty(ref reader))
            {
                string? tag = JsonText.String(ref reader);
                reader.Read();
                if (tag is null || JsonText.String(ref reader) is not { } target)
                {
                    // A tag without a target is no tag.
                    reader.Skip();
                }
                else if (!_tags.TryAdd(tag, target))
                {
                    return Failed(PackumentFault.Ambiguous, "A tag stands twice.");
                }
            }

            return null;
        }

        private PackumentReading.Failed? ReadTimes(ref Utf8JsonReader reader)
        {
            if (!StartsObject(ref reader))
            {
                return Failed(PackumentFault.NotAPackument, "time is not an object.");
            }

            while (JsonText.NextProperty(ref reader))
            {
                string? key = JsonText.String(ref reader);
                reader.Read();

                // "unpublished" is an object, and a date that is none leaves its version undated.
                if (key is null || reader.TokenType != JsonTokenType.String || !NpmTime.TryRead(ref reader, out DateTimeOffset time))
                {
                    reader.Skip();
                }
                else if (!_times.TryAdd(key, time))
                {
                    return Failed(PackumentFault.Ambiguous, "A date stands twice.");
                }
            }

            return null;
        }

        private static PackumentReading.Failed? Once(ref bool seen, string key)
        {
            bool twice = seen;
            seen = true;
            return twice ? Failed(PackumentFault.Ambiguous, $"{key} stands twice.") : null;
        }

        private static bool StartsObject(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

        private static PackumentReading.Failed Failed(PackumentFault fault, string detail) => new(fault, detail);
    }
}
