namespace PackageWall.Cli.Scan;

/// <summary>Finds the archives that paths name. Folders are searched to their ends; links to folders are not followed.</summary>
internal sealed class ArchiveFinder(Terminal terminal)
{
    private static readonly string[] Endings = [".tgz", ".tar.gz", ".whl", ".zip", ".nupkg"];

    private static readonly EnumerationOptions Search = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>How many paths could not be used; each was told on standard error.</summary>
    public int Failures { get; private set; }

    /// <summary>The archives, in the order of the paths and by name within folders.</summary>
    public IReadOnlyList<string> Find(IReadOnlyList<string> paths)
    {
        List<string> found = [];
        foreach (string path in paths.SelectMany(Given))
        {
            try
            {
                if (Directory.Exists(path))
                {
                    List<string> inside = [.. Directory.EnumerateFiles(path, "*", Search).Where(IsArchive).Order(StringComparer.Ordinal)];
                    if (inside.Count == 0)
                    {
                        terminal.Error.WriteLine($"{Printable.Line(path)}: no archive in this folder ({string.Join(" ", Endings)}).");
                    }

                    found.AddRange(inside);
                }
                else if (File.Exists(path))
                {
                    found.Add(path);
                }
                else
                {
                    Fail(path, "no such file or folder");
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Fail(path, exception.Message);
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Tells why a path cannot be used.</summary>
    public void Fail(string path, string reason)
    {
        terminal.Error.WriteLine($"{Printable.Line(path)}: {Printable.Line(reason)}");
        Failures++;
    }

    private static bool IsArchive(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Given(string path)
    {
        if (path != "-")
        {
            yield return path;
            yield break;
        }

        while (terminal.In.ReadLine() is { } line)
        {
            if (line.Trim() is { Length: > 0 } trimmed)
            {
                yield return trimmed;
            }
        }
    }
}
