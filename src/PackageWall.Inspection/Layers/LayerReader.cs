using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Layers;

/// <summary>
/// Reads what was found inside a file with the reader of its own language, and that reader does the same: so all layers are taken
/// off until nothing is left to open, or the budget is.
/// </summary>
internal static class LayerReader
{
    private const int ShownText = 4_000;

    /// <summary>The facts of a file with those of all texts found in it.</summary>
    public static FileFacts ReadInto(FileFacts facts, IReadOnlyList<FoundText> texts, SourceText source)
    {
        if (texts.Count == 0)
        {
            return facts;
        }

        var all = new Gathered(facts);
        foreach (var text in texts)
        {
            Read(text, source, all);
        }

        return all.ToFacts();
    }

    private static void Read(FoundText text, SourceText source, Gathered all)
    {
        var sniffed = LanguageSniffer.SniffLayer(text.Content);
        var language = text.Language is null || IsBinary(sniffed) ? sniffed : text.Language;
        var isCode = HiddenConstants.IsCode(language);
        if (!isCode && !(text.IsRun || (text.Encoding is not null && language == Language.Archive)))
        {
            return;
        }

        var depth = source.Depth + Steps(text.Encoding);
        var line = source.Depth > 0 || source.Nesting > 0 ? source.FirstLine : source.FirstLine + text.Line - 1;
        var isTaken = text.Encoding is null
            ? source.Budget.TryTakeText(text.Content.Length, source.Nesting + 1)
            : source.Budget.TryTakeLayer(text.Content.Length, depth);
        if (text.Encoding is not null)
        {
            all.Layers.Add(new DecodedLayer(source.File, line, depth, text.Encoding, language, Shown(text.Content, language), text.Content.Length));
        }

        if (!isTaken)
        {
            all.NotRead($"line {line}: a text of {text.Content.Length} bytes is over the budget for layers");
            return;
        }

        if (language == Language.Archive)
        {
            all.Opaque(source, line, depth, text);
            return;
        }

        if (LanguageReaders.Default.For(language) is not { } reader)
        {
            if (isCode)
            {
                all.NotRead($"line {line}: there is no reader for {language}");
            }

            return;
        }

        var found = reader.Read(source with
        {
            Content = text.Content,
            Depth = depth,
            Nesting = source.Nesting + 1,
            FirstLine = line,
            Unit = text.Unit,
        });

        // What was hidden and runs must be understood whole. A text that merely looks like code may be a patch or prose, and one of several
        // that a call may run may be half of a sentence: what cannot be understood of those is no gap, what is too deep or too much is.
        all.Add(text.IsRun && text.Encoding is not null ? found
            : !text.IsRun && text.Encoding is null ? found with { Unread = [] }
            : found with { Unread = [.. found.Unread.Where(reason => !reason.Contains("is not understood", StringComparison.Ordinal))] });
    }

    private static bool IsBinary(string language) => language is Language.Native or Language.DotNet or Language.Pyc or Language.Archive;

    // Compression is part of the layer that it is packed in; every other step is a layer of its own.
    private static int Steps(string? encoding)
    {
        if (encoding is null)
        {
            return 0;
        }

        var steps = encoding.Split('+').Count(step => step is not ("zlib" or "gzip" or "deflate" or "brotli"));
        return Math.Max(1, steps);
    }

    private static string Shown(byte[] content, string language)
    {
        var part = content.AsSpan(0, Math.Min(content.Length, ShownText * 4));
        var text = IsBinary(language) || language == Language.Binary ? Convert.ToHexStringLower(part[..Math.Min(part.Length, 64)]) : Encoding.UTF8.GetString(part);
        return text.Length > ShownText ? text[..ShownText] : text;
    }

    private sealed class Gathered(FileFacts start)
    {
        private readonly List<Fact> _facts = [.. start.Facts];
        private readonly List<Reference> _references = [.. start.References];
        private readonly List<(string, string)> _calls = [.. start.Calls];
        private readonly List<ForeignCall> _foreign = [.. start.ForeignCalls];
        private readonly List<string> _unread = [.. start.Unread];

        public List<DecodedLayer> Layers { get; } = [.. start.Layers];

        public void Add(FileFacts more)
        {
            _facts.AddRange(more.Facts);
            _references.AddRange(more.References);
            _calls.AddRange(more.Calls);
            _foreign.AddRange(more.ForeignCalls);
            Layers.AddRange(more.Layers);
            foreach (var reason in more.Unread)
            {
                NotRead(reason);
            }
        }

        // An archive in a constant is not opened here; that it is there is said.
        public void Opaque(SourceText source, int line, int depth, FoundText text) => _facts.Add(new Fact
        {
            Name = "decode.opaque",
            File = source.File,
            Line = line,
            Depth = depth,
            Unit = text.Unit,
            Value = "archive",
            Evidence = $"an archive of {text.Content.Length} bytes in a constant",
        });

        public void NotRead(string reason)
        {
            if (_unread.Count < 20 && !_unread.Contains(reason))
            {
                _unread.Add(reason);
            }
        }

        public FileFacts ToFacts() => new()
        {
            Facts = _facts,
            References = [.. _references.Distinct()],
            Calls = [.. _calls.Distinct()],
            ForeignCalls = [.. _foreign.Distinct()],
            Layers = Layers,
            Unread = _unread,
        };
    }
}
