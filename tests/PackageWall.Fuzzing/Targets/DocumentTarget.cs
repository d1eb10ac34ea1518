using System.Text;
using PackageWall.Fuzzing.Engine;
using PackageWall.Feeds.Npm;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Documents as upstreams serve them.</summary>
internal sealed class DocumentTarget(string name, Func<ReadOnlyMemory<byte>, IEnumerable<object?>> read, params string[] seeds) : IFuzzTarget
{
    private static readonly Uri At = new("https://upstream.invalid/simple/pw-demo/");
    private static readonly PackageName Npm = PackageName.Parse(Ecosystem.Npm, "pw-demo");
    private static readonly PackageName PyPi = PackageName.Parse(Ecosystem.PyPi, "pw-demo");
    private static readonly PackageName NuGet = PackageName.Parse(Ecosystem.NuGet, "pwdemo");

    public string Name => name;

    public InputKind Kind => InputKind.Text;

    /// <summary>npm's packument and what clients send to npm's audit.</summary>
    public static DocumentTarget Packument { get; } = new(
        "npm-packument",
        input => [NpmPackumentReader.Read(input, Npm), AuditRequest.TryRead(input.Span, out AuditRequest? request), request],
        """{"name":"pw-demo","dist-tags":{"latest":"1.0.0"},"versions":{"1.0.0":{"name":"pw-demo","version":"1.0.0","deprecated":"use 2","hasInstallScript":true,"dist":{"tarball":"https://upstream.invalid/pw-demo/-/pw-demo-1.0.0.tgz","shasum":"da39a3ee5e6b4b0d3255bfef95601890afd80709","integrity":"sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="}}},"time":{"created":"2020-01-01T00:00:00.000Z","1.0.0":"2025-10-01T23:27:59.460000+00:00"}}""",
        """{"name":"pw-demo","versions":{}}""",
        """{"a":["1.0.0"],"b":["2.0.0","3.0.0"]}""");

    /// <summary>PyPI's project page, JSON and HTML.</summary>
    public static DocumentTarget ProjectPage { get; } = new(
        "pypi-page",
        input => [SimplePageReader.Read(input, "application/vnd.pypi.simple.v1+json", PyPi, At), SimplePageReader.Read(input, "text/html", PyPi, At), SimplePageReader.Read(input, null, PyPi, At)],
        """{"meta":{"api-version":"1.1"},"name":"pw-demo","versions":["1.0"],"files":[{"filename":"pw_demo-1.0-py3-none-any.whl","url":"https://files.upstream.invalid/a/pw_demo-1.0-py3-none-any.whl","hashes":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"requires-python":">=3.8","yanked":"bad","size":5,"upload-time":"2025-01-01T00:00:00.000000Z","core-metadata":{"sha256":"aa"}}]}""",
        """<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0"><base href="/x/"></head><body><a href="../../a/pw_demo-1.0.tar.gz#sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" data-requires-python="&gt;=3.8" data-yanked="x&#39;y">pw_demo-1.0.tar.gz</a><!-- c --></body></html>""");

    /// <summary>NuGet's documents.</summary>
    public static DocumentTarget Registration { get; } = new(
        "nuget-documents",
        input =>
        [
            RegistrationReader.ReadIndex(input, NuGet, At), RegistrationReader.ReadPage(input, NuGet, At), RegistrationReader.ReadLeaf(input, NuGet, At), FlatIndexReader.Read(input),
            NuGetServiceIndexReader.Read(input, At), CatalogLeafReader.Read(input, NuGet, PackageVersion.Parse(Ecosystem.NuGet, "1.0.0")), RepositoryCertificatesReader.Read(input),
            VulnerabilityReader.ReadIndex(input, At), VulnerabilityReader.ReadPage(input), NuGetSignatureDate.Read(input),
        ],
        """{"@id":"https://upstream.invalid/r/pwdemo/index.json","count":1,"items":[{"@id":"https://upstream.invalid/r/pwdemo/index.json#page","count":1,"lower":"1.0.0","upper":"1.0.0","items":[{"@id":"https://upstream.invalid/r/pwdemo/1.0.0.json","packageContent":"https://upstream.invalid/f/pwdemo/1.0.0/pwdemo.1.0.0.nupkg","catalogEntry":{"@id":"https://upstream.invalid/c/1","id":"PwDemo","version":"1.0.0","listed":true,"published":"2025-01-01T00:00:00+00:00","deprecation":{"reasons":["Legacy"]}}}]}]}""",
        """{"@id":"https://upstream.invalid/r/pwdemo/1.0.0.json","catalogEntry":"https://upstream.invalid/c/1","listed":true,"packageContent":"https://upstream.invalid/f/pwdemo/1.0.0/pwdemo.1.0.0.nupkg","published":"2025-01-01T00:00:00Z"}""",
        """{"versions":["1.0.0","2.0.0-beta.1"]}""",
        """{"version":"3.0.0","resources":[{"@id":"https://upstream.invalid/f/","@type":"PackageBaseAddress/3.0.0"},{"@id":"https://upstream.invalid/r/","@type":["RegistrationsBaseUrl/3.6.0"]}]}""",
        """{"id":"PwDemo","version":"1.0.0","packageHash":"AA==","packageHashAlgorithm":"SHA512","packageSize":1,"published":"2025-01-01T00:00:00Z","created":"2025-01-01T00:00:00Z","listed":true}""",
        """[{"@name":"base","@id":"https://upstream.invalid/v/b.json","@updated":"2025-01-01T00:00:00Z"}]""",
        """{"pwdemo":[{"url":"https://a.invalid","severity":2,"versions":"(, 1.0.0]"}]}""");

    public IEnumerable<byte[]> Seeds() => seeds.Select(Encoding.UTF8.GetBytes);

    public string Run(ReadOnlyMemory<byte> input) => string.Join('\n', read(input));
}
