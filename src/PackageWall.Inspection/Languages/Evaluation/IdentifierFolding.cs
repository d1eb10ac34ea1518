using System.Text;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Identifiers that look like others. Python reads identifiers after NFKC, so letters of mathematical alphabets spell plain names.
/// The part of NFKC that leads to ASCII is done here, because normalisation is not available without culture data.
/// </summary>
internal static class IdentifierFolding
{
    // Letters of the letterlike block (U+2100…) and others with a plain letter as compatibility mapping.
    private const string Letterlike = "ℂCℊgℋHℌHℍHℎhℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℨZKKÅAℬBℭCℯeℰEℱFℳMℴoℹiⅅDⅆdⅇeⅈiⅉjªaºoſsⁱiⁿnₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtⅠIⅤVⅩXⅬLⅭCⅮDⅯMⅰiⅴvⅹxⅼlⅽcⅾdⅿmʰhʲjʳrʷwʸyˡlˢsˣx";

    private static readonly Dictionary<int, char> Plain = MakePlain();

    public static bool IsAscii(string text)
    {
        foreach (var letter in text)
        {
            if (letter > 127)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name as Python takes it, as far as that leads to ASCII.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var value = rune.Value;
            if (value is >= 0x1D400 and <= 0x1D6A3)
            {
                var place = (value - 0x1D400) % 52;
                folded.Append((char)(place < 26 ? 'A' + place : 'a' + place - 26));
            }
            else if (value is >= 0x1D7CE and <= 0x1D7FF)
            {
                folded.Append((char)('0' + ((value - 0x1D7CE) % 10)));
            }
            else if (value is >= 0xFF10 and <= 0xFF5A)
            {
                folded.Append((char)(value - 0xFF10 + '0'));
            }
            else if (value == 0xFF3F)
            {
                folded.Append('_');
            }
            else if (Plain.TryGetValue(value, out var letter))
            {
                folded.Append(letter);
            }
            else
            {
                folded.Append(rune.ToString());
            }
        }

        return folded.ToString();
    }

    /// <summary>Whether Latin letters stand beside Cyrillic, Greek, Armenian or Cherokee ones, which look alike.</summary>
    public static bool IsMixed(string name)
    {
        bool latin = false, other = false;
        foreach (var letter in name)
        {
            latin |= char.IsAsciiLetter(letter);
            other |= letter is (>= '\u0370' and <= '\u058F') or (>= '\u13A0' and <= '\u13FF') or (>= '\uAB70' and <= '\uABBF');
        }

        return latin && other;
    }

    private static Dictionary<int, char> MakePlain()
    {
        var map = new Dictionary<int, char>();
        for (var i = 0; i + 1 < Letterlike.Length; i += 2)
        {
            map[Letterlike[i]] = Letterlike[i + 1];
        }

        return map;
    }
}
