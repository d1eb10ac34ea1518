using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PackageWall.Feeds.Definitions;

/// <summary>
/// Reads YAML text into nodes with lines. Our own tree over YamlDotNet's events, because its document model stops at the first
/// key that stands twice, and all mistakes are to be listed.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 16;

    private readonly IParser _parser;
    private readonly Action<int, string> _error;

    private YamlTree(IParser parser, Action<int, string> error) => (_parser, _error) = (parser, error);

    /// <summary>The one document of a text; null when it is not YAML (then that is the error) or is empty.</summary>
    public static YamlNode? Read(string text, Action<int, string> error)
    {
        var tree = new YamlTree(new Parser(new StringReader(text)), error);
        try
        {
            tree._parser.Consume<StreamStart>();
            if (!tree._parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            YamlNode node = tree.Node(0);
            tree._parser.Consume<DocumentEnd>();
            if (!tree._parser.Accept<StreamEnd>(out _))
            {
                error(Line(tree._parser.Current), "a second document begins here; write one feed per file");
            }

            return node;
        }
        catch (YamlException e)
        {
            error((int)e.Start.Line, "this is not YAML: " + FirstLine(e.Message));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The library's scanner stumbles over some malformed texts ("[ab" and an end of line) instead of refusing them.
            error(Line(tree._parser.Current), "this is not YAML, from here on");
            return null;
        }
    }

    private YamlNode Node(int depth)
    {
        int line = Line(_parser.Current);
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply");
        }

        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false })
        {
            _error(line, "anchors (&) are not read here; write the value out where it is used");
        }

        if (_parser.TryConsume<AnchorAlias>(out _))
        {
            _error(line, "aliases (*) are not read here; write the value out (quote it if it begins with a star)");
            return new YamlScalar(line, "", IsNull: true);
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return Value(scalar, line);
        }

        return _parser.TryConsume<SequenceStart>(out _) ? List(line, depth) : Map(line, depth);
    }

    private YamlList List(int line, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new YamlList(line, items);
    }

    private YamlMap Map(int line, int depth)
    {
        _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            YamlNode key = Node(depth + 1);
            YamlNode value = Node(depth + 1);
            if (key is not YamlScalar { IsNull: false } name)
            {
                _error(key.Line, "a key must be a word");
            }
            else if (!keys.TryAdd(name.Text, name.Line))
            {
                _error(name.Line, $"'{name.Text}' stands twice; the first is in line {keys[name.Text]}");
            }
            else
            {
                entries.Add(new YamlEntry(name.Text, name.Line, value));
            }
        }

        return new YamlMap(line, entries);
    }

    private static YamlScalar Value(Scalar scalar, int line) =>
        new(line, scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL");

    private static int Line(ParsingEvent? at) => at is null ? 0 : (int)at.Start.Line;

    private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
}
