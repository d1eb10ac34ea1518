using System.Buffers;
using BenchmarkDotNet.Attributes;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>Reading a packument and writing its two forms. The output is kept from run to run, so that what is counted is the writer's own.</summary>
[MemoryDiagnoser]
public class NpmDocuments
{
    private readonly ArrayBufferWriter<byte> _output = new(32 << 20);
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
        _output.ResetWrittenCount();
        return (PackumentWriting.Written)NpmPackumentWriter.Write(_output, _document, _package, _view, form);
    }
}
