namespace PackageWall.EndToEnd.Tests;

/// <summary>The folder of the repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>A folder below its root, made when it is not there.</summary>
    public static string Folder(params string[] parts)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "PackageWall.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found above the tests.");
        }

        return Directory.CreateDirectory(Path.Combine([folder.FullName, .. parts])).FullName;
    }
}
