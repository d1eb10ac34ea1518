using System.Security.Cryptography;

namespace PackageWall.Fuzzing.Engine;

/// <summary>
/// The inputs that are kept with the sources, a folder for each target. Files named <c>regression-*</c> once broke a promise and stay
/// for good; the others reach what no other input does, and are made anew by <c>run --keep</c>.
/// </summary>
internal static class CorpusFolder
{
    private const string Regression = "regression-";

    /// <summary>The folder of this project in the clone that the program was built in.</summary>
    public static string Project { get; } = Path.Combine(Clone(), "tests", "PackageWall.Fuzzing");

    /// <summary>All inputs of a target, in a fixed order.</summary>
    public static IReadOnlyList<(string Name, byte[] Input)> Read(string target)
    {
        string folder = Of(target);
        return !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))];
    }

    /// <summary>Replaces what is no regression.</summary>
    public static void Replace(string target, IEnumerable<byte[]> inputs)
    {
        string folder = Of(target);
        Directory.CreateDirectory(folder);
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !Path.GetFileName(path).StartsWith(Regression, StringComparison.Ordinal)))
        {
            File.Delete(path);
        }

        foreach (byte[] input in inputs)
        {
            File.WriteAllBytes(Path.Combine(folder, NameOf(input)), input);
        }
    }

    /// <summary>Writes a finding beside its explanation, outside the corpus, and gives its path.</summary>
    public static string Save(Finding finding)
    {
        string folder = Path.Combine(Project, "Findings", finding.Target);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{Regression}{NameOf(finding.Input)}");
        File.WriteAllBytes(path, finding.Input);
        File.WriteAllText(path + ".txt", $"{finding.Key}\n{finding.Detail}\n");
        return path;
    }

    private static string Of(string target) => Path.Combine(Project, "Corpus", target);

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];

    private static string Clone()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PackageWall.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The fuzzer runs from a clone: no PackageWall.sln above it.");
    }
}
