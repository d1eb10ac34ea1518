using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// Writes the packument that clients get, in one forward pass over the upstream's: withheld versions out and into
/// <c>policyRestrictions</c> (npm RFC 0015, the one place whose words npm prints), tags recomputed, tarballs under our address,
/// <c>time</c> complete in both forms.
/// </summary>
/// <remarks>
/// What is written is what was read: only versions that <see cref="NpmPackumentReader"/> found sound are passed on, so that a
/// version without a decision can never be in a document.
/// </remarks>
public static class NpmPackumentWriter
{
    /// <summary>Writes one form. The same arguments give the same bytes.</summary>
    /// <param name="output">Where to; to be thrown away when the result is a failure.</param>
    /// <param name="upstream">The packument that <paramref name="package"/> was read from.</param>
    /// <param name="package">What was read from it.</param>
    /// <param name="view">What to withhold, and under which address we are.</param>
    /// <param name="form">Full or slim.</param>
    public static PackumentWriting Write(
        IBufferWriter<byte> output, ReadOnlyMemory<byte> upstream, UpstreamPackage package, DocumentView view, PackumentForm form)
    {
        try
        {
            using var json = new JsonOutput(output);
            return new Pass(json, package, view, form).Write(upstream.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new PackumentWriting.Failed(PackumentFault.NotJson, "The packument is not JSON: " + e.Message);
        }
    }

    private sealed class Pass
    {
        private readonly JsonOutput _json;
        private readonly UpstreamPackage _package;
        private readonly DocumentView _view;
        private readonly bool _isFull;
        private readonly IReadOnlyList<KeyValuePair<string, string>> _tags;
        private readonly NpmVersionWriter _versionWriter;
        private readonly List<UpstreamVersion> _visible;
        private readonly List<WithheldVersion> _withheld = [];
        private readonly List<string> _restricted = [];
        private DateTimeOffset? _created;
        private int _unreadable;

        public Pass(JsonOutput json, UpstreamPackage package, DocumentView view, PackumentForm form)
        {
            (_json, _package, _view, _isFull) = (json, package, view, form == PackumentForm.Full);
            _tags = NpmDistTags.Recompute(package, view);
            _visible = new List<UpstreamVersion>(package.Versions.Count);
            _versionWriter = new NpmVersionWriter(json, package, view.Base, form);
        }

        public PackumentWriting Write(ReadOnlySpan<byte> upstream)
        {
            var reader = new Utf8JsonReader(upstream, JsonText.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Failed("The packument is not an object.");
            }

            _json.StartObject();
            _json.Name("name"u8);
            _json.String(_package.Name.Value);
            _json.Name("dist-tags"u8);
            NpmDistTagsWriter.Write(_json, _tags);
            bool hasVersions = false;
            while (JsonText.NextProperty(ref reader))
            {
                ReadOnlySpan<byte> key = JsonText.Name(ref reader);
                reader.Read();
                if (key.SequenceEqual("versions"u8))
                {
                    if (hasVersions || reader.TokenType != JsonTokenType.StartObject)
                    {
                        return Failed("versions stands twice or is not an object.");
                    }

                    hasVersions = true;
                    WriteVersions(ref reader, upstream);
                }
                else if (key.SequenceEqual("time"u8) && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadCreated(ref reader);
                }
                else if (_isFull && !IsOurs(key))
                {
                    _versionWriter.CopyUnlessItLeadsAway(ref reader, upstream, key);
                }
                else
                {
                    reader.Skip();
                }
            }

            reader.Read();
            if (!hasVersions || _visible.Count + _withheld.Count != _package.Versions.Count || _unreadable != _package.Unreadable)
            {
                return Failed("The packument does not hold the versions that were read from it.");
            }

            WriteTime();
            PackageVersion? newest = NpmDistTags.NewestAllowed(_package, _view, _tags);
            WritePolicyRestrictions(newest);
            _json.EndObject();
            _json.Flush();
            return new PackumentWriting.Written(_visible.Count, _restricted.Count, newest);
        }

        private static bool IsOurs(ReadOnlySpan<byte> key) =>
            key.IsEmpty
            || key.SequenceEqual("name"u8)
            || key.SequenceEqual("dist-tags"u8)
            || key.SequenceEqual("time"u8)
            || key.SequenceEqual("modified"u8)
            || key.SequenceEqual("policyRestrictions"u8);

        // The package has its versions in the document's order: the next one is the one at the reader, or the one there was left
        // out when it was read. Of other bytes than those that were read some version is left over, which is seen at the end.
        private void WriteVersions(ref Utf8JsonReader reader, ReadOnlySpan<byte> upstream)
        {
            _json.Name("versions"u8);
            _json.StartObject();
            int next = 0;
            while (JsonText.NextProperty(ref reader))
            {
                if (next == _package.Versions.Count || !JsonText.NameIs(ref reader, _package.Versions[next].Spelling))
                {
                    PassOver(ref reader);
                    continue;
                }

                UpstreamVersion version = _package.Versions[next++];
                reader.Read();
                if (_view.Withheld.TryGetValue(version.Version.Value, out WithheldVersion? withheld))
                {
                    _withheld.Add(withheld);
                    _restricted.Add(version.Spelling);
                    reader.Skip();
                }
                else
                {
                    _visible.Add(version);
                    _json.Name(version.Spelling);
                    _versionWriter.Write(ref reader, upstream, version);
                }
            }

            _json.EndObject();
        }

        // Who asks for what was left out by its version is told that it is restricted.
        private void PassOver(ref Utf8JsonReader reader)
        {
            _unreadable++;
            string? spelling = JsonText.String(ref reader);
            if (PackageVersion.TryParse(Ecosystem.Npm, spelling, out _))
            {
                _restricted.Add(spelling!);
            }

            reader.Read();
            reader.Skip();
        }

        private void ReadCreated(ref Utf8JsonReader reader)
        {
            while (JsonText.NextProperty(ref reader))
            {
                bool isCreated = JsonText.Name(ref reader).SequenceEqual("created"u8);
                reader.Read();
                if (isCreated && reader.TokenType == JsonTokenType.String && NpmTime.TryRead(ref reader, out DateTimeOffset created))
                {
                    _created = created;
                }

                reader.Skip();
            }
        }

        // Clients' age gates read these: npm and bun allow what has no date, yarn 4 refuses everything. modified moves with every
        // decision, else pnpm takes its own copy for current.
        private void WriteTime()
        {
            DateTimeOffset? modified = _view.DecidedAt?.ToUniversalTime();
            DateTimeOffset? first = null;
            foreach (UpstreamVersion version in _visible)
            {
                modified = version.PublishedAt > modified || modified is null ? version.PublishedAt ?? modified : modified;
                first = version.PublishedAt < first || first is null ? version.PublishedAt ?? first : first;
            }

            _json.Name("time"u8);
            _json.StartObject();
            if ((_created ?? first) is { } created)
            {
                _json.Name("created"u8);
                _json.Date(created);
            }

            WriteModified(modified);
            foreach (UpstreamVersion version in _visible)
            {
                if (version.PublishedAt is { } published)
                {
                    _json.Name(version.Spelling);
                    _json.Date(published);
                }
            }

            _json.EndObject();
            WriteModified(modified);
        }

        private void WriteModified(DateTimeOffset? modified)
        {
            if (modified is { } time)
            {
                _json.Name("modified"u8);
                _json.Date(time);
            }
        }

        private void WritePolicyRestrictions(PackageVersion? newest)
        {
            if (_restricted.Count == 0)
            {
                return;
            }

            // npm prints the one message for whichever version was asked for; name and version are all that it needs of each.
            _json.Name("policyRestrictions"u8);
            _json.StartObject();
            _json.Name("message"u8);
            _json.String(WithheldText.Message(_withheld, newest, _restricted.Count - _withheld.Count));
            _json.Name("versions"u8);
            _json.StartObject();
            foreach (string spelling in _restricted)
            {
                _json.Name(spelling);
                _json.StartObject();
                _json.Name("name"u8);
                _json.String(_package.Name.Value);
                _json.Name("version"u8);
                _json.String(spelling);
                _json.EndObject();
            }

            _json.EndObject();
            _json.EndObject();
        }

        private static PackumentWriting.Failed Failed(string detail) => new(PackumentFault.Changed, detail);
    }
}
