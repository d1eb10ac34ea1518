using PackageWall.Inspection.Languages.Syntax;
using Index = PackageWall.Inspection.Languages.Syntax.Index;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>
/// Marks that known obfuscators leave, and minifiers and bundlers do not. Short names and single lines are none of them. Gathered
/// while the tree is built, so that renamed obfuscators are known by their structure.
/// </summary>
internal sealed class JsFingerprints(string source, JsOddities oddities)
{
    private const int FewHexNames = 12;
    private const int FewConfusedNames = 12;
    private const int FewEscapedStrings = 12;
    private const int FewForwarders = 3;
    private const int SmallestStringArray = 3;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private Node? _rotation;
    private Function? _stringArray;
    private Node? _decoder;
    private Node? _order;
    private int _forwarders;
    private Node? _forwarder;

    /// <summary>Looks at a call: a rotated array, the order of a flattened function.</summary>
    public void See(Call call)
    {
        switch (MemberName(call.Callee))
        {
            case "push" when call.Arguments is [{ Value: Call { Arguments.Count: 0 } inner }] && MemberName(inner.Callee) == "shift"
                && Target(call.Callee) is Name pushed && Target(inner.Callee) is Name shifted && pushed.Text == shifted.Text:
                _rotation ??= call;
                break;
            case "split" when call.Arguments is [{ Value: Literal { Value: "|" } }] && Target(call.Callee) is Literal { Value: string order }
                && IsOrder(order):
                _order ??= call;
                break;
        }
    }

    /// <summary>Looks at a function: one that holds the strings, one that takes them out, one that forwards to a hidden twin.</summary>
    public void See(Function function)
    {
        var body = ((Block)function.Body).Body;
        if (body.Count is 0 or > 4)
        {
            return;
        }

        if (function.Text is { } name && body[0] is Assign { Operator: "=", Target: Name held, Value: ListNode { Items: var items } }
            && items.Count >= SmallestStringArray && IsMostlyStrings(items) && RedefinesAs(body, name, held.Text))
        {
            _stringArray ??= function;
        }

        if (function.Parameters.Count >= 1 && TakesFromArray(body, function.Parameters[0].Text))
        {
            _decoder ??= function;
        }

        // return typeof a.b.c === "function" ? a.b.c.apply(a.b, arguments) : a.b.c
        if (body is [Return { Value: Conditional { Test: Binary { Operator: "===" or "==", Left: Unary { Operator: "typeof", Operand: Member probed } },
                Then: Call { Callee: Member { Text: "apply", Target: Member applied } }, Else: Member other } }]
            && probed.Text == applied.Text && probed.Text == other.Text && probed.Target is Member)
        {
            _forwarders++;
            _forwarder ??= function;
        }
    }

    /// <summary>Says what was found, once the whole file was seen.</summary>
    public void Finish(JsNames names)
    {
        var (hex, hexExample, confused, confusedExample) = (0, "", 0, "");
        foreach (var name in names.All)
        {
            if (IsHexName(name))
            {
                (hex, hexExample) = (hex + 1, name);
            }
            else if (IsConfusedName(name))
            {
                (confused, confusedExample) = (confused + 1, name);
            }
        }

        if (hex >= FewHexNames)
        {
            Add("obfuscation.hex-names", source.IndexOf(hexExample, StringComparison.Ordinal));
        }

        if (confused >= FewConfusedNames)
        {
            Add("obfuscation.confused-names", source.IndexOf(confusedExample, StringComparison.Ordinal));
        }

        var array = _stringArray ?? _rotation;
        if (array is not null && ((_stringArray is not null && (_rotation ?? _decoder) is not null) || (_rotation is not null && (hex >= FewHexNames || _decoder is not null))))
        {
            oddities.Add("obfuscation.string-array", array.Line, source, array.Start);
        }

        if (_order is not null)
        {
            oddities.Add("obfuscation.control-flow", _order.Line, source, _order.Start);
        }

        if (_forwarders >= FewForwarders)
        {
            oddities.Add("obfuscation.jscrambler", _forwarder!.Line, source, _forwarder.Start);
        }

        if (oddities.EscapedStrings >= FewEscapedStrings)
        {
            Add("obfuscation.escaped-strings", source.IndexOf("\\x", StringComparison.Ordinal));
        }

        JsLooks.Find(source, Add);
    }

    private void Add(string name, int position)
    {
        var at = Math.Max(position, 0);
        oddities.Add(name, 1 + source.AsSpan(0, at).Count('\n'), source, at);
    }

    private static string? MemberName(Node callee) => callee switch
    {
        Member member => member.Text,
        Index { Key: Literal { Value: string text } } => text,
        _ => null,
    };

    private static Node? Target(Node callee) => callee switch
    {
        Member member => member.Target,
        Index index => index.Target,
        _ => null,
    };

    /// <summary><c>2|0|1</c>: the numbers from 0 on, each once, in some order.</summary>
    private static bool IsOrder(string text)
    {
        if (text.Length is < 3 or > 4000)
        {
            return false;
        }

        var parts = text.Split('|');
        var seen = new bool[parts.Length];
        foreach (var part in parts)
        {
            if (!int.TryParse(part, out var number) || number < 0 || number >= seen.Length || seen[number])
            {
                return false;
            }

            seen[number] = true;
        }

        return true;
    }

    private static bool IsMostlyStrings(Series<Node> items) => items.Count(static item => item is Literal { Value: string }) * 10 >= items.Count * 9;

    /// <summary><c>f = function () { return held; }</c>, or the arrow of it, among the statements.</summary>
    private static bool RedefinesAs(Series<Node> body, string name, string held)
    {
        foreach (var node in body)
        {
            // f = function…; return f()   return f = function…, f()   return (f = function…)()
            var assign = node as Assign ?? (node as Return)?.Value switch
            {
                Binary { Left: Assign first } => first,
                Call { Callee: Assign called } => called,
                _ => null,
            };
            if (assign is { Target: Name target, Value: Function { Body: Block { Body: [Return { Value: Name value }] } } }
                && target.Text == name && value.Text == held)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>a = a - 0x1b3; … x[a]</c> at the start of a function whose first parameter is <c>a</c>, also one function further in.</summary>
    private static bool TakesFromArray(Series<Node> body, string parameter)
    {
        var shifts = false;
        foreach (var node in body)
        {
            switch (node)
            {
                case Assign { Target: Name target, Operator: "=", Value: Binary { Operator: "-", Left: Name left, Right: not Name } }
                    when target.Text == parameter && left.Text == parameter:
                case Assign { Target: Name reduced, Operator: "-=", Value: not Name } when reduced.Text == parameter:
                    shifts = true;
                    break;
                case Assign { Value: Index { Key: Name key, Target: Name or Call } } when shifts && key.Text == parameter:
                    return true;

                // return a -= 249, n()[a]
                case Return { Value: Binary { Operator: ",", Left: Assign { Operator: "-=" or "=", Target: Name taken },
                        Right: Index { Key: Name last, Target: Name or Call } } }
                    when taken.Text == parameter && last.Text == parameter:
                    return true;
            }
        }

        return false;
    }

    private static bool IsHexName(string name)
    {
        if (name.Length < 7)
        {
            return false;
        }

        var at = name.IndexOf("_0x", StringComparison.Ordinal);
        return at is >= 0 and <= 8 && name.Length - at - 3 is >= 4 and <= 8 && !name.AsSpan(at + 3).ContainsAnyExcept(HexDigits);
    }

    private static bool IsConfusedName(string name) =>
        name.Length >= 6 && (!name.AsSpan().ContainsAnyExcept("Il1") || !name.AsSpan().ContainsAnyExcept("O0oQ"))
        && name.AsSpan().IndexOfAnyExcept(name[0]) >= 0;
}
