using System.Globalization;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Languages.Gyp;

/// <summary>
/// Reads <c>binding.gyp</c> and <c>.gypi</c>: which sources it builds and which commands it runs while it is only being read
/// (<c>&lt;!(…)</c>, <c>&lt;!@(…)</c>, <c>&gt;!(…)</c>, <c>^!(…)</c>) or while building (actions, rules). Facts: <c>gyp.sources</c>
/// (how many native sources), <c>gyp.no-sources</c>, <c>gyp.expansion</c> (the command), <c>gyp.require</c> (a command that only
/// asks a package for its folders), <c>gyp.action</c>. Commands are read as shell as well.
/// </summary>
public sealed class GypReader(CodeReader? reader = null) : ILanguageReader
{
    private const int MostCommands = 1_000;

    private static readonly string[] NativeEndings = [".c", ".cc", ".cpp", ".cxx", ".c++", ".m", ".mm", ".s", ".asm", ".rs", ".go", ".f", ".f90", ".idl", ".def", ".cu", ".swift", ".zig"];

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(" '\"\\$`;|&<>()*");

    /// <inheritdoc/>
    public string Language => Languages.Language.Gyp;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = Encoding.UTF8.GetString(source.Content.Span);
        var sink = new CommandSink(source, text, InnerReaders.With(reader));
        var parser = new GypParser(text);
        var root = parser.Parse();
        if (parser.Unread is { } unread)
        {
            sink.NotRead(unread);
        }

        var sources = new List<GypValue>();
        var purse = new Purse(MostCommands, 10_000 + (8L * text.Length), GypVariables.Of(root));
        Visit(root, sink, sources, purse);
        ReportSources(sink, sources, source.File);
        return sink.ToFacts();
    }

    private static void ReportSources(CommandSink sink, List<GypValue> sources, string file)
    {
        var native = sources.Count(static value => IsNative(value.Text!));
        var isExpanded = sources.Any(static value => value.Text!.StartsWith('<') || value.Text.Contains("<(", StringComparison.Ordinal));
        sink.Add("gyp.sources", 0, -1, native.ToString(CultureInfo.InvariantCulture), []);
        if (native == 0 && !isExpanded && file.EndsWith(".gyp", StringComparison.OrdinalIgnoreCase))
        {
            sink.Add("gyp.no-sources", 0, -1, null, []);
        }

        // What is compiled does not run while it is built, and no reader here knows it.
        foreach (var value in sources.Where(static value => !IsNative(value.Text!)))
        {
            sink.Refer(ReferenceKind.Open, value.Text, value.Line);
        }
    }

    private static bool IsNative(string path) => NativeEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // The depth of a value is bounded by the parser.
    private static void Visit(GypValue value, CommandSink sink, List<GypValue> sources, Purse purse)
    {
        if (value.Text is { } text)
        {
            ReportExpansions(text, value.Line, sink, purse);
        }

        foreach (var item in value.Items ?? [])
        {
            Visit(item, sink, sources, purse);
        }

        foreach (var (key, inner) in value.Pairs ?? [])
        {
            ReportExpansions(key, inner.Line, sink, purse);
            switch (key.TrimEnd('+', '=', '?', '!', '/', '%').ToLowerInvariant())
            {
                case "sources" when inner.Items is { } items:
                    sources.AddRange(items.Where(static item => item.Text is not null));
                    break;
                case "action" when inner.Items is { } words:
                    ReportAction(words, inner.Line, sink);
                    break;
                case "includes" when inner.Items is { } includes:
                    includes.ForEach(include => sink.Refer(ReferenceKind.Import, include.Text, include.Line, Languages.Language.Gyp));
                    break;
            }

            Visit(inner, sink, sources, purse);
        }
    }

    private static void ReportAction(List<GypValue> words, int line, CommandSink sink)
    {
        var command = string.Join(' ', words.Select(static word => Quote(word.Text ?? "")));
        sink.Add("gyp.action", line, -1, command, []);
        sink.AddCode(new InnerCode(Encoding.UTF8.GetBytes(command), Languages.Language.Shell, null, line));
    }

    private static string Quote(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAny(Special) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Finds the command expansions of a text, those inside of others too.</summary>
    private static void ReportExpansions(string text, int line, CommandSink sink, Purse purse)
    {
        for (var at = text.IndexOf('!', StringComparison.Ordinal); at >= 0; at = text.IndexOf('!', at + 1))
        {
            var open = at + 1 < text.Length && text[at + 1] == '@' ? at + 2 : at + 1;
            if (at == 0 || text[at - 1] is not ('<' or '>' or '^') || open >= text.Length || text[open] is not ('(' or '['))
            {
                continue;
            }

            var command = GypCommands.Content(text, open);
            if (!purse.TryPay(command.Length))
            {
                sink.NotRead($"gyp: more than {MostCommands} commands, or too many inside of each other");
                return;
            }

            Report(purse.Variables.Fill(command), text[open] == '[', line, sink);
        }
    }

    private static void Report(string command, bool isList, int line, CommandSink sink)
    {
        var plain = isList ? command.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Replace(',', ' ') : command;
        if (GypCommands.IsPinned(plain))
        {
            sink.Add("gyp.require", line, -1, plain, []);
            return;
        }

        // pymod_do_main runs a Python file that gyp finds on its path.
        sink.Add("gyp.expansion", line, -1, plain, []);
        if (plain.StartsWith("pymod_do_main", StringComparison.Ordinal))
        {
            var module = plain["pymod_do_main".Length..].Trim().Split(' ')[0];
            sink.Refer(ReferenceKind.Import, module, line);
            return;
        }

        sink.AddCode(new InnerCode(Encoding.UTF8.GetBytes(plain), Languages.Language.Shell, null, line));
    }

    /// <summary>How many commands may still be read, and how many letters of them: what never closes holds all that follows it.</summary>
    private sealed class Purse(int commands, long letters, GypVariables variables)
    {
        public GypVariables Variables { get; } = variables;

        public bool TryPay(int length) => --commands >= 0 && (letters -= length) >= 0;
    }
}
