using System.IO.Compression;
using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;
using PackageWall.Testing.Packages;
using static PackageWall.Inspection.Tests.Manifests.Trees;

namespace PackageWall.Inspection.Tests.Manifests;

public sealed class LayoutTests
{
    [Fact]
    public void Npm_takes_the_first_segment_off_whatever_it_is_called()
    {
        PackageTree tree = LayOut(Ecosystem.Npm, File("anything/package.json", "{}"), File("anything/lib/a.js"));
        tree.Files.Keys.ShouldBe(["package.json", "lib/a.js"], ignoreOrder: true);
        tree.Anomalies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("377abcaf271c00048d9bd50f0000000000000000000000000000000000000000", true)]
    [InlineData("377abcaf271c00048d9bd50f0000000000000000010000000000000000000000", false)]
    [InlineData("fd377a585a000000ff12d941000000001cdf442106729e7a010000000000595a", true)]
    [InlineData("fd377a585a000000ff12d941000100001cdf442106729e7a010000000000595a", false)]
    public void An_archive_of_nothing_hides_nothing(string bytes, bool isEmpty) =>
        LayOut(Ecosystem.Npm, File("package/package.json", "{}"), File("package/empty.bin", Convert.FromHexString(bytes))).Codes()
            .ShouldBe(isEmpty ? [] : ["layout.opaque-archive Hold"]);

    [Fact]
    public void Two_top_folders_hold_and_the_same_stripped_path_rejects()
    {
        PackageTree tree = LayOut(Ecosystem.Npm, File("package/package.json", "{}"), File("other/package.json", "{\"a\":1}"));
        tree.Codes().ShouldBe(["layout.several-tops Hold", "layout.duplicate Reject"], ignoreOrder: true);
        tree.Files.Count.ShouldBe(2, "both are kept to be read");
    }

    [Fact]
    public void A_file_packed_twice_with_the_same_bytes_is_a_note()
    {
        PackageTree tree = LayOut(Ecosystem.Npm, File("package/a.js", "1"), File("package/a.js", "1"));
        tree.Codes().ShouldBe(["layout.duplicate Note"]);
        tree.Files.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("package/A.js", "package/a.js")]
    [InlineData("package/caf\u00e9.js", "package/cafe\u0301.js")]
    [InlineData("package/\u00dcber.js", "package/u\u0308ber.js")]
    [InlineData("package/\u015f.js", "package/s\u0327.js")]
    public void Names_that_fold_together_reject(string first, string second) =>
        LayOut(Ecosystem.Npm, File("package/package.json", "{}"), File(first, "1"), File(second, "2")).Codes().ShouldBe(["layout.folds-together Reject"]);

    [Fact]
    public void Names_that_fold_together_with_the_same_bytes_are_a_note() =>
        LayOut(Ecosystem.Npm, File("package/README.md", "x"), File("package/readme.md", "x")).Codes().ShouldBe(["layout.folds-together Note"]);

    [Fact]
    public void A_file_that_is_also_a_folder_rejects() =>
        LayOut(Ecosystem.Npm, File("package/lib", "x"), File("package/lib/a.js", "x")).Codes().ShouldContain("layout.file-and-folder Reject");

    [Theory]
    [InlineData("package/../evil.js")]
    [InlineData("/etc/evil.js")]
    [InlineData("C:/evil.js")]
    public void Names_that_lead_out_reject_and_are_read_all_the_same(string path)
    {
        PackageTree tree = LayOut(Ecosystem.Npm, File(path, "x"));
        tree.Codes().ShouldContain("layout.traversal Reject");
        tree.Files.Values.ShouldHaveSingleItem().Path.ShouldEndWith("evil.js");
    }

    [Fact]
    public void A_file_beside_the_top_folder_is_kept_by_some_installers_only() =>
        LayOut(Ecosystem.Npm, File("package/package.json", "{}"), File("loose.js")).Codes().ShouldContain("layout.no-top Hold");

    [Fact]
    public void Links_reject_in_npm_and_wheels_and_are_noted_inside_source_distributions()
    {
        LayOut(Ecosystem.Npm, File("package/package.json", "{}"), Link("package/x", "a")).Codes().ShouldContain("layout.link Reject");
        LayOut(Ecosystem.PyPi, File("a-1/PKG-INFO"), Link("a-1/x", "PKG-INFO")).Codes().ShouldContain("layout.link Note");
        LayOut(Ecosystem.PyPi, File("a-1/PKG-INFO"), Link("a-1/x", "../../etc/passwd")).Codes().ShouldContain("layout.link Hold");
        LayOut(Ecosystem.PyPi, File("a-1/PKG-INFO"), Link("a-1/x", "/etc/passwd")).Codes().ShouldContain("layout.link Hold");
    }

    [Fact]
    public void A_link_over_a_file_rejects() =>
        LayOut(Ecosystem.PyPi, File("a-1/x.py"), Link("a-1/X.py", "y")).Codes().ShouldContain("layout.duplicate Reject");

    [Fact]
    public void NuGet_undoes_percent_escapes_and_finds_what_they_hide() =>
        LayOut(Ecosystem.NuGet, File("tools/init%2Eps1", "1"), File("tools/init.ps1", "2")).Codes().ShouldContain("layout.duplicate Reject");

    [Fact]
    public void Nested_archives_are_opened_and_named_with_an_exclamation_mark()
    {
        byte[] inner = new NupkgBuilder("Inner", "1.0.0").File("lib/a.txt", "a").Build();
        byte[] middle = new NpmPackageBuilder("middle", "1.0.0").File("x.nupkg", inner).Build();
        PackageTree tree = LayOut(Ecosystem.Npm, new NpmPackageBuilder("outer", "1.0.0").File("data/m.tgz", middle).Build());
        tree.Files.Keys.ShouldContain("data/m.tgz!/package/x.nupkg!/lib/a.txt");
    }

    [Fact]
    public void A_zip_behind_a_script_line_is_opened()
    {
        byte[] zip = new NupkgBuilder("Inner", "1.0.0").File("__main__.py", "print(1)").Build();
        byte[] zipapp = [.. "#!/usr/bin/env python\n"u8, .. zip];
        var builder = new Inspection.Manifests.Layout.PackageTreeBuilder((_, _) => "text", (container, _) => Unpack(container.ToArray()[22..]));
        builder.Build(Ecosystem.Npm, Reading("tar.gz", [File("package/tool", zipapp)]), Budget()).Files.Keys.ShouldContain("tool!/__main__.py");
    }

    [Fact]
    public void A_gzipped_file_that_is_no_tar_is_one_file()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write("import os"u8);
        }

        LayOut(Ecosystem.Npm, File("package/payload.py.gz", bytes.ToArray())).Files["payload.py.gz!/payload.py"].Content.ToArray().ShouldBe("import os"u8.ToArray());
    }

    [Theory]
    [InlineData("package/payload.bin", "Hold")]
    [InlineData("package/tests/data.bin", "Note")]
    public void An_archive_that_cannot_be_opened_holds_unless_it_lies_among_tests_and_is_a_fact_either_way(string path, string severity)
    {
        byte[] xz = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1, 2, 3];
        PackageTree tree = LayOut(Ecosystem.Npm, File("package/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}"), File(path, xz));
        tree.Codes().ShouldBe([$"layout.opaque-archive {severity}"]);
        ManifestReader.Read(Ecosystem.Npm, "a-1.0.0.tgz", tree).FactLines().ShouldContain($"archive.opaque {path["package/".Length..]}");
    }

    [Fact]
    public void Depth_and_budget_hold()
    {
        byte[] archive = new NpmPackageBuilder("a", "1.0.0").Build();
        for (int i = 0; i < 6; i++)
        {
            archive = new NpmPackageBuilder("a", "1.0.0").File("n.tgz", archive).Build();
        }

        LayOut(Ecosystem.Npm, archive).Codes().ShouldContain("layout.too-deep Hold");
        LayOut(Ecosystem.Npm, archive, InspectionLimits.Default with { Entries = 2 }).Codes().ShouldContain("layout.over-budget Hold");
    }

    [Fact]
    public void An_asar_is_opened()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"files":{"main.js":{"size":5,"offset":"0"}}}""");
        byte[] asar = [4, 0, 0, 0, .. BitConverter.GetBytes(json.Length + 8), .. BitConverter.GetBytes(json.Length + 4), .. BitConverter.GetBytes(json.Length), .. json, .. "hello"u8];
        LayOut(Ecosystem.Npm, File("package/app.asar", asar)).Files["app.asar!/main.js"].Content.ToArray().ShouldBe("hello"u8.ToArray());
        LayOut(Ecosystem.Npm, File("package/app.asar", asar[..30])).Codes().ShouldContain("layout.broken-archive Hold");
    }

    [Fact]
    public void A_path_that_no_file_system_takes_rejects() =>
        LayOut(Ecosystem.Npm, File("package/" + string.Concat(Enumerable.Repeat("a/", 20_000)) + "x")).Codes().ShouldBe(["layout.long-name Reject"]);

    [Fact]
    public void Files_carry_their_hash() =>
        LayOut(Ecosystem.Npm, File("package/a", "abc")).Files["a"].Sha256.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void Garbage_never_throws()
    {
        var random = new Random(7);
        byte[][] heads = ["PK\x03\x04"u8.ToArray(), [0x1f, 0x8b, 8, 0], [4, 0, 0, 0], "{"u8.ToArray(), "<"u8.ToArray()];
        foreach (string name in (string[])["package.json", "x.asar", "x.gz", "a.dist-info/METADATA", "a.dist-info/RECORD", "a.nuspec", "pyproject.toml", "setup.cfg", "x.pth", "a.dist-info/entry_points.txt"])
        {
            for (int i = 0; i < 20; i++)
            {
                byte[] noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                byte[] content = [.. heads[random.Next(heads.Length)], .. noise];
                var builder = new Inspection.Manifests.Layout.PackageTreeBuilder((_, _) => "text", (_, _) => Reading("unknown", []));
                foreach (Ecosystem ecosystem in Enum.GetValues<Ecosystem>())
                {
                    PackageTree tree = builder.Build(ecosystem, Reading("zip", [File($"package/{name}", content), File(name, content)]), Budget());
                    ManifestReader.Read(ecosystem, "a-1.whl", tree).ShouldNotBeNull();
                    ManifestReader.Read(ecosystem, "a-1.tar.gz", tree).ShouldNotBeNull();
                }
            }
        }
    }
}
