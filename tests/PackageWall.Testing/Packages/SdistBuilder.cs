using System.Formats.Tar;
using System.Text;

namespace PackageWall.Testing.Packages;

/// <summary>Builds a source distribution that pip builds: one top folder, PKG-INFO, and what the test adds (<c>setup.py</c>, <c>pyproject.toml</c> …).</summary>
public sealed class SdistBuilder(string name, string version)
{
    private readonly PackageFiles _files = new();
    private readonly List<string> _metadata = [];

    private string Stem => $"{name.Replace('-', '_')}-{version}";

    /// <summary>The name of the file that an index would serve.</summary>
    public string FileName => $"{Stem}.tar.gz";

    /// <summary>Adds a file under the top folder.</summary>
    public SdistBuilder File(string path, string text)
    {
        _files.Add(path, text);
        return this;
    }

    /// <summary>Adds a file of bytes under the top folder.</summary>
    public SdistBuilder File(string path, byte[] content)
    {
        _files.Add(path, content);
        return this;
    }

    /// <summary>Adds a line of PKG-INFO.</summary>
    public SdistBuilder Metadata(string line)
    {
        _metadata.Add(line);
        return this;
    }

    /// <summary>Adds the plain <c>setup.py</c> that setuptools needs, with these modules.</summary>
    public SdistBuilder PlainSetup(params string[] modules) => File("setup.py",
        $"from setuptools import setup\nsetup(name={Quote(name)}, version={Quote(version)}, py_modules=[{string.Join(", ", modules.Select(Quote))}])\n");

    /// <summary>The archive.</summary>
    public byte[] Build()
    {
        var files = new List<(string, byte[], bool)>();
        if (!_files.Has("PKG-INFO"))
        {
            string info = $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nSummary: inert\n" + string.Concat(_metadata.Select(line => line + "\n"));
            files.Add(($"{Stem}/PKG-INFO", Encoding.UTF8.GetBytes(info), false));
        }

        files.AddRange(_files.All.Select(file => ($"{Stem}/{file.Path}", file.Content, file.IsExecutable)));
        return TarGz.Write(files, TarEntryFormat.Pax);
    }

    private static string Quote(string text) => $"'{text}'";
}
