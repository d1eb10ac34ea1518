using System.Text;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmPackumentReaderTests
{
    [Fact]
    public void Versions_tags_dates_files_and_hashes_are_read()
    {
        string sha512 = Convert.ToBase64String(Enumerable.Range(0, 64).Select(i => (byte)i).ToArray());
        UpstreamPackage package = Read(Document(
            [Version("1.0.0", ""","deprecated":"use 2" """, $$""","integrity":"sha512-{{sha512}}" """), Version("2.0.0-rc.1")],
            """{"latest":"1.0.0","next":"2.0.0-rc.1"}""",
            """{"created":"2020-01-01T00:00:00.000Z","1.0.0":"2025-10-01T23:27:59.460000+00:00","2.0.0-rc.1":"2026-11-19T08:00:00.000Z"}"""));

        package.Name.ShouldBe(Demo);
        package.Unreadable.ShouldBe(0);
        package.Tags.ShouldBe(new Dictionary<string, string> { ["latest"] = "1.0.0", ["next"] = "2.0.0-rc.1" });
        UpstreamVersion first = package.Versions[0];
        first.PublishedAt.ShouldBe(new DateTimeOffset(2025, 10, 1, 23, 27, 59, 460, TimeSpan.Zero));
        first.Deprecated.ShouldBe("use 2");
        first.Artifacts.Single().FileName.ShouldBe("pw-demo-1.0.0.tgz");
        first.Artifacts.Single().Url.ShouldBe(new Uri(Upstream + "/pw-demo/-/pw-demo-1.0.0.tgz"));
        first.Artifacts.Single().Hashes.Select(hash => hash.Algorithm).ShouldBe(["sha512", "sha1"]);
        first.Artifacts.Single().Hashes[0].Hex.ShouldStartWith("000102");
        package.Versions[1].PublishedAt.ShouldBe(new DateTimeOffset(2026, 11, 19, 8, 0, 0, TimeSpan.Zero));
        package.Versions[1].Deprecated.ShouldBeNull();
    }

    // A publisher states it and nothing checks it: it may order work, and make no version unreadable.
    [Theory]
    [InlineData("1234567", 1_235_000)]
    [InlineData("999", 1_000)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("1e300", 0)]
    [InlineData("\"12\"", 0)]
    [InlineData("{}", 0)]
    [InlineData("99999999999999999", 4_294_967_295_000)]
    [InlineData("3,\"unpackedSize\":5000", 5_000)]
    public void The_unpacked_size_is_a_hint(string stated, long size)
    {
        UpstreamPackage package = Read(Document([Version("1.0.0", distExtra: ",\"unpackedSize\":" + stated)]));

        package.Unreadable.ShouldBe(0);
        package.Versions[0].Artifacts[0].UnpackedSize.ShouldBe(size);
    }

    [Theory]
    [InlineData("", PackumentFault.NotJson)]
    [InlineData("<html>", PackumentFault.NotJson)]
    [InlineData("[]", PackumentFault.NotAPackument)]
    [InlineData("{}", PackumentFault.NotAPackument)]
    [InlineData("""{"error":"not_found"}""", PackumentFault.NotAPackument)]
    [InlineData("""{"name":"other","versions":{}}""", PackumentFault.WrongName)]
    [InlineData("""{"name":"PW-Demo","versions":{}}""", PackumentFault.WrongName)]
    [InlineData("""{"name":7,"versions":{}}""", PackumentFault.WrongName)]
    [InlineData("""{"name":"pw-demo"}""", PackumentFault.NoVersions)]
    [InlineData("""{"name":"pw-demo","versions":{},"time":{"unpublished":{"name":"x"}}}""", PackumentFault.NoVersions)]
    [InlineData("""{"name":"pw-demo","versions":[]}""", PackumentFault.NotAPackument)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"dist-tags":[]}""", PackumentFault.NotAPackument)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"time":"now"}""", PackumentFault.NotAPackument)]
    [InlineData("""{"name":"pw-demo","name":"pw-demo","versions":{"1.0.0":{}}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"versions":{"1.0.0":{}}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"vers\u0069ons":{"1.0.0":{}}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{},"1.0.\u0030":{}}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"dist-tags":{"latest":"1.0.0","latest":"2.0.0"}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"time":{"1.0.0":"2020-01-01T00:00:00Z","1.0.0":"2021-01-01T00:00:00Z"}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"time":{"1.0.0":"2020-01-01T00:00:00Z","1.0.\u0030":"2021-01-01T00:00:00Z"}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","time":{"1.0.0":"2020-01-01T00:00:00Z","1.0.0":"2021-01-01T00:00:00Z"},"versions":{"1.0.0":{}}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}},"time":{"created":"2020-01-01T00:00:00Z","cre\u0061ted":"2021-01-01T00:00:00Z"}}""", PackumentFault.Ambiguous)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}}} {}""", PackumentFault.NotJson)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{}}""", PackumentFault.NotJson)]
    [InlineData("""{"name":"pw-demo","versions":{"1.0.0":{},}}""", PackumentFault.NotJson)]
    public void What_is_no_packument_of_the_package_is_a_typed_failure(string json, PackumentFault fault) => Fault(json).ShouldBe(fault);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_wherever_they_stand()
    {
        byte[] bytes = Bytes(Document([Version("1.0.0", ""","description":"#" """)]));
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xFF;

        NpmPackumentReader.Read(bytes, Demo).ShouldBeOfType<PackumentReading.Failed>().Fault.ShouldBe(PackumentFault.NotJson);
    }

    [Theory]
    [InlineData("""{"name":"pw-demo","version":"1.1.0"}""")]
    [InlineData("""{"name":"pw-demo","version":"1.1.0","dist":{}}""")]
    [InlineData("""{"name":"other","version":"1.1.0","dist":{"tarball":"https://x.invalid/a.tgz"}}""")]
    [InlineData("""{"name":"pw-demo","version":"1.0.9","dist":{"tarball":"https://x.invalid/a.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz"},"dist":{"tarball":"https://x.invalid/b.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz"},"d\u0069st":{"tarball":"https://x.invalid/b.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz","tarball":"https://x.invalid/b.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz","integrity":"sha512-notbase64!"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz","integrity":"sha512-AAAA"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz","integrity":["sha512-AAAA"]}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a.tgz","shasum":"xyz"}}""")]
    [InlineData("""{"dist":{"tarball":"ftp://x.invalid/a.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"file:///etc/a.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"a.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://user:secret@x.invalid/a.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/a%2fb.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":"https://x.invalid/.tgz"}}""")]
    [InlineData("""{"dist":{"tarball":{"a":1}}}""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[1,[2,{\"dist\":3}]]")]
    public void An_entry_that_is_not_sound_is_left_out_and_counted_and_the_rest_is_read(string entry)
    {
        UpstreamPackage package = Read(Document([Version("1.0.0"), $"\"1.1.0\":{entry}", Version("1.2.0")]));

        package.Versions.Select(version => version.Spelling).ShouldBe(["1.0.0", "1.2.0"]);
        package.Unreadable.ShouldBe(1);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("latest")]
    [InlineData("")]
    [InlineData("__proto__")]
    public void A_key_that_is_no_version_is_left_out(string key)
    {
        UpstreamPackage package = Read(Document([Version("1.0.0"), Version(key)]));

        package.Versions.Count.ShouldBe(1);
        package.Unreadable.ShouldBe(1);
    }

    [Theory]
    [InlineData("1.0.0", "1.0.0+build")]
    [InlineData("v1.0.0", "1.0.0")]
    public void Of_two_spellings_of_one_version_the_plain_one_is_kept(string first, string second)
    {
        UpstreamPackage package = Read(Document([Version(first), Version(second)]));

        package.Versions.Single().Spelling.ShouldBe("1.0.0");
        package.Unreadable.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_two_versions_claim_belongs_to_none()
    {
        string entry = $$"""{"dist":{"tarball":"{{Upstream}}/pw-demo/-/same.tgz"} }""";

        UpstreamPackage package = Read(Document([$"\"1.0.0\":{entry}", $"\"1.1.0\":{entry}", Version("1.2.0")]));

        package.Versions.Single().Spelling.ShouldBe("1.2.0");
        package.Unreadable.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"\"", null)]
    [InlineData("false", null)]
    [InlineData("null", null)]
    [InlineData("true", "deprecated")]
    [InlineData("\"old\"", "old")]
    [InlineData("\"\\ud800\"", "deprecated")]
    public void Deprecation_is_read_as_clients_read_it(string json, string? expected) =>
        Read(Document([Version("1.0.0", ",\"deprecated\":" + json)])).Versions.Single().Deprecated.ShouldBe(expected);

    [Fact]
    public void A_date_that_is_none_leaves_its_version_undated()
    {
        UpstreamPackage package = Read(Document([Version("1.0.0"), Version("1.1.0")], time: """{"1.0.0":"yesterday","1.1.0":{"x":1}}"""));

        package.Versions.ShouldAllBe(version => version.PublishedAt == null);
    }

    [Fact]
    public void Half_surrogate_pairs_and_deep_nesting_in_fields_of_the_publisher_do_no_harm()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500));
        string odd = """,""" + "\"\\ud800\":1,\"a\\udc00b\":\"\\ud83d\",\"deep\":" + deep;

        Read(Document([Version("1.0.0", odd)], extra: odd)).Versions.Count.ShouldBe(1);
    }

    [Fact]
    public void Dates_are_found_wherever_time_stands_and_however_their_versions_are_escaped()
    {
        string versions = string.Join(",", Version("1.0.0"), Version("1.1.0"));
        string dates = """{"created":"2020-01-01T00:00:00Z","1.\u0030.0":"2026-11-01T10:00:00Z","0.9.0":"2026-11-02T10:00:00Z","1.1.0":"2026-11-03T12:00:00+02:00"}""";
        foreach (string json in (string[])
        [
            $$"""{"name":"pw-demo","versions":{ {{versions}} },"time":{{dates}}}""", $$"""{"name":"pw-demo","time":{{dates}},"versions":{ {{versions}} } }""",
        ])
        {
            Read(json).Versions.Select(version => version.PublishedAt).ShouldBe([Day(1), Day(3)]);
        }
    }

    // The address before a file's name is read once for all versions that share it, which must be seen by nobody.
    [Fact]
    public void Every_address_is_the_one_that_the_document_states()
    {
        string[] addresses =
        [
            "https://a.invalid/x/-/x-1.tgz", "https://a.invalid/x/-/x-2.tgz", "https://a.invalid/x/-/./x-3.tgz", "https://a.invalid/x/-/x-4.tgz?a=/x-4.tgz",
            "https://A.invalid/x/-/x-5.tgz", "https://A.invalid/x/-/x-6.tgz", "https://a.invalid:443/x/-/x-7.tgz", "https://a.invalid:443/x/-/x-8.tgz",
            "https://a.invalid/y/../x/-/x-9.tgz", "https://a.invalid/x/-/x-10.tgz", "https://a.invalid/x/-/é/x-11.tgz", "https://a.invalid/x/-/é/x-12.tgz",
            "https://a.invalid/x-13.tgz", "https://a.invalid/x-14.tgz", "https://a.invalid/x/-/x-15.tgz#f", "https://a.invalid/x/-/x~16.tgz", "https://a.invalid/x\\\\-/x-17.tgz",
        ];

        UpstreamPackage package = Read(Document(addresses.Select((address, index) => $$""" "1.0.{{index}}":{"dist":{"tarball":"{{address}}"} } """)));

        package.Versions.Count.ShouldBe(addresses.Length);
        for (int i = 0; i < addresses.Length; i++)
        {
            var stated = new Uri(addresses[i].Replace("\\\\", "\\", StringComparison.Ordinal));
            package.Versions[i].Artifacts.Single().Url.AbsoluteUri.ShouldBe(stated.AbsoluteUri);
            package.Versions[i].Artifacts.Single().FileName.ShouldBe(stated.AbsolutePath[(stated.AbsolutePath.LastIndexOf('/') + 1)..]);
        }
    }

    [Theory]
    [InlineData("https://a.invalid/x/-/../../..")]
    [InlineData("https://a.invalid/x/-/.x.tgz")]
    [InlineData("https://a.invalid/x/-/x%2fy.tgz")]
    [InlineData("https://a.invalid/x/-/")]
    [InlineData("https://a.invalid/x/-/x y.tgz")]
    [InlineData("x.tgz")]
    public void A_name_that_is_none_is_none_after_a_known_address_too(string address)
    {
        string good = $$""" "1.0.0":{"dist":{"tarball":"https://a.invalid/x/-/x-1.tgz"} } """;

        Read(Document([good, $$""" "1.1.0":{"dist":{"tarball":"{{address}}"} } """])).Versions.Single().Spelling.ShouldBe("1.0.0");
    }

    [Fact]
    public void Several_hashes_are_all_kept_and_unknown_algorithms_too()
    {
        string sha1 = Convert.ToBase64String(Enumerable.Repeat((byte)0xaa, 20).ToArray());
        string sha384 = Convert.ToBase64String(new byte[48]);

        UpstreamPackage package = Read(Document([Version("1.0.0", distExtra: $$""","integrity":"sha1-{{sha1}} sha384-{{sha384}}?opt  sha3-AAAA" """)]));

        package.Versions.Single().Artifacts.Single().Hashes.ShouldBe(
            [new ArtifactHash("sha1", new string('a', 40)), new ArtifactHash("sha384", new string('0', 96)), new ArtifactHash("sha3", "000000")]);
    }

    [Fact]
    public void Cut_at_any_byte_it_is_a_failure_and_never_an_exception()
    {
        byte[] whole = Bytes(Document([Version("1.0.0", ""","deprecated":"ö" """)], """{"latest":"1.0.0"}""", """{"1.0.0":"2026-01-01T00:00:00Z"}"""));
        for (int length = 0; length < whole.Length; length++)
        {
            NpmPackumentReader.Read(whole.AsMemory(0, length), Demo).ShouldBeOfType<PackumentReading.Failed>();
        }
    }

    [Fact]
    public void Flipped_bytes_give_a_result_and_never_an_exception()
    {
        var random = new Random(7);
        byte[] whole = Bytes(Document([Version("1.0.0"), Version("1.1.0")], """{"latest":"1.1.0"}""", """{"1.0.0":"2026-01-01T00:00:00Z"}"""));
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. whole];
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            PackumentReading reading = NpmPackumentReader.Read(bytes, Demo);
            if (reading is PackumentReading.Read read)
            {
                foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
                {
                    var output = new System.Buffers.ArrayBufferWriter<byte>();
                    if (NpmPackumentWriter.Write(output, bytes, read.Package, View("1.1.0"), form) is PackumentWriting.Written)
                    {
                        Encoding.UTF8.GetString(output.WrittenSpan).ShouldNotContain("pw-demo-1.1.0.tgz");
                    }
                }
            }
        }
    }
}
