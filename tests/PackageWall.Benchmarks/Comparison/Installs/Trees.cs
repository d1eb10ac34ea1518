namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>The trees that are installed, as they lie beside this file.</summary>
internal static class Trees
{
    public static string Read(string name)
    {
        using Stream stream = typeof(Trees).Assembly.GetManifestResourceStream(name) ?? throw new ComparisonException($"{name} is not in the program");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
