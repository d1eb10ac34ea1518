using BenchmarkDotNet.Attributes;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>Reading a project page and writing ours.</summary>
[MemoryDiagnoser]
public class PyPiDocuments
{
    private static readonly Uri At = new("https://index.upstream.invalid/simple/pw-demo/");
    private static readonly PackageName Project = PackageName.Parse(Ecosystem.PyPi, "pw-demo");
    private byte[] _document = [];
    private SimplePage _page = null!;
    private DocumentView _view = null!;

    /// <summary>How many files the page has.</summary>
    [Params(1500)]
    public int Files { get; set; }

    /// <summary>Makes the document.</summary>
    [GlobalSetup]
    public void Load()
    {
        _document = MadeDocuments.ProjectPage(Files);
        _page = Read();
        _view = BenchmarkViews.Open(_page.Package);
    }

    /// <summary>Files out of the bytes.</summary>
    [Benchmark]
    public SimplePage Read() => Read(_document, Project);

    /// <summary>The page in JSON.</summary>
    [Benchmark]
    public byte[] WriteJson() => SimplePageWriter.Write(_page, _view, new SimplePageOptions(), SimpleFormat.Json);

    /// <summary>The page in HTML.</summary>
    [Benchmark]
    public byte[] WriteHtml() => SimplePageWriter.Write(_page, _view, new SimplePageOptions(), SimpleFormat.Html);

    internal static SimplePage Read(byte[] document, PackageName project) =>
        ((SimplePageReading.Read)SimplePageReader.Read(document, "application/vnd.pypi.simple.v1+json", project, At)).Page;
}
