using System.Globalization;
using System.Text;

namespace PackageWall.Benchmarks.Documents;

/// <summary>Large documents of NuGet and PyPI, made the same each time: many mirrors answer with less than the complete registry does.</summary>
internal static class MadeDocuments
{
    private const string Upstream = "https://registry.upstream.invalid";

    /// <summary>A registration index with everything inlined, as the complete registry describes a package with dependencies.</summary>
    public static byte[] Registration(int versions)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""{"@id":"{{Upstream}}/reg/pw.demo/index.json","@type":["catalog:CatalogRoot"],"count":1,"items":[{"@id":"{{Upstream}}/reg/pw.demo/index.json#page","count":{{versions}},"items":[""");
        for (int i = 0; i < versions; i++)
        {
            string version = $"{i / 50}.{i / 10 % 5}.{i % 10}";
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"@id":"{{Upstream}}/reg/pw.demo/{{version}}.json","@type":"Package","commitTimeStamp":"2026-01-01T00:00:00Z","catalogEntry":{"@id":"{{Upstream}}/catalog/pw.demo.{{version}}.json","@type":"PackageDetails","authors":"Päckchen & Co","description":"{{Prose(i)}}","iconUrl":"{{Upstream}}/icon","id":"Pw.Demo","version":"{{version}}","listed":true,"published":"2025-{{(i % 12) + 1:00}}-01T10:00:00.123+00:00","licenseExpression":"MIT","projectUrl":"https://project.invalid/","summary":"","title":"Demo","tags":["one","two","three"],"requireLicenseAcceptance":false,"packageContent":"{{Upstream}}/flat/pw.demo/{{version}}/pw.demo.{{version}}.nupkg","dependencyGroups":[{{string.Join(',', Enumerable.Range(0, 5).Select(Group))}}]},"packageContent":"{{Upstream}}/flat/pw.demo/{{version}}/pw.demo.{{version}}.nupkg","registration":"{{Upstream}}/reg/pw.demo/index.json"}
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}]}").ToString());
    }

    /// <summary>A project page in JSON, as the public index describes a project with many wheels.</summary>
    public static byte[] ProjectPage(int files)
    {
        var text = new StringBuilder("""{"meta":{"api-version":"1.3"},"name":"pw-demo","versions":[],"files":[""");
        for (int i = 0; i < files; i++)
        {
            string version = $"{i / 30}.{i / 3 % 10}";
            string file = $"pw_demo-{version}-cp3{10 + (i % 3)}-cp3{10 + (i % 3)}-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
            string hash = $"{i:x8}".PadRight(64, 'a');
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""
                {"core-metadata":{"sha256":"{{{hash}}}"},"data-dist-info-metadata":{"sha256":"{{{hash}}}"},"filename":"{{{file}}}","hashes":{"sha256":"{{{hash}}}"},"provenance":null,"requires-python":">=3.10","size":{{{1000 + i}}},"upload-time":"2025-01-01T10:00:00.123456Z","url":"https://files.upstream.invalid/packages/{{{hash[..2]}}}/{{{file}}}","yanked":false}
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }

    private static string Group(int index) => $$"""
        {"@id":"{{Upstream}}/catalog/group{{index}}","@type":"PackageDependencyGroup","targetFramework":".NETStandard1.{{index}}","dependencies":[{{string.Join(',', Enumerable.Range(0, 4).Select(Dependency))}}]}
        """;

    private static string Dependency(int index) => $$"""
        {"@id":"{{Upstream}}/catalog/dependency{{index}}","@type":"PackageDependency","id":"Other.Package{{index}}","range":"[1.{{index}}.0, )","registration":"{{Upstream}}/reg/other.package{{index}}/index.json"}
        """;

    private static string Prose(int seed) => string.Join(' ', Enumerable.Range(seed, 40).Select(i => i % 7 == 0 ? "frameworks" : i % 5 == 0 ? "\\\"fast\\\"" : "library"));
}
