using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Reads a syntax tree into facts without running it: folds constants, follows aliases of modules and functions, notes what flows
/// into what, and hands decoded layers back to the reader of their own language.
/// </summary>
public static class ScriptEvaluator
{
    /// <summary>Evaluates one file or layer of <paramref name="language"/> (JavaScript or Python).</summary>
    public static FileFacts Evaluate(string language, SyntaxTree tree, SourceText source) =>
        throw new InvalidOperationException("Built in the Evaluation room.");
}
