using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Texts: what their words mean, which of them are code, and which may hide some.</summary>
internal sealed partial class Evaluation
{
    private const int MostKept = 4_000;
    private readonly Dictionary<string, Taint> _textTaints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Line, string Unit)> _constants = new(StringComparer.Ordinal);
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly Dictionary<Mark, (Node Site, string Unit)> _mentioned = [];
    private long _kept;

    private Value MarkLiteral(string text, Literal literal)
    {
        var taint = TaintOfText(text);
        foreach (var mark in taint.Marks)
        {
            if (mark.Fact.StartsWith("read.secret.", StringComparison.Ordinal))
            {
                _mentioned.TryAdd(mark, (literal, _unit));
            }
        }

        FindIndicators(taint, literal);

        if (text.Length >= 8 && text.Contains("://", StringComparison.Ordinal) && FoundAddresses.IsAddress(text))
        {
            Emit("network.host", literal, text, Taint.None);
        }

        if (text.Length >= HiddenConstants.Least)
        {
            KeepConstant(text, literal);
        }

        if (text.Length >= 12)
        {
            WalletAddress(text, literal);
        }

        var value = Value.Of(text, taint);
        if (text.Length < ShortestThatSays && taint.IsNone)
        {
            literal.Folded = value;
        }

        return value;
    }

    // Shorter literals that name no place say nothing: no address, no wallet, nothing hidden.
    private const int ShortestThatSays = 8;
    private const int SpecificFlow = 10;

    private readonly WalletList _wallets = new();

    // One address is a place for thanks; a second, or a pattern that finds them, is a list to choose from.
    private void WalletAddress(string text, Node site)
    {
        if (WalletAddresses.IsPattern(text) ? !WalletAddresses.IsCheck(text) || _wallets.AddCheck(text, site.Start) : WalletAddresses.IsAddress(text) && _wallets.AddAddress(text, site.Start))
        {
            Emit("wallet.addresses", site, text.Length > 80 ? text[..80] : text, Taint.None);
        }
    }

    /// <summary>The places and hosts that a text names.</summary>
    private Taint TaintOfText(string text)
    {
        // Most texts stood in the file as they are, and were looked at when it was walked through.
        if (text.Length is < 3 or > 1024 || _outline?.IsHarmless(text) == true)
        {
            return Taint.None;
        }

        if (_textTaints.TryGetValue(text, out var taint))
        {
            return taint;
        }

        List<Mark>? marks = null;
        foreach (var fact in _words.Places(text.Replace(PartialText.Hole, '*')))
        {
            // What an agent has learned is no secret of its user.
            if (fact != "read.secret.ai" || !text.Contains("/skills", StringComparison.Ordinal))
            {
                (marks ??= []).Add(new Mark(fact, text.Replace(PartialText.Hole, '…')));
            }
        }

        if (text.Contains('.') || text.Contains("://", StringComparison.Ordinal) || text.Contains("169") || text.Contains("254"))
        {
            if (!text.Contains(' ') && text.Length > 6)
            {
                foreach (var fact in _words.Hosts(text))
                {
                    (marks ??= []).Add(new Mark(fact, text.Replace(PartialText.Hole, '…')));
                }
            }
        }

        taint = marks is null ? Taint.None : Taint.Of([.. marks]);
        if (_textTaints.Count < 50_000)
        {
            _textTaints[text] = taint;
        }

        return taint;
    }

    /// <summary>Looks at a text that folding made: it may name a place that its parts did not.</summary>
    private Value Note(Value value, Node site)
    {
        foreach (var constant in value.Constants)
        {
            var text = constant switch { string whole => whole, PartialText partial => partial.Text, _ => null };
            if (text is null)
            {
                continue;
            }

            var named = TaintOfText(text);
            FindIndicators(named, site);
            value = value.With(named);
            // An address whose very scheme is put together from pieces is one all the same.
            if (constant is string && site is Binary { Operator: "+", Left: Literal { Value: string start } } && !start.Contains("://", StringComparison.Ordinal)
                && text.Contains("://", StringComparison.Ordinal) && FoundAddresses.IsAddress(text))
            {
                Emit("network.host", site, text, Taint.None);
            }

            if (constant is string && text.Length >= 2 * HiddenConstants.Least && value.Encoding is null)
            {
                KeepConstant(text, site);
            }
        }

        return value;
    }

    // The hosts of known attacks count wherever they stand, used or not.
    private void FindIndicators(Taint named, Node site)
    {
        foreach (var mark in named.Marks)
        {
            if (mark.Fact == "indicator.host")
            {
                Emit(mark.Fact, site, mark.Value, Taint.None);
            }
        }
    }

    private void KeepConstant(string text, Node site)
    {
        if (_constants.Count < MostKept && _kept < MostTextProduced && _pass == 0 && HiddenConstants.MayHide(text) && _constants.TryAdd(text, (site.Line, _unit)))
        {
            _kept += text.Length;
        }
    }

    /// <summary>Constants that no understood call opened, and that open to code all the same.</summary>
    private void FindHidden()
    {
        foreach (var (text, (line, unit)) in _constants)
        {
            if (_opened.Contains(text) || HiddenConstants.Open(text) is not { } found)
            {
                continue;
            }

            _sink.Emit("decode.hidden", null, unit, found.Encoding, Taint.None, line);
            AddText(new FoundText(found.Content, found.Language, found.Encoding, line, unit, IsRun: false));
        }
    }

    private void MentionUnused()
    {
        foreach (var (mark, (site, unit)) in _mentioned)
        {
            if (!_used.Any(used => used.Fact == mark.Fact))
            {
                _sink.Emit("mention" + mark.Fact["read".Length..], site, unit, mark.Value, Taint.None);
            }
        }
    }

    /// <summary>Text that runs as code: reads it when it is known, says so when it is not.</summary>
    private void RunCode(Value code, string language, Node site, Taint taint)
    {
        var from = taint.Union(code.DeepTaint()).WithoutMarks();
        if (code.Encoding is not null)
        {
            from = from.With("decode").With("decode.constant");
        }

        var shown = code.Encoding ?? (code.SomeText is { Length: <= 120 } text ? text : null);
        Emit("execute.code", site, shown, from);
        // In a large program a bit of everything flows everywhere: then it says nothing that some of it was a request.
        if (from.Has(OfRequest) && from.Has("decode") && from.Names.Length <= SpecificFlow)
        {
            Emit("execute.sent-code", site, null, from);
        }

        var isKnown = false;
        foreach (var constant in code.Constants)
        {
            isKnown |= constant is string or byte[];
        }

        if (!isKnown && code.Closures.Length == 0)
        {
            // The whole of a file, as it is: if it is one of the package it is read as what it runs as.
            Emit("dynamic.exec", site, from.Has(SeveralFiles) ? null : code.WholeFile, from);
            if (from.Has("read.file"))
            {
                _sink.Refer(ReferenceKind.Open, null, site, _unit);
                if (code.WholeFile is { Length: > 0 } path)
                {
                    ReferTo(ReferenceKind.Spawn, Value.Of(path), site, language);
                }
            }
        }

        FoundCode(code, language, site, isRun: true);
    }

    private void FoundCode(Value code, string? language, Node site, bool isRun)
    {
        foreach (var constant in code.Constants)
        {
            var bytes = constant switch { string text => Encoding.UTF8.GetBytes(text), byte[] raw => raw, _ => null };
            if (bytes is not null && bytes.Length > (isRun ? 0 : HiddenConstants.Least))
            {
                AddText(new FoundText(bytes, language, code.Encoding, site.Line, _unit, isRun));
            }
        }
    }

    // The same text once: as what runs it takes it, when that is known.
    private void AddText(FoundText text)
    {
        var key = (text.Encoding is null, text.Content.Length, Fingerprint(text.Content));
        if (!_textPlaces.TryGetValue(key, out var place))
        {
            _textPlaces[key] = _texts.Count;
            _texts.Add(text);
        }
        else if (text.IsRun && !_texts[place].IsRun)
        {
            _texts[place] = text with { Encoding = text.Encoding ?? _texts[place].Encoding };
        }
    }

    private static long Fingerprint(byte[] content)
    {
        var hash = new HashCode();
        hash.AddBytes(content);
        return hash.ToHashCode();
    }
}
