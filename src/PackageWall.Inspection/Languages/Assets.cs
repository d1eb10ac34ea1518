namespace PackageWall.Inspection.Languages;

/// <summary>What bundlers take in with an <c>import</c> statement and engines refuse to (Node.js documentation, "ECMAScript modules: mandatory file extensions").</summary>
internal static class Assets
{
    private static readonly string[] Styles = [".css", ".scss", ".sass", ".less", ".styl", ".svg", ".png", ".woff2"];

    public static bool IsStyle(string module) => Styles.Any(ending => module.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
