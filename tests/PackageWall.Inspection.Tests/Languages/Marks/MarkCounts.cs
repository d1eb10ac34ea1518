using System.Text.RegularExpressions;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Marks;

namespace PackageWall.Inspection.Tests.Languages.Marks;

/// <summary>Compares what the scanner and the expressions find in a text: where every mark ends, and the language guessed.</summary>
internal static class MarkCounts
{
    /// <summary>What differs, or null.</summary>
    public static string? Difference(string text) =>
        Of<PythonStrong>(text, MarksByExpression.PythonStrong()) ?? Of<PythonWeak>(text, MarksByExpression.PythonWeak())
        ?? Of<ScriptStrong>(text, MarksByExpression.ScriptStrong()) ?? Of<ScriptWeak>(text, MarksByExpression.ScriptWeak())
        ?? Of<PowerStrong>(text, MarksByExpression.PowerStrong()) ?? Of<PowerWeak>(text, MarksByExpression.PowerWeak())
        ?? Of<ShellStrong>(text, MarksByExpression.ShellStrong()) ?? Of<ShellWeak>(text, MarksByExpression.ShellWeak())
        ?? (MarksByExpression.Guess(text) is var wanted && CodeHeuristic.Guess(text) is var guess && guess != wanted ? $"guessed {guess}, not {wanted}" : null);

    private static string? Of<TMarks>(string text, Regex expression)
        where TMarks : struct, IMarks
    {
        MarkCursor<TMarks> cursor = new(text);
        foreach (ValueMatch match in expression.EnumerateMatches(text))
        {
            if (!cursor.MoveNext())
            {
                return $"{typeof(TMarks).Name}: '{text.Substring(match.Index, match.Length)}' at {match.Index} not found";
            }

            if (cursor.End != match.Index + match.Length)
            {
                return $"{typeof(TMarks).Name}: '{text.Substring(match.Index, match.Length)}' at {match.Index} ends at {match.Index + match.Length}, found to end at {cursor.End}";
            }
        }

        return cursor.MoveNext() ? $"{typeof(TMarks).Name}: found to end at {cursor.End} what is no mark" : null;
    }
}
