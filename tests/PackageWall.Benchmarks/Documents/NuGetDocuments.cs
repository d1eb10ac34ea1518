using BenchmarkDotNet.Attributes;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Documents;

/// <summary>Reading a registration index and writing ours.</summary>
[MemoryDiagnoser]
public class NuGetDocuments
{
    private static readonly Uri At = new("https://registry.upstream.invalid/reg/index.json");
    private static readonly PackageName Id = PackageName.Parse(Ecosystem.NuGet, "Pw.Demo");
    private byte[] _document = [];
    private NuGetPackage _package = null!;
    private DocumentView _view = null!;

    /// <summary>How many versions the registration has.</summary>
    [Params(120, 1000)]
    public int Versions { get; set; }

    /// <summary>Makes the document.</summary>
    [GlobalSetup]
    public void Load()
    {
        _document = MadeDocuments.Registration(Versions);
        _package = Join(Id, Read());
        _view = BenchmarkViews.Open(_package.Package);
    }

    /// <summary>Leaves out of the bytes.</summary>
    [Benchmark]
    public RegistrationIndex Read() => Read(_document, Id);

    /// <summary>The index: with its items up to 128 versions, else its pages' names.</summary>
    [Benchmark]
    public byte[] WriteIndex() => RegistrationWriter.TryWriteIndex(_package, _view, out byte[] document) ? document : [];

    /// <summary>One page of all versions.</summary>
    [Benchmark]
    public byte[] WritePage() =>
        RegistrationWriter.TryWritePage(_package, _view, _package.Package.Versions[0].Version, _package.Package.Versions[^1].Version, out byte[] document) ? document : [];

    internal static RegistrationIndex Read(byte[] document, PackageName id) =>
        ((NuGetReading<RegistrationIndex>.Read)RegistrationReader.ReadIndex(document, id, At)).Value;

    internal static NuGetPackage Join(PackageName id, RegistrationIndex index) => NuGetPackageJoin.Join(
        id, new FlatIndex([.. index.Leaves.Select(leaf => (leaf.Version, leaf.Spelling))], 0), index.Leaves, At, new Dictionary<string, CatalogLeaf>());
}
