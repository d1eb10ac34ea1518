using System.Buffers;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>Texts: places and hosts that the vocabulary knows, addresses, constants that hide code.</summary>
internal sealed partial class OutlineWalk
{
    // What stands in a text that is itself code, whole or in a piece.
    private static readonly SearchValues<string> CodeMarks = SearchValues.Create(
        ["child_process", "eval(", "Function(", "globalThis", "process.env", "process.binding", "mainModule", "importScripts", "__import__", "subprocess", "os.system", "exec(", "atob(", "data:text/javascript", "data:application/javascript"],
        StringComparison.Ordinal);

    private const int LongestName = 40;
    private readonly HashSet<string> _seenTexts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _telling = new(StringComparer.Ordinal);
    private int _wallets;
    private bool _holdsCode;

    private void SeeLiteral(Literal literal, string unit)
    {
        switch (literal.Value)
        {
            case string text:
                SeeText(text, literal, unit);
                break;
            case byte[] bytes when bytes.Length > 2:
                SeeText(System.Text.Encoding.Latin1.GetString(bytes), literal, unit);
                break;
        }
    }

    private void SeeText(string text, Node site, string unit)
    {
        if (text.Length < 3 || (text.Length < 200 && !_seenTexts.Add(text)))
        {
            return;
        }

        if (text.Length <= LongestName)
        {
            SeeMember(text);
        }

        _holdsCode |= !_holdsCode && text.AsSpan().ContainsAny(CodeMarks) && CodeHeuristic.Guess(text) is not (Language.Text or Language.Json);

        if (text.Length <= 1024)
        {
            foreach (var _ in _words.Places(text))
            {
                _telling.Add(text);
                Acts("a place", isDeep: false);
                return;
            }

            if (text.Length > 6 && (text.Contains('.') || text.Contains("169") || text.Contains("254")) && !text.Contains(' ')
                && _words.Hosts(text).Any())
            {
                _telling.Add(text);
                Acts("a host", isDeep: false);
                return;
            }

            if ((!text.Contains('.') && text.Contains("://", StringComparison.Ordinal)) || text.Contains(PartialText.Hole))
            {
                // An evaluation looks at these in another way.
                _telling.Add(text);
            }
        }

        if (text.Length >= 8 && text.Contains("://", StringComparison.Ordinal) && FoundAddresses.IsAddress(text))
        {
            _sink.Emit("network.host", site, unit, text, Taint.None);
        }

        if (HiddenConstants.MayHide(text) && HiddenConstants.Open(text) is not null)
        {
            Acts("a hidden constant");
        }

        if (text.Length >= 12 && (WalletAddresses.IsPattern(text) || (WalletAddresses.IsAddress(text) && ++_wallets > 1)))
        {
            Acts("addresses of wallets", isDeep: false);
        }

        if (text.Length >= 26 && WalletAddresses.IsAddress(text) && _tree.Text.Contains("endTransaction", StringComparison.Ordinal))
        {
            Acts("a payment", isDeep: false);
        }
    }

    /// <summary>A sum, walked from its end: literals side by side are one text.</summary>
    private void SeeSum(Binary binary, Step step)
    {
        var run = new List<string>();
        Node at = binary;
        for (; at is Binary { Operator: "+" } sum; at = sum.Left)
        {
            Add(sum.Right);
        }

        Add(at);
        Flush();

        void Add(Node part)
        {
            if (part is Literal { Value: string text })
            {
                run.Add(text);
                return;
            }

            Flush();
            Push(part, step);
        }

        void Flush()
        {
            if (run.Count > 0)
            {
                run.Reverse();
                SeeText(string.Concat(run), binary, step.Unit);
                run.Clear();
            }
        }
    }
}
