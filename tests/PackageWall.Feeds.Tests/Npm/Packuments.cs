using System.Buffers;
using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Npm;

/// <summary>Packuments and views for tests, written by hand so that they can be wrong.</summary>
internal static class Packuments
{
    public const string Upstream = "https://registry.upstream.invalid";

    public static Uri Base { get; } = new("http://wall.example:8080/npm/");

    public static PackageName Demo { get; } = PackageName.Parse(Ecosystem.Npm, "pw-demo");

    public static DateTimeOffset Day(int day) => new(2026, 11, day, 10, 0, 0, TimeSpan.Zero);

    /// <summary>One entry of versions; extra holds further fields, with a comma before each.</summary>
    public static string Version(string version, string extra = "", string distExtra = "", string name = "pw-demo")
    {
        string file = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] + $"-{version}.tgz";
        return $$"""
            "{{version}}":{"name":"{{name}}","version":"{{version}}","dist":{"tarball":"{{Upstream}}/{{name}}/-/{{file}}","shasum":"{{new string('a', 40)}}"{{distExtra}}}{{extra}}}
            """;
    }

    public static string Document(IEnumerable<string> versions, string tags = "{}", string time = "{}", string extra = "", string name = "pw-demo") =>
        $$"""{"_id":"{{name}}","name":"{{name}}","dist-tags":{{tags}},"versions":{ {{string.Join(",", versions)}} },"time":{{time}}{{extra}}}""";

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    public static UpstreamPackage Read(string json, PackageName? name = null) =>
        NpmPackumentReader.Read(Bytes(json), name ?? Demo).ShouldBeOfType<PackumentReading.Read>().Package;

    public static PackumentFault Fault(string json) => NpmPackumentReader.Read(Bytes(json), Demo).ShouldBeOfType<PackumentReading.Failed>().Fault;

    public static DocumentView View(params string[] withheld) => new()
    {
        Base = Base,
        Withheld = withheld.ToDictionary(version => version, Withheld),
    };

    public static WithheldVersion Withheld(string version) => new(
        PackageVersion.Parse(Ecosystem.Npm, version), RefusalReason.Cooling, "published 2026-11-20, new versions wait 7 days", Day(27), new Uri($"http://wall.example:8080/why/npm/pw-demo/{version}"));

    public static JsonElement Write(string json, DocumentView view, PackumentForm form, PackageName? name = null) => Parse(Raw(json, view, form, name));

    public static byte[] Raw(string json, DocumentView view, PackumentForm form, PackageName? name = null)
    {
        var output = new ArrayBufferWriter<byte>();
        NpmPackumentWriter.Write(output, Bytes(json), Read(json, name), view, form).ShouldBeOfType<PackumentWriting.Written>();
        return output.WrittenSpan.ToArray();
    }

    public static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }

    public static string[] Keys(this JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    public static string Text(this JsonElement element, params string[] path) => path.Aggregate(element, (at, key) => at.GetProperty(key)).GetString()!;
}
