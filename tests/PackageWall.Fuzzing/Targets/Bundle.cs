using System.Text;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Several files in one text, each after a line with its name, so that names and contents are changed alike.</summary>
internal static class Bundle
{
    /// <summary>What such a line begins with.</summary>
    public const string Mark = "=== ";

    private const int MostFiles = 100;

    /// <summary>The files as a tree.</summary>
    public static PackageTree Tree(ReadOnlyMemory<byte> input)
    {
        Dictionary<string, PackageFile> files = new(StringComparer.Ordinal);
        foreach (string part in Encoding.Latin1.GetString(input.Span).Split(Mark).Skip(1).Take(MostFiles))
        {
            int line = part.IndexOf('\n', StringComparison.Ordinal);
            string path = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line < 0 ? part : part[..line]));
            byte[] content = Encoding.Latin1.GetBytes(line < 0 ? "" : part[(line + 1)..]);
            files.TryAdd(path, new PackageFile(path, content, LanguageSniffer.Sniff(path, content), ""));
        }

        return new PackageTree { Files = files, Anomalies = [] };
    }
}
