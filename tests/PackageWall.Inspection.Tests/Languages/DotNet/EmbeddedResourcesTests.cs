using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;
using System.Resources;
using PackageWall.Inspection.Languages.DotNet;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

/// <summary>Files in assemblies: what could run is read, and runs when the assembly's own code may run it.</summary>
public sealed class EmbeddedResourcesTests
{
    private static readonly Inspector Real = new(SignatureSet.Default, InspectionLimits.Default);

    public static TheoryData<string> Coats => ["plain", "deflate", "zlib", "brotli", "gzip", "zip", "container", "nested"];

    [Theory]
    [MemberData(nameof(Coats))]
    public void An_assembly_in_an_assembly_that_loads_it_at_once_runs_at_once(string coat)
    {
        InspectionReport report = Inspect(Outer(Coated(Reaching(), coat), Loads));

        report.Verdict.ShouldBe(Verdict.Malicious);
        report.Findings.ShouldContain(finding => finding.Rule == "assembly-reaches-out-when-loaded");
    }

    [Theory]
    [MemberData(nameof(Coats))]
    public void The_same_assembly_that_nothing_loads_is_dormant(string coat) =>
        Inspect(Outer(Coated(Reaching(), coat), null)).Verdict.ShouldBe(Verdict.Clean);

    [Theory]
    [MemberData(nameof(Coats))]
    public void An_honest_assembly_that_is_merged_in_stays_clean(string coat) =>
        Inspect(Outer(Coated(Honest(), coat), Loads)).Verdict.ShouldBe(Verdict.Clean);

    [Fact]
    public void Texts_pictures_and_scripts_for_browsers_are_passed_over()
    {
        byte[] outer = Outer(
            [("a.txt", "MIT"u8.ToArray()), ("ui.bundle.js", "fetch('https://a.invalid')"u8.ToArray()), ("a.png", [0x89, 0x50, 0x4e, 0x47, .. new byte[200]]), ("Strings.resources", Container(("Title", "Sample")))], Loads);

        EmbeddedResources.Read(outer, 1 << 20).Found.ShouldBeEmpty();
        Inspect(outer).Verdict.ShouldBe(Verdict.Clean);
    }

    [Fact]
    public void Scripts_for_shells_are_found_under_their_names()
    {
        byte[] outer = Outer([("run.ps1", "Get-Date"u8.ToArray()), ("install", "#!/bin/sh\ndate\n"u8.ToArray())], null);

        EmbeddedResources.Read(outer, 1 << 20).Found.Select(resource => (resource.Name, resource.Language)).ShouldBe([("run.ps1", "powershell"), ("install", "shell")]);
    }

    [Fact]
    public void A_resource_outside_the_assembly_holds_the_package() =>
        Inspect(Outer([("lost", new byte[8])], null, "lost")).Verdict.ShouldNotBe(Verdict.Clean);

    [Fact]
    public void What_inflates_to_more_than_may_be_unpacked_holds_the_package()
    {
        byte[] bomb = [.. "MZ"u8, .. new byte[30 << 20]];
        Inspector narrow = new(SignatureSet.Default, InspectionLimits.Default with { UnpackedBytes = 10 << 20 });

        narrow.Inspect(Artifact(Outer(Coated(bomb, "deflate"), null))).Verdict.ShouldNotBe(Verdict.Clean);
    }

    [Fact]
    public void Assemblies_in_assemblies_beyond_the_depth_of_archives_hold_the_package()
    {
        byte[] assembly = Honest();
        for (int i = 0; i < 6; i++)
        {
            assembly = Outer([("inner.dll", assembly)], Loads);
        }

        Inspect(assembly).Verdict.ShouldNotBe(Verdict.Clean);
    }

    [Fact]
    public void Names_that_are_the_same_or_lead_out_are_told_apart()
    {
        byte[] inner = Honest();

        EmbeddedResources.Read(Outer([("../a.dll", inner), ("a.dll", inner)], null), 1 << 20).Found.Select(resource => resource.Name).ShouldBe(["a.dll", "a.dll#"]);
    }

    [Fact]
    public void Damaged_containers_end_where_they_are_damaged()
    {
        byte[] whole = Container(("Inner", Honest()));
        for (int length = 0; length < whole.Length; length += 7)
        {
            _ = ResourceContainer.Read(whole.AsMemory(0, length));
        }

        ResourceContainer.Read(whole).Count.ShouldBe(1);
    }

    private static InspectionReport Inspect(byte[] assembly) => Real.Inspect(Artifact(assembly));

    private static Artifact Artifact(byte[] assembly)
    {
        NupkgBuilder package = new NupkgBuilder("Sample", "1.0.0").File("lib/net8.0/Sample.dll", assembly);
        return new Artifact(Ecosystem.NuGet, package.FileName, package.Build());
    }

    private static IReadOnlyList<(string, byte[])> Coated(byte[] inner, string coat) => coat switch
    {
        "deflate" => [("costura.inner.dll.compressed", Packed(inner, to => new DeflateStream(to, CompressionLevel.Fastest)))],
        "zlib" => [("inner", Packed(inner, to => new ZLibStream(to, CompressionLevel.Fastest)))],
        "brotli" => [("inner", Packed(inner, to => new BrotliStream(to, CompressionLevel.Fastest)))],
        "gzip" => [("inner.gz", Packed(inner, to => new GZipStream(to, CompressionLevel.Fastest)))],
        "zip" => [("inner.zip", Zipped(inner))],
        "container" => [("Sample.Properties.Resources.resources", Container(("Title", "Sample"), ("Inner", inner)))],
        "nested" => [("middle.dll", Outer([("inner.dll", inner)], Loads))],
        _ => [("inner.dll", inner)],
    };

    private static byte[] Outer(IReadOnlyList<(string, byte[])> resources, Action<ILGenerator>? initialiser, string? misplaced = null)
    {
        var sample = new Assemblies();
        if (initialiser is not null)
        {
            sample.Initialiser(initialiser);
        }

        return sample.Build(resources, misplaced);
    }

    private static void Loads(ILGenerator il)
    {
        il.Emit(OpCodes.Ldstr, "inner");
        il.Emit(OpCodes.Callvirt, typeof(Assembly).GetMethod("GetManifestResourceStream", [typeof(string)])!);
        il.Emit(OpCodes.Call, typeof(Assembly).GetMethod("Load", [typeof(byte[])])!);
        il.Emit(OpCodes.Pop);
    }

    private static byte[] Reaching()
    {
        var inner = new Assemblies();
        inner.Initialiser(il =>
        {
            il.Emit(OpCodes.Ldstr, "https://a.invalid/x");
            il.Emit(OpCodes.Callvirt, typeof(System.Net.Http.HttpClient).GetMethod("GetStringAsync", [typeof(string)])!);
            il.Emit(OpCodes.Pop);
        });
        return inner.Build([]);
    }

    private static byte[] Honest()
    {
        var inner = new Assemblies();
        TypeBuilder type = inner.Type("Sum");
        Assemblies.Method(type, "Add", _ => { });
        return inner.Build(type);
    }

    private static byte[] Packed(byte[] content, Func<Stream, Stream> coat)
    {
        using MemoryStream packed = new();
        using (Stream stream = coat(packed))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zipped(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("inner.dll").Open();
            entry.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Container(params (string Name, object Value)[] entries)
    {
        using MemoryStream bytes = new();
        using ResourceWriter writer = new(bytes);
        foreach ((string name, object value) in entries)
        {
            writer.AddResource(name, value);
        }

        writer.Generate();
        return bytes.ToArray();
    }
}
