using BenchmarkDotNet.Attributes;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>Reading a packument and writing its two forms. The output is counted: its memory comes from the pool.</summary>
[MemoryDiagnoser]
public class NpmDocuments
{
    private byte[] _document = [];
    private PackageName _name = PackageName.Parse(Ecosystem.Npm, "x");
    private UpstreamPackage _package = null!;
    private DocumentView _view = null!;

    /// <summary>Which document.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    /// <summary>Those of the folder.</summary>
    public static IEnumerable<string> Names => StoredDocuments.Names("npm");

    /// <summary>Reads the file.</summary>
    [GlobalSetup]
    public void Load()
    {
        _document = StoredDocuments.Load("npm", Name);
        _name = StoredDocuments.NameOf(Ecosystem.Npm, _document);
        _package = Read();
        _view = BenchmarkViews.Open(_package);
    }

    /// <summary>Versions, dates, hashes out of the bytes.</summary>
    [Benchmark]
    public UpstreamPackage Read() => ((PackumentReading.Read)NpmPackumentReader.Read(_document, _name)).Package;

    /// <summary>The form that installing needs.</summary>
    [Benchmark]
    public PackumentWriting WriteSlim() => Write(PackumentForm.Slim);

    /// <summary>The whole document.</summary>
    [Benchmark]
    public PackumentWriting WriteFull() => Write(PackumentForm.Full);

    private PackumentWriting.Written Write(PackumentForm form)
    {
        using var output = new PooledOutput(_document.Length);
        return (PackumentWriting.Written)NpmPackumentWriter.Write(output, _document, _package, _view, form);
    }
}
