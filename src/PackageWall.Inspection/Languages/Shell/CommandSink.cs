using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Collects what reading commands finds, each thing once, and has inner code read at the end.</summary>
internal sealed class CommandSink(SourceText source, string text, CodeReader reader)
{
    private const int MostFacts = 20_000;
    private const int MostCodes = 1_000;
    private const int KeptText = 4_000;

    private readonly Dictionary<(string, int, string?), int> _places = [];
    private readonly List<Fact> _facts = [];
    private readonly HashSet<Reference> _references = [];
    private readonly List<InnerCode> _codes = [];
    private readonly HashSet<(string, string, int)> _seenCodes = [];

    /// <summary>Why not all could be read.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Adds a fact; <paramref name="start"/> is its place in the text, or -1 when its value is its best evidence.</summary>
    public void Add(string name, int line, int start, string? value, IReadOnlyList<string> from)
    {
        value = value is { Length: > 2000 } ? value[..2000] : value;
        if (_places.TryGetValue((name, line, value), out var place))
        {
            if (from.Except(_facts[place].From).Any())
            {
                _facts[place] = _facts[place] with { From = [.. _facts[place].From.Union(from)] };
            }

            return;
        }

        if (_facts.Count >= MostFacts)
        {
            NotRead($"more than {MostFacts} facts");
            return;
        }

        _places[(name, line, value)] = _facts.Count;
        _facts.Add(new Fact
        {
            Name = name,
            File = source.File,
            Line = LineOf(line),
            Value = value,
            Unit = source.Unit,
            Depth = source.Depth,
            From = [.. from.Where(flowing => flowing != name || name is "network.fetch" or "decode")],
            Evidence = Excerpt(start, value),
        });
    }

    public void Refer(ReferenceKind kind, string? target, int line, string? runAs = null)
    {
        if (_references.Count < MostFacts)
        {
            _references.Add(new Reference(kind, target, LineOf(line), source.Unit) { RunAs = runAs });
        }
    }

    public void NotRead(string reason)
    {
        if (Unread.Count < 10 && !Unread.Contains(reason))
        {
            Unread.Add(reason);
        }
    }

    /// <summary>Keeps code to be read once the commands are through.</summary>
    public void AddCode(InnerCode code)
    {
        if (_codes.Count >= MostCodes)
        {
            NotRead($"more than {MostCodes} pieces of code in commands");
        }
        else if (_seenCodes.Add((code.Language, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(code.Content)), code.Line)))
        {
            _codes.Add(code);
        }
    }

    public FileFacts ToFacts()
    {
        var facts = new FileFacts { Facts = _facts, References = [.. _references], Unread = Unread };
        foreach (var code in _codes)
        {
            facts = Join(facts, Read(code));
        }

        return facts;
    }

    private FileFacts Read(InnerCode code)
    {
        var depth = source.Depth + 1;
        var isPlainShell = code.Encoding is null && code.Language == Languages.Language.Shell;
        if (!isPlainShell && !source.Budget.TryTakeLayer(code.Content.Length, depth))
        {
            return new FileFacts { Unread = [$"{code.Language} on a command line at line {LineOf(code.Line)} was not read"] };
        }

        var inner = source with
        {
            Content = code.Content,
            Depth = code.Encoding is null ? source.Depth : depth,
            FirstLine = LineOf(code.Line),
        };
        var facts = reader(code.Language, inner);
        if (code.Encoding is null)
        {
            return facts;
        }

        var shown = System.Text.Encoding.UTF8.GetString(code.Content.AsSpan(0, Math.Min(code.Content.Length, KeptText)));
        var layer = new DecodedLayer(source.File, LineOf(code.Line), depth, code.Encoding, code.Language, shown, code.Content.Length);
        return facts with { Layers = [layer, .. facts.Layers] };
    }

    private static FileFacts Join(FileFacts left, FileFacts right) => new()
    {
        Facts = [.. left.Facts, .. right.Facts],
        References = [.. left.References, .. right.References],
        Calls = [.. left.Calls, .. right.Calls],
        Layers = [.. left.Layers, .. right.Layers],
        Unread = [.. left.Unread, .. right.Unread],
    };

    private int LineOf(int line) => source.Depth > 0 ? source.FirstLine : source.FirstLine + Math.Max(line, 1) - 1;

    private string Excerpt(int start, string? value)
    {
        if (start < 0 || start >= text.Length)
        {
            return OneLine(value ?? "");
        }

        var length = text.AsSpan(start).IndexOfAny('\n', '\r');
        return OneLine(length < 0 ? text[start..] : text.Substring(start, length)).Trim();
    }

    private static string OneLine(string text)
    {
        var cut = text.Length > 400 ? text[..400] : text;
        return cut.Replace('\n', ' ').Replace('\r', ' ');
    }
}
