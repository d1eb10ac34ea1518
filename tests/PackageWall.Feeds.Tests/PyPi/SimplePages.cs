using System.Text;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.PyPi;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.PyPi;

/// <summary>Pages as a complete index answers, and short ways to read them.</summary>
internal static class SimplePages
{
    public const string JsonType = "application/vnd.pypi.simple.v1+json";
    public static readonly PackageName Demo = PackageName.Parse(Ecosystem.PyPi, "pw-demo");
    public static readonly Uri PageUrl = new("https://index.example/simple/pw-demo/");
    public static readonly Uri Base = new("http://wall.example:8080/pypi/");
    public static readonly string Sha256A = new('a', 64);
    public static readonly string Sha256B = new('b', 64);

    public static readonly string Json = $$"""
        {
          "meta": { "api-version": "1.4", "_last-serial": 12345 },
          "name": "PW.Demo",
          "project-status": { "status": "active" },
          "versions": ["1.0.0", "1.1.0", "1.2.0rc1"],
          "alternate-locations": [],
          "files": [
            { "filename": "pw_demo-1.0.0-py3-none-any.whl", "url": "https://files.example/a/pw_demo-1.0.0-py3-none-any.whl", "size": 1234,
              "hashes": { "sha256": "{{Sha256A}}", "blake2b_256": "{{Sha256B}}" }, "requires-python": ">=3.8", "upload-time": "2025-01-02T03:04:05.678901Z",
              "yanked": false, "core-metadata": { "sha256": "{{Sha256B}}" }, "data-dist-info-metadata": { "sha256": "{{Sha256B}}" },
              "provenance": "https://index.example/integrity/pw-demo/1.0.0/provenance" },
            { "filename": "pw_demo-1.0.0.tar.gz", "url": "../../files/pw_demo-1.0.0.tar.gz", "size": 999,
              "hashes": { "sha256": "{{Sha256B}}" }, "requires-python": null, "upload-time": "2025-01-02T03:05:05Z", "yanked": false, "core-metadata": false },
            { "filename": "pw_demo-1.1.0-py3-none-any.whl", "url": "https://files.example/b/pw_demo-1.1.0-py3-none-any.whl", "size": 1300,
              "hashes": { "sha256": "{{Sha256A}}" }, "upload-time": "2025-02-02T03:04:05.000000Z", "yanked": "broken on <Windows>" },
            { "filename": "pw_demo-1.2.0rc1-py3-none-any.whl", "url": "https://files.example/c/pw_demo-1.2.0rc1-py3-none-any.whl", "size": 1400,
              "hashes": { "sha256": "{{Sha256A}}" }, "upload-time": "2026-11-20T10:00:00.000000Z", "yanked": false, "core-metadata": true },
            { "filename": "pw_demo-0.9-py2.7.egg", "url": "https://files.example/d/pw_demo-0.9-py2.7.egg", "hashes": {} }
          ]
        }
        """;

    public static readonly string Html = $"""
        <!DOCTYPE html>
        <html><head>
          <meta name="pypi:repository-version" content="1.4">
          <base href="https://files.example/packages/">
          <title>Links for <a href="no/file"></title>
        </head><body>
        <!-- <a href="pw_demo-6.6.6-py3-none-any.whl">hidden</a> -->
        <h1>Links for pw-demo</h1>
        <a href="a/pw_demo-1.0.0-py3-none-any.whl#sha256={Sha256A}" data-requires-python="&gt;=3.8,&lt;4" data-core-metadata="sha256={Sha256B}">pw_demo-1.0.0-py3-none-any.whl</a><br/>
        <A HREF='/abs/pw_demo-1.0.0.tar.gz#md5={new string('c', 32)}' data-gpg-sig=true>pw_demo-1.0.0.tar.gz</A><br/>
        <a data-yanked="too &quot;old&quot;" href=b/pw_demo-0.9.zip>pw_demo-0.9.zip</a>
        <a href="b/pw_demo-0.8-py2.7.egg">egg</a>
        <a href="javascript:alert(1)">x</a>
        </body></html>
        """;

    public static SimplePageReading Read(string text, string contentType = JsonType) =>
        SimplePageReader.Read(Encoding.UTF8.GetBytes(text), contentType, Demo, PageUrl);

    public static SimplePage Page(string text, string contentType = JsonType) =>
        Read(text, contentType).ShouldBeOfType<SimplePageReading.Read>().Page;

    public static string Failure(string text, string contentType = JsonType) =>
        Read(text, contentType).ShouldBeOfType<SimplePageReading.Failure>().Reason;

    public static PackageVersion Version(string text) => PackageVersion.Parse(Ecosystem.PyPi, text);

    public static DocumentView View(params string[] withheld) => new()
    {
        Base = Base,
        Withheld = withheld.ToDictionary(version => Version(version).Value, Cooling),
    };

    public static WithheldVersion Cooling(string version) => new(
        Version(version),
        RefusalReason.Cooling,
        "published 2026-11-20, new versions wait 7 days",
        new DateTimeOffset(2026, 11, 27, 10, 0, 0, TimeSpan.Zero),
        new Uri($"http://wall.example:8080/why/pypi/pw-demo/{version}"));

    public static string Write(SimplePage page, DocumentView view, SimpleFormat format, SimplePageOptions? options = null) =>
        Encoding.UTF8.GetString(SimplePageWriter.Write(page, view, options ?? new SimplePageOptions(), format));
}
