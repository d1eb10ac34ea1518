using System.Text;
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
        // Longer than any version.
        private const int LongestLookup = 256;

        private readonly NpmVersionReader _versionReader = new(name);
        private readonly List<UpstreamVersion?> _versions = [];
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        // The dates of versions by their place, packed; of everything else, and where dates come first, by their name.
        private long[] _dates = [];
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
            var versions = new UpstreamVersion[_versions.Count - _versions.Count(version => version is null)];
            int count = 0;
            for (int i = 0; i < _versions.Count; i++)
            {
                if (_versions[i] is { } version)
                {
                    version.Date(i < _dates.Length && _dates[i] != 0 ? _dates[i] : DateByName(version.Spelling));
                    versions[count++] = version;
                }
            }

            return new PackumentReading.Read(new UpstreamPackage(name, versions) { Unreadable = _versions.Count - versions.Length, Tags = _tags });
        }

        private long DateByName(string spelling) => _times.TryGetValue(spelling, out DateTimeOffset time) ? PackedTime.Of(time) : 0;

        // Two spellings of one version, or one file for two versions: a decision on one would be a decision on the other. The
        // plain spelling of a version wins, because it is the one that clients ask for; a shared file belongs to nobody.
        private void DropAmbiguous()
        {
            var dropped = new List<int>();
            if (_versions.Exists(version => version is not null && version.Spelling != version.Version.Value))
            {
                FindSharedVersions(dropped);
            }

            if (_versions.Exists(version => version is not null && !NpmFileName.IsConventional(version.Artifacts[0].FileName, name, version.Spelling)))
            {
                FindSharedFiles(dropped);
            }

            foreach (int index in dropped)
            {
                _versions[index] = null;
            }
        }

        // Where every version is spelled as it is, spellings that differ are versions that differ.
        private void FindSharedVersions(List<int> dropped)
        {
            var byVersion = new Dictionary<PackageVersion, int>(_versions.Count);
            for (int i = 0; i < _versions.Count; i++)
            {
                if (_versions[i] is { } version && !byVersion.TryAdd(version.Version, i))
                {
                    bool plain = version.Spelling == version.Version.Value;
                    dropped.Add(plain ? byVersion[version.Version] : i);
                    byVersion[version.Version] = plain ? i : byVersion[version.Version];
                }
            }
        }

        // Where every file is named after its version's spelling, none is shared.
        private void FindSharedFiles(List<int> dropped)
        {
            var byFile = new Dictionary<string, int>(_versions.Count, StringComparer.Ordinal);
            for (int i = 0; i < _versions.Count; i++)
            {
                if (_versions[i] is { } version && !byFile.TryAdd(version.Artifacts[0].FileName, i))
                {
                    dropped.Add(i);
                    dropped.Add(byFile[version.Artifacts[0].FileName]);
                }
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
                ReadOnlySpan<byte> key = JsonText.Name(ref reader);
                string spelling = Encoding.UTF8.GetString(key);
                if (!_places.TryAdd(spelling, _versions.Count))
                {
                    return Failed(PackumentFault.Ambiguous, "A version stands twice.");
                }

                reader.Read();
                _versions.Add(_versionReader.Read(ref reader, key, spelling));
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

            _dates = new long[_versions.Count];
            while (JsonText.NextProperty(ref reader))
            {
                int place = PlaceOf(ref reader);
                string? key = place < 0 ? JsonText.String(ref reader) : null;
                place = key is not null && _places.TryGetValue(key, out int known) ? known : place;
                reader.Read();

                // "unpublished" is an object, and a date that is none leaves its version undated.
                if ((place < 0 && key is null) || reader.TokenType != JsonTokenType.String || !NpmTime.TryRead(ref reader, out DateTimeOffset time))
                {
                    reader.Skip();
                }
                else if (place < 0 ? !_times.TryAdd(key!, time) : _dates[place] != 0)
                {
                    return Failed(PackumentFault.Ambiguous, "A date stands twice.");
                }
                else if (place >= 0)
                {
                    _dates[place] = PackedTime.Of(time);
                }
            }

            return null;
        }

        // The place of the version that is named at the reader, without making a text of it; -1 when that cannot be seen from the bytes.
        private int PlaceOf(ref Utf8JsonReader reader)
        {
            Span<char> text = stackalloc char[LongestLookup];
            return !reader.ValueIsEscaped && reader.ValueSpan.Length <= text.Length
                && _places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..Encoding.UTF8.GetChars(reader.ValueSpan, text)], out int place)
                    ? place
                    : -1;
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
