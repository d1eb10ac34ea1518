using System.Text;

namespace PackageWall.Testing.Packages;

/// <summary>The files of a package under construction, in the order of adding. A path added twice is there twice.</summary>
internal sealed class PackageFiles
{
    private readonly List<(string Path, byte[] Content, bool IsExecutable)> _files = [];

    public IReadOnlyList<(string Path, byte[] Content, bool IsExecutable)> All => _files;

    public void Add(string path, byte[] content, bool executable = false) => _files.Add((path, content, executable));

    public void Add(string path, string text, bool executable = false) => Add(path, Encoding.UTF8.GetBytes(text), executable);

    public bool Has(string path) => _files.Exists(file => file.Path == path);
}
