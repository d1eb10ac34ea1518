using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>Reads and writes a file of baselines for those who generate and review it. Inspections take theirs from <see cref="SignatureSet"/>.</summary>
public static class BaselineFile
{
    private const string Header = """
        # Findings that a person has read and found harmless, each for one package, one rule and one evidence: see signatures/README.md.
        # Written by `packagewall baseline`; only the reasons are written by hand.

        """;

    /// <summary>The pins of a file in which reasons may still be missing.</summary>
    /// <exception cref="SignatureException">The file cannot be understood.</exception>
    public static IReadOnlyList<Pin> ReadDraft(SignatureFile file)
    {
        List<SignatureError> errors = [];
        IReadOnlyList<Pin> pins = BaselineParser.Parse(file, null, errors);
        return errors.Count == 0 ? pins : throw new SignatureException(errors);
    }

    /// <summary>The pins of both, each once. Where both have one, the first stays: its reason was written by hand.</summary>
    public static IReadOnlyList<Pin> Merge(IEnumerable<Pin> existing, IEnumerable<Pin> added) =>
        [.. existing.Concat(added).DistinctBy(pin => (pin.Ecosystem, pin.Package, pin.Rule, pin.Evidence))];

    /// <summary>The text of a file: sorted, one value on one line, so that a diff shows what is new and nothing else.</summary>
    public static string Write(IEnumerable<Pin> pins)
    {
        StringBuilder text = new(Header.ReplaceLineEndings("\n"));
        text.Append("pins:\n");
        foreach (Pin pin in pins
            .OrderBy(pin => pin.Package, StringComparer.Ordinal)
            .ThenBy(pin => pin.Rule, StringComparer.Ordinal)
            .ThenBy(pin => pin.Evidence, StringComparer.Ordinal))
        {
            text.Append("  - package: ").Append(Quoted(pin.Package)).Append('\n')
                .Append("    rule: ").Append(pin.Rule).Append('\n')
                .Append("    evidence: \"").Append(pin.Evidence).Append("\"\n")
                .Append("    seen: ").Append(Quoted(pin.Seen)).Append('\n')
                .Append("    why: ").Append(Quoted(pin.Why)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A double-quoted YAML text: names and versions come from packages and may hold anything.</summary>
    private static string Quoted(string value)
    {
        StringBuilder text = new("\"");
        foreach (char character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                < ' ' or (>= '\u007f' and <= '\u00a0') or (>= '\u2000' and <= '\u206f') or '\ufeff' => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
