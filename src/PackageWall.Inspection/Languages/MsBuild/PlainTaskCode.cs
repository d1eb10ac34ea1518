using System.Text;
using PackageWall.Inspection.Languages.CSharp;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>
/// Tells code of inline tasks that does nothing but set variables of the build's environment, which MSBuild itself has no task for. Only
/// what is known to be harmless is let through: any other call, anything created, any variable that makes programs load code.
/// </summary>
internal static class PlainTaskCode
{
    private const int LongestText = 100;

    private static readonly string[] Calls = ["SetEnvironmentVariable", "GetEnvironmentVariable"];

    private static readonly HashSet<string> NotPlain = new(StringComparer.OrdinalIgnoreCase) { "new", "typeof", "dynamic", "unsafe", "delegate", "stackalloc", "fixed", "Type", "GetType", "AddressOf", "Lambda" };

    private static readonly string[] Loading = ["STARTUP_HOOK", "PROFILER", "LD_PRELOAD", "LD_LIBRARY", "DYLD_", "NODE_OPTIONS", "PYTHON", "\"PATH\"", "'PATH'", "MSBUILD_", "DOTNET_", "COMPLUS_", "COMSPEC"];

    /// <summary>Whether the code is of that kind.</summary>
    /// <param name="code">The code.</param>
    /// <param name="file">The file that holds it: the names of the variables may stand where the task is used.</param>
    public static bool Is(string code, ReadOnlyMemory<byte> file)
    {
        IReadOnlyList<CSharpToken> tokens = new CSharpLexer(code, isBasic: false, 1).Read();
        for (int i = 0; i < tokens.Count; i++)
        {
            CSharpToken token = tokens[i];
            bool isCall = i + 1 < tokens.Count && tokens[i + 1].Text is "(" or "<" && token.Kind == CSharpTokenKind.Name;
            if ((isCall && !Calls.Contains(token.Text)) || NotPlain.Contains(token.Text) || (token.Kind == CSharpTokenKind.Text && token.Text.Length > LongestText)
                || (token.Kind == CSharpTokenKind.Mark && token.Text is "[" or "{" or "=" or "+"))
            {
                return false;
            }
        }

        string text = Encoding.UTF8.GetString(file.Span);
        return tokens.Count > 0 && !Array.Exists(Loading, name => text.Contains(name, StringComparison.OrdinalIgnoreCase));
    }
}
