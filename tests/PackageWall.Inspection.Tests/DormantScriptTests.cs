using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Tests.Signatures;
using PackageWall.Packages;
using Shouldly;
using Xunit;

namespace PackageWall.Inspection.Tests;

/// <summary>Scripts that nothing leads to are not read, and whatever may lead to one makes it read.</summary>
public sealed class DormantScriptTests
{
    private static readonly SignatureSet Live = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("context: live\nfact: wipe"))]);

    private static readonly SignatureSet Any = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("context: any\nfact: wipe"))]);

    private sealed class Reader(List<string> read) : ILanguageReader
    {
        public string Language => Inspection.Languages.Language.JavaScript;

        // A file's text names what it refers to: a path, or ? for a name that could not be folded.
        public FileFacts Read(SourceText source)
        {
            read.Add(source.File);
            string text = Encoding.UTF8.GetString(source.Content.Span);
            return new FileFacts { References = text.Length == 0 ? [] : [new Reference(ReferenceKind.Import, text == "?" ? null : text, 1, "inside")] };
        }
    }

    private sealed class AsNamed : IReferenceResolver
    {
        public IReadOnlyList<string> Resolve(string fromFile, Reference reference) => [reference.Target!];
    }

    private static List<string> Read(SignatureSet signatures, params (string Path, string Names)[] files)
    {
        List<string> read = [];
        InspectionRooms rooms = new()
        {
            ReadArchive = (_, _, _, _) => new ArchiveReading { Format = "tar.gz", Entries = [], Anomalies = [] },
            LayOut = (_, _, _) => new PackageTree
            {
                Files = files.ToDictionary(file => file.Path, file => new PackageFile(file.Path, Encoding.UTF8.GetBytes(file.Names), Language.JavaScript, new string('0', 64))),
                Anomalies = [],
            },
            ReadManifest = (ecosystem, _, _) => new Manifest
            {
                Ecosystem = ecosystem,
                Name = "sample",
                Version = "1.0.0",
                Resolver = new AsNamed(),
                EntryPoints = [new EntryPoint { Kind = "npm.main", Context = Context.Import, DeclaredIn = "package.json", Target = "main.js" }],
            },
            ReaderOf = _ => new Reader(read),
        };
        new Inspector(signatures, InspectionLimits.Default, rooms).Inspect(new Artifact(Ecosystem.Npm, "sample-1.0.0.tgz", new byte[3])).Verdict.ShouldBe(Verdict.Clean);
        return read;
    }

    [Fact]
    public void What_nothing_names_is_not_read() =>
        Read(Live, ("a.js", ""), ("main.js", "")).ShouldBe(["main.js"]);

    [Fact]
    public void What_a_function_names_is_read_and_what_that_names() =>
        Read(Live, ("a.js", "b.js"), ("b.js", ""), ("main.js", "a.js")).ShouldBe(["main.js", "a.js", "b.js"]);

    [Fact]
    public void A_name_that_could_not_be_folded_may_be_any_file_of_the_folder() =>
        Read(Live, ("a.js", ""), ("deep/b.js", ""), ("main.js", "?")).ShouldBe(["main.js", "a.js", "deep/b.js"], ignoreOrder: true);

    [Fact]
    public void What_lies_in_an_archive_that_is_named_is_read() =>
        Read(Live, ("data.zip", ""), ("data.zip!/inner.js", ""), ("main.js", "data.zip")).ShouldContain("data.zip!/inner.js");

    [Fact]
    public void A_rule_that_asks_what_dormant_code_does_makes_all_of_it_read() =>
        Read(Any, ("a.js", ""), ("main.js", "")).ShouldBe(["main.js", "a.js"]);

    [Fact]
    public void No_rule_of_the_product_asks_it_of_an_npm_package() =>
        SignatureSet.Default.DormantCode.IsAskedFor([]).ShouldBeFalse();

    [Fact]
    public void No_rule_of_the_product_asks_it_beside_compiled_files() =>
        SignatureSet.Default.DormantCode.IsAskedFor([new Fact { Name = "pyc.sourceless", File = "a.pyc", Line = 0 }]).ShouldBeFalse();

    [Fact]
    public void A_rule_that_asks_it_beside_something_known_is_heard_when_that_is_there()
    {
        DormantCode dormant = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("context: any\nall:\n  - fact: pyc.sourceless\n  - fact: wipe"))]).DormantCode;
        dormant.IsAskedFor([]).ShouldBeFalse();
        dormant.IsAskedFor([new Fact { Name = "pyc.sourceless", File = "a.pyc", Line = 0 }]).ShouldBeTrue();
    }
}
