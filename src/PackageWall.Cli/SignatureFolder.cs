using System.CommandLine;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Cli;

/// <summary>The option <c>--signatures</c>, and the rules that it names.</summary>
internal static class SignatureFolder
{
    public static Option<string?> Option() => new("--signatures") { Description = "A folder with rules/*.yaml to use in place of the built-in rules." };

    /// <summary>The rules of a folder, or the built-in ones; null when they cannot be read, which was told on standard error.</summary>
    public static SignatureSet? Read(string? folder, Terminal terminal)
    {
        try
        {
            return folder is null ? SignatureSet.Default : SignatureSet.FromFiles(Files(folder));
        }
        catch (Exception exception) when (exception is SignatureException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine(exception.Message);
            return null;
        }
    }

    private static IEnumerable<SignatureFile> Files(string folder)
    {
        string root = Path.GetFullPath(folder);
        return Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories)
            .Select(path => new SignatureFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)));
    }
}
