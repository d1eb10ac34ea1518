using System.Buffers;
using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmPackumentWriterTests
{
    private const string Dates = """{"created":"2020-01-01T00:00:00.000Z","modified":"2026-11-20T10:00:00.000Z","1.0.0":"2025-10-01T23:27:59.460000+00:00","1.1.0":"2026-10-01T00:00:00.000Z","1.2.0":"2026-11-20T10:00:00.000Z"}""";

    private static string Three { get; } = Document(
        [Version("1.0.0"), Version("1.1.0"), Version("1.2.0")], """{"latest":"1.2.0","next":"1.2.0"}""", Dates);

    [Theory]
    [InlineData(PackumentForm.Full)]
    [InlineData(PackumentForm.Slim)]
    public void A_withheld_version_is_nowhere_but_in_the_policy_restrictions(PackumentForm form)
    {
        byte[] raw = Raw(Three, View("1.2.0"), form);
        JsonElement document = Parse(raw);

        document.GetProperty("versions").Keys().ShouldBe(["1.0.0", "1.1.0"]);
        document.GetProperty("time").Keys().ShouldBe(["created", "modified", "1.0.0", "1.1.0"]);
        document.Text("dist-tags", "latest").ShouldBe("1.1.0");
        document.Text("dist-tags", "next").ShouldBe("1.1.0");
        document.GetProperty("policyRestrictions").GetProperty("versions").GetRawText().ShouldBe("""{"1.2.0":{"name":"pw-demo","version":"1.2.0"}}""");
        document.Text("policyRestrictions", "message").ShouldBe(
            "PackageWall: 1.2.0 is cooling until 2026-11-27 10:00 UTC (published 2026-11-20, new versions wait 7 days); newest allowed: 1.1.0; see http://wall.example:8080/why/npm/pw-demo/1.2.0");
        Encoding.UTF8.GetString(raw).ShouldNotContain("pw-demo-1.2.0.tgz");
    }

    [Theory]
    [InlineData(PackumentForm.Full)]
    [InlineData(PackumentForm.Slim)]
    public void With_nothing_withheld_there_is_no_restriction_and_time_is_complete(PackumentForm form)
    {
        JsonElement document = Write(Three, View(), form);

        document.TryGetProperty("policyRestrictions", out _).ShouldBeFalse();
        document.GetProperty("time").GetRawText().ShouldBe(
            """{"created":"2020-01-01T00:00:00.000Z","modified":"2026-11-20T10:00:00.000Z","1.0.0":"2025-10-01T23:27:59.460Z","1.1.0":"2026-10-01T00:00:00.000Z","1.2.0":"2026-11-20T10:00:00.000Z"}""");
        document.Text("modified").ShouldBe("2026-11-20T10:00:00.000Z");
    }

    [Theory]
    [InlineData(PackumentForm.Full)]
    [InlineData(PackumentForm.Slim)]
    public void With_everything_withheld_it_is_still_a_packument(PackumentForm form)
    {
        JsonElement document = Write(Three, View("1.0.0", "1.1.0", "1.2.0"), form);

        document.GetProperty("versions").Keys().ShouldBeEmpty();
        document.GetProperty("dist-tags").Keys().ShouldBeEmpty();
        document.GetProperty("policyRestrictions").GetProperty("versions").Keys().Length.ShouldBe(3);
        document.Text("policyRestrictions", "message").ShouldContain("no version is allowed yet");
    }

    [Theory]
    [InlineData(PackumentForm.Full)]
    [InlineData(PackumentForm.Slim)]
    public void Modified_is_the_later_of_the_newest_visible_version_and_the_last_decision(PackumentForm form)
    {
        Write(Three, View("1.2.0"), form).Text("modified").ShouldBe("2026-10-01T00:00:00.000Z");
        Write(Three, View("1.2.0") with { DecidedAt = Day(21).ToOffset(TimeSpan.FromHours(2)) }, form).Text("time", "modified").ShouldBe("2026-11-21T10:00:00.000Z");
        Write(Three, View() with { DecidedAt = Day(1) }, form).Text("modified").ShouldBe("2026-11-20T10:00:00.000Z");
    }

    [Fact]
    public void Created_is_computed_and_unknown_dates_are_left_out_when_the_upstream_lacks_them()
    {
        JsonElement document = Write(
            Document([Version("1.0.0"), Version("1.1.0")], time: """{"1.0.0":"2025-10-01T00:00:00Z","1.1.0":"soon","0.9.0":"2024-01-01T00:00:00Z"}"""), View(), PackumentForm.Slim);

        document.GetProperty("time").GetRawText().ShouldBe(
            """{"created":"2025-10-01T00:00:00.000Z","modified":"2025-10-01T00:00:00.000Z","1.0.0":"2025-10-01T00:00:00.000Z"}""");
    }

    [Theory]
    [InlineData("pw-demo", "pw-demo/-/pw-demo-1.0.0.tgz", "pw-demo@1.0.0")]
    [InlineData("@pw/demo", "@pw/demo/-/demo-1.0.0.tgz", "@pw%2fdemo@1.0.0")]
    public void Tarballs_and_attestations_lie_under_our_address(string name, string tarball, string attestation)
    {
        string json = Document(
            [Version("1.0.0", distExtra: $$""","attestations":{"url":"{{Upstream}}/-/npm/v1/attestations/x@1.0.0","provenance":{"predicateType":"https://slsa.example/v1"},"more":"{{Upstream}}/x"},"mirror":"{{Upstream}}/y","fileCount":3""", name: name)],
            name: name);
        foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
        {
            byte[] raw = Raw(json, View(), form, PackageName.Parse(Ecosystem.Npm, name));
            JsonElement dist = Parse(raw).GetProperty("versions").GetProperty("1.0.0").GetProperty("dist");

            dist.Text("tarball").ShouldBe("http://wall.example:8080/npm/" + tarball);
            dist.Text("attestations", "url").ShouldBe("http://wall.example:8080/npm/-/npm/v1/attestations/" + attestation);
            dist.Text("attestations", "provenance", "predicateType").ShouldBe("https://slsa.example/v1");
            dist.GetProperty("fileCount").GetInt32().ShouldBe(3);
            Encoding.UTF8.GetString(raw).ShouldNotContain("upstream.invalid");
        }
    }

    [Fact]
    public void A_tarball_with_an_odd_name_keeps_it_under_our_address()
    {
        string json = Document([""" "1.0.0":{"dist":{"tarball":"https://cdn.upstream.invalid/f/odd_1.tar.gz?token=1"} } """]);

        Write(json, View(), PackumentForm.Slim).Text("versions", "1.0.0", "dist", "tarball").ShouldBe("http://wall.example:8080/npm/pw-demo/-/odd_1.tar.gz");
    }

    [Fact]
    public void The_slim_form_has_the_fields_that_installing_needs_and_no_others()
    {
        string all = ""","description":"d","main":"m","dependencies":{"a":"1"},"devDependencies":{"b":"1"},"optionalDependencies":{},"peerDependencies":{},"peerDependenciesMeta":{},"bundleDependencies":["a"],"acceptDependencies":{},"bin":{"x":"y"},"directories":{},"engines":{"node":">=18"},"cpu":["x64"],"os":["linux"],"libc":["glibc"],"_hasShrinkwrap":false,"funding":"f","deprecated":"old","scripts":{"test":"t"},"_npmUser":{"name":"u"}""";

        JsonElement document = Write(Document([Version("1.0.0", all)], extra: ""","readme":"long","users":{}"""), View(), PackumentForm.Slim);

        document.Keys().ShouldBe(["name", "dist-tags", "versions", "time"]);
        document.GetProperty("versions").GetProperty("1.0.0").Keys().ShouldBe(
        [
            "name", "version", "dist", "dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta", "bundleDependencies",
            "acceptDependencies", "bin", "directories", "engines", "cpu", "os", "libc", "_hasShrinkwrap", "funding", "deprecated",
        ]);
    }

    [Theory]
    [InlineData(""","scripts":{"postinstall":"node x"}""", true)]
    [InlineData(""","scripts":{"preinstall":"node x"}""", true)]
    [InlineData(""","scripts":{"test":"t","install":"node-gyp rebuild"}""", true)]
    [InlineData(""","hasInstallScript":true""", true)]
    [InlineData(""","hasInstallScript":false,"scripts":{"install":"x"}""", true)]
    [InlineData(""","scripts":{"test":"t","prepare":"p"}""", false)]
    [InlineData(""","scripts":["install"]""", false)]
    [InlineData(""","hasInstallScript":false""", false)]
    public void An_install_script_is_announced_in_both_forms_even_where_the_upstream_does_not(string extra, bool announced)
    {
        foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
        {
            JsonElement version = Write(Document([Version("1.0.0", extra)]), View(), form).GetProperty("versions").GetProperty("1.0.0");
            version.TryGetProperty("hasInstallScript", out JsonElement value).ShouldBe(announced);
            announced.ShouldBe(announced && value.GetBoolean());
        }
    }

    [Fact]
    public void The_full_form_copies_what_it_does_not_know_as_it_stands()
    {
        string odd = ""","x-custom":{"a" : [1.50, 1e400, "\u00e9\/é"]},"scripts":{"test":"t"}""";

        JsonElement document = Write(Document([Version("1.0.0", odd)], extra: ""","readme":"# hi","maintainers":[{"name":"m"}]"""), View(), PackumentForm.Full);

        document.GetProperty("versions").GetProperty("1.0.0").GetProperty("x-custom").GetRawText().ShouldBe("""{"a" : [1.50, 1e400, "\u00e9\/é"]}""");
        document.Text("versions", "1.0.0", "scripts", "test").ShouldBe("t");
        document.Text("readme").ShouldBe("# hi");
        document.GetProperty("maintainers").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Fields_that_name_the_upstreams_address_are_left_out_of_the_full_form()
    {
        string leading = $$""","_resolved":"{{Upstream}}/pw-demo/-/pw-demo-1.0.0.tgz","publishConfig":{"registry":"{{Upstream}}"},"homepage":"https://pages.example/" """;

        byte[] raw = Raw(Document([Version("1.0.0", leading)], extra: $$""","mirror":"{{Upstream}}/x" """), View(), PackumentForm.Full);

        Encoding.UTF8.GetString(raw).ShouldNotContain("upstream.invalid");
        Parse(raw).Text("versions", "1.0.0", "homepage").ShouldBe("https://pages.example/");
    }

    [Theory]
    [InlineData("https://registry.upstream.invalid/a/-/a-1.0.0.tgz")]
    [InlineData("http://registry.upstream.invalid/a/-/a-1.0.0.tgz")]
    [InlineData("https:\\/\\/registry.upstream.invalid\\/a/-/a-1.0.0.tgz")]
    [InlineData("https://registry\\u002eupstream\\u002Einvalid/a/-/a-1.0.0.tgz")]
    [InlineData("https\\u003a\\/\\u002fregistry.upstream.\\u0069nvalid/a\\u002f-/a-1.0.0.tgz")]
    public void A_dependency_that_is_an_address_of_the_upstream_is_one_of_ours(string spec)
    {
        string json = Document([Version("1.0.0", $",\"dependencies\":{{\"a\":\"{spec}\",\"b\":\"^1.0.0\"}}")]);
        foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
        {
            byte[] raw = Raw(json, View(), form);
            Parse(raw).GetProperty("versions").GetProperty("1.0.0").GetProperty("dependencies").GetRawText().ShouldBe(
                """{"a":"http://wall.example:8080/npm/a/-/a-1.0.0.tgz","b":"^1.0.0"}""");
            Encoding.UTF8.GetString(raw).ShouldNotContain("upstream.invalid");
        }
    }

    [Theory]
    [InlineData("https://git.invalid/api/npm/a/-/a-1.0.0.tgz")]
    [InlineData("https:\\/\\/git.invalid\\/api\\/npm\\/a\\/-\\/a-1.0.0.tgz")]
    [InlineData("https://git.invalid\\u002fapi/npm\\u002Fa/-/a-1.0.0.tgz")]
    public void A_dependency_on_a_registry_that_is_one_path_of_a_host_is_one_of_ours(string spec)
    {
        string json = Document([$$""" "1.0.0":{"dist":{"tarball":"https://git.invalid/api/npm/pw-demo/-/pw-demo-1.0.0.tgz"},"dependencies":{"a":"{{spec}}"},"x-from":"{{spec}}"} """]);
        foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
        {
            byte[] raw = Raw(json, View(), form);
            Parse(raw).Text("versions", "1.0.0", "dependencies", "a").ShouldBe("http://wall.example:8080/npm/a/-/a-1.0.0.tgz");
            Encoding.UTF8.GetString(raw).ShouldNotContain("git.invalid");
        }
    }

    [Fact]
    public void Escapes_that_hide_no_address_of_the_upstream_are_copied_as_they_stand()
    {
        const string Odd = ""","dependencies":{"a":"https:\/\/else\u002einvalid/a.tgz"},"x-custom":"\u0022\\u002f\/" """;
        JsonElement version = Write(Document([Version("1.0.0", Odd)]), View(), PackumentForm.Full).GetProperty("versions").GetProperty("1.0.0");

        version.GetProperty("dependencies").GetRawText().ShouldBe("""{"a":"https:\/\/else\u002einvalid/a.tgz"}""");
        version.GetProperty("x-custom").GetRawText().ShouldBe(""" "\u0022\\u002f\/" """.Trim());
    }

    [Fact]
    public void A_homepage_on_the_host_of_a_registry_that_is_one_path_of_it_stays()
    {
        string json = Document([""" "1.0.0":{"dist":{"tarball":"https://git.invalid/api/npm/pw-demo/-/pw-demo-1.0.0.tgz"},"homepage":"https://git.invalid/team/demo","_resolved":"https://git.invalid/api/npm/x"} """]);

        Write(json, View(), PackumentForm.Full).GetProperty("versions").GetProperty("1.0.0").Keys().ShouldBe(["name", "version", "dist", "homepage"]);
    }

    [Fact]
    public void An_upstreams_own_restrictions_are_not_passed_on()
    {
        string json = Document([Version("1.0.0")], extra: $$""","policyRestrictions":{"message":"x","versions":{"9.9.9":{"dist":{"tarball":"{{Upstream}}/x.tgz"} } } } """);

        Write(json, View(), PackumentForm.Full).TryGetProperty("policyRestrictions", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_version_that_could_not_be_read_is_restricted_and_mentioned()
    {
        JsonElement document = Write(Document([Version("1.0.0"), "\"1.1.0\":{\"dist\":7}", "\"nonsense\":{}"], """{"latest":"1.1.0"}"""), View(), PackumentForm.Full);

        document.GetProperty("versions").Keys().ShouldBe(["1.0.0"]);
        document.Text("dist-tags", "latest").ShouldBe("1.0.0");
        document.GetProperty("policyRestrictions").GetProperty("versions").Keys().ShouldBe(["1.1.0"]);
        document.Text("policyRestrictions", "message").ShouldBe("PackageWall: 1 version cannot be read from the upstream's document; newest allowed: 1.0.0");
    }

    [Fact]
    public void Bytes_other_than_those_that_were_read_are_a_failure()
    {
        UpstreamPackage package = Read(Three);
        string[] others =
        [
            Document([Version("1.0.0")]), "{}", "[]", "", "{\"versions\":7}", Three[..^5], Three + "x",
            Three.Replace("\"dist\":{", "\"dist\":7,\"x\":{", StringComparison.Ordinal),
        ];
        foreach (string other in others)
        {
            foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
            {
                PackumentWriting writing = NpmPackumentWriter.Write(new ArrayBufferWriter<byte>(), Bytes(other), package, View(), form);
                writing.ShouldBeOfType<PackumentWriting.Failed>();
            }
        }
    }
}
