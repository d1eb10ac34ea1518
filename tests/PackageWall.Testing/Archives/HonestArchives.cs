using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Archives as the ecosystems' own tools write them, from paths and texts.</summary>
public static class HonestArchives
{
    /// <summary>A tar in gzip, as <c>npm pack</c> and sdist tools write it. Paths are taken as they are: npm's start with <c>package/</c>.</summary>
    public static byte[] TarGz(params (string Path, string Text)[] files) => GzipBuilder.Pack(Tar(files));

    /// <summary>A tar in gzip with any bytes as contents.</summary>
    public static byte[] TarGz(IEnumerable<(string Path, byte[] Content)> files) => GzipBuilder.Pack(Tar(files));

    /// <summary>A tar.</summary>
    public static byte[] Tar(params (string Path, string Text)[] files) =>
        Tar(files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));

    /// <summary>A tar with any bytes as contents.</summary>
    public static byte[] Tar(IEnumerable<(string Path, byte[] Content)> files)
    {
        TarBuilder tar = new();
        foreach ((string path, byte[] content) in files)
        {
            tar.Add(path, content);
        }

        return tar.End().ToArray();
    }

    /// <summary>A zip, as wheels and nupkgs are.</summary>
    public static byte[] Zip(params (string Path, string Text)[] files) =>
        Zip(files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));

    /// <summary>A zip with any bytes as contents.</summary>
    public static byte[] Zip(IEnumerable<(string Path, byte[] Content)> files) =>
        new ZipBuilder { Items = [.. files.Select(file => new ZipItem { Name = file.Path, Content = file.Content })] }.ToArray();
}
