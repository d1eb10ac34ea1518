using System.Buffers;
using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class AuditTests
{
    [Fact]
    public void A_body_is_read_into_names_and_versions_and_the_rest_is_counted()
    {
        AuditRequest.TryRead("""{"react":["18.2.0","18.2.0-rc.1"],"@s/n":["1.0.0","file:..",7,{"a":[1]}],"../x":["1.0.0"],"react":["17.0.0"]}"""u8, out AuditRequest? request).ShouldBeTrue();

        request!.Packages.ToDictionary(entry => entry.Key.Value, entry => string.Join(' ', entry.Value)).ShouldBe(
            new Dictionary<string, string> { ["react"] = "18.2.0 18.2.0-rc.1 17.0.0", ["@s/n"] = "1.0.0" });
        request.LeftOut.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"react\":\"18.2.0\"}")]
    [InlineData("{\"react\":[\"18.2.0\"]")]
    [InlineData("{\"react\":[\"18.2.0\"]}{}")]
    [InlineData("{\"react\"")]
    public void What_is_no_such_body_is_not_read(string body) => AuditRequest.TryRead(Encoding.UTF8.GetBytes(body), out _).ShouldBeFalse();

    [Fact]
    public void Internal_names_are_not_named_to_the_upstream()
    {
        var output = new ArrayBufferWriter<byte>();
        AuditRequest.TryRead("""{"react":["18.2.0"],"@acme/secret":["1.0.0"]}"""u8, out AuditRequest? request).ShouldBeTrue();
        request!.Write(output, name => name.Scope == "@acme");

        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("""{"react":["18.2.0"]}""");
    }

    [Fact]
    public void Our_advisories_stand_beside_the_upstreams()
    {
        (bool readable, JsonElement answer) = Write("""{"react":[{"id":1,"title":"x\/y"}],"vite":[]}""", Own("react", "18.2.0"), Own("pw-demo", "1.2.0"));

        readable.ShouldBeTrue();
        answer.Keys().ShouldBe(["react", "vite", "pw-demo"]);
        answer.GetProperty("react")[0].GetRawText().ShouldBe("""{"id":1,"title":"x\/y"}""");
        JsonElement ours = answer.GetProperty("react")[1];
        ours.Text("severity").ShouldBe("critical");
        ours.Text("vulnerable_versions").ShouldBe("18.2.0");
        ours.Text("url").ShouldBe("http://wall.example/why/npm/react/18.2.0");
        ours.Text("title").ShouldBe("PackageWall blocked this version: it sends keys away");
        ours.GetProperty("id").GetInt32().ShouldBe(Own("react", "18.2.0").Id);
        answer.GetProperty("pw-demo").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public void Ours_stand_alone_when_the_upstream_says_nothing(string upstream)
    {
        (bool readable, JsonElement answer) = Write(upstream, Own("pw-demo", "1.2.0"));

        readable.ShouldBeTrue();
        answer.Keys().ShouldBe(["pw-demo"]);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{\"react\":{}}")]
    [InlineData("{\"react\":[{]}")]
    [InlineData("{\"react\":[],\"react\":[]}")]
    [InlineData("{\"react\":[]} x")]
    [InlineData("{\"\\ud800\":[]}")]
    public void An_answer_that_cannot_be_read_is_said_to_be_and_ours_are_written(string upstream)
    {
        (bool readable, JsonElement answer) = Write(upstream, Own("pw-demo", "1.2.0"));

        readable.ShouldBeFalse();
        answer.Keys().ShouldBe(["pw-demo"]);
    }

    [Fact]
    public void Numbers_of_advisories_are_stable_positive_and_differ()
    {
        Own("pw-demo", "1.2.0").Id.ShouldBe(Own("pw-demo", "1.2.0").Id);
        Enumerable.Range(0, 1000).Select(i => Own("pw-demo", $"1.{i}.0").Id).Distinct().Count().ShouldBe(1000);
        Enumerable.Range(0, 1000).ShouldAllBe(i => Own("pw-demo", $"1.{i}.0").Id >= 0x4000_0000);
    }

    private static WallAdvisory Own(string name, string version) => new(
        PackageName.Parse(Ecosystem.Npm, name), PackageVersion.Parse(Ecosystem.Npm, version), "PackageWall blocked this version: it sends keys away", new Uri($"http://wall.example/why/npm/{name}/{version}"));

    private static (bool Readable, JsonElement Answer) Write(string upstream, params WallAdvisory[] own)
    {
        var output = new ArrayBufferWriter<byte>();
        bool readable = AuditResponse.Write(output, Bytes(upstream), own);
        return (readable, Parse(output.WrittenSpan.ToArray()));
    }
}
