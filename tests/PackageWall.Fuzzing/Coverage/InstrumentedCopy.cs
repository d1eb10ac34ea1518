namespace PackageWall.Fuzzing.Coverage;

/// <summary>This program with instrumented copies of the product's assemblies, in a folder of its own; the originals stay as they are.</summary>
internal static class InstrumentedCopy
{
    private static readonly string[] Instrumented = ["PackageWall.Packages.dll", "PackageWall.Inspection.dll", "PackageWall.Feeds.dll"];

    /// <summary>Makes the copy and gives the path of its program and the number of places.</summary>
    public static (string Program, int Places) Make(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        int places = 0;
        foreach (string name in Instrumented)
        {
            places = Instrumenter.Rewrite(Path.Combine(folder, name), places);
        }

        return (Path.Combine(folder, "PackageWall.Fuzzing.dll"), places);
    }
}
