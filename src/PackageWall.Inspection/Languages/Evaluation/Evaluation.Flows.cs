using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What counts only once it is used in a certain way: random numbers that decide, and numbers mixed with a key that become letters.</summary>
internal sealed partial class Evaluation
{
    private const string Random = "gate.random";
    private const string Date = "gate.date";

    // Marks the result of `a ^ b`; a colon keeps it out of facts.
    private const string Mixed = ":mixed";

    private static readonly HashSet<string> LetterMakers = new(StringComparer.Ordinal)
    {
        "String.fromCharCode", "String.fromCodePoint", "Buffer.from", "Buffer.concat", "Uint8Array", "Uint8Array.from", "Uint8ClampedArray", "Int8Array", "TextDecoder",
        "chr", "bytes", "bytearray",
    };

    private int _thrown = -1;

    // Readings of the clock that are only written out.
    private HashSet<Node>? _shownClock;

    /// <summary>A name made with a random number is no gate; a comparison with one, or a test of one, is.</summary>
    private void Dice(Node test, Value decided)
    {
        var isHere = _thrown >= test.Start && _thrown < test.End;
        if (isHere || (decided.Constants.Length == 0 && decided.Taint.Names is [Random]))
        {
            Emit(Random, test, null, Taint.None);
            _thrown = -1;
        }
    }

    /// <summary>The clock against what the clock once said is how long something took; against anything else it is a date.</summary>
    private void Clock(Node test, Value left, Value right)
    {
        var isLeft = left.Taint.Has(Date);
        if (isLeft || right.Taint.Has(Date))
        {
            Emit(isLeft && right.Taint.Has(Date) ? "gate.elapsed" : "gate.moment", test, null, Taint.None);
        }
    }

    /// <summary>Letters or bytes made of numbers that were mixed with a key are what was decrypted.</summary>
    private static Value Lettered(Value made, Taint from) => from.Has(Mixed) ? made.With(Taint.Of("decode.keyed")) : made;
}
