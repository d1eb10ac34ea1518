using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Signatures.Baselines;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Signatures.Baselines;

public sealed class BaselineFileTests
{
    private static readonly Pin First = new(Ecosystem.Npm, "@a/b", "one", new string('1', 64), "1.0.0", "Says \"yes\" \\ no\nand more.");
    private static readonly Pin Second = new(Ecosystem.Npm, "c", "one", new string('2', 64), "1.0.0", "");

    [Fact]
    public void What_is_written_is_read_again_and_order_does_not_matter()
    {
        string text = BaselineFile.Write([Second, First]);

        text.ShouldBe(BaselineFile.Write([First, Second]));
        BaselineFile.ReadDraft(new SignatureFile("npm.yaml", text)).ShouldBe([First, Second]);
        text.ShouldContain("    why: \"\"\n");
    }

    [Fact]
    public void Merging_keeps_reasons_and_writes_the_same_file_again()
    {
        IReadOnlyList<Pin> merged = BaselineFile.Merge([First], [First with { Why = "", Seen = "2.0.0" }, Second]);

        merged.ShouldBe([First, Second]);
    }

    [Fact]
    public void The_pins_of_the_product_are_as_the_command_writes_them()
    {
        foreach (SignatureFile file in SignatureSet.BuiltInFiles().Where(file => file.Path.StartsWith("baselines/", StringComparison.Ordinal)))
        {
            BaselineFile.Write(BaselineFile.ReadDraft(file)).ShouldBe(file.Text.ReplaceLineEndings("\n"));
        }
    }
}
