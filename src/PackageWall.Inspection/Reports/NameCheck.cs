using System.Text;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reports;

/// <summary>
/// Finds names that are written to be taken for others: one word with letters of several scripts, or with letters that exist only to
/// look like Latin ones (Unicode Technical Standard 39, sections 4 and 5.1, in the small part that names need).
/// </summary>
internal static class NameCheck
{
    public static IEnumerable<Fact> Facts(string? name, string declaredIn)
    {
        if (name is not null && name.Split('.', '-', '_', '/', '@').Any(IsMixed))
        {
            yield return new Fact { Name = "name.confusable", File = declaredIn, Value = name, Evidence = Spelled(name) };
        }
    }

    private static bool IsMixed(string word)
    {
        int scripts = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            scripts |= ScriptOf(rune.Value);
        }

        return (scripts & (scripts - 1)) != 0;
    }

    /// <summary>One bit for each script that has letters like Latin ones; 0 for everything that no script owns.</summary>
    private static int ScriptOf(int rune) => rune switch
    {
        >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= 0x00C0 and <= 0x024F => 1,
        >= 0x0370 and <= 0x03FF or >= 0x1F00 and <= 0x1FFF => 2,
        >= 0x0400 and <= 0x052F or >= 0x1C80 and <= 0x1C8F => 4,
        >= 0x0530 and <= 0x058F => 8,
        >= 0x13A0 and <= 0x13FF or >= 0xAB70 and <= 0xABBF => 16,
        >= 0x2100 and <= 0x214F or >= 0xFF21 and <= 0xFF5A or >= 0x1D400 and <= 0x1D7FF => 32,
        _ => 0,
    };

    /// <summary>The name with every letter outside ASCII as its code, so that a reviewer sees which ones they are.</summary>
    private static string Spelled(string name)
    {
        StringBuilder text = new();
        foreach (Rune rune in name.EnumerateRunes())
        {
            text.Append(rune.IsAscii ? rune.ToString() : $"\\u{{{rune.Value:x4}}}");
        }

        return text.ToString();
    }
}
