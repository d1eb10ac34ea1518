using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed class BuiltInRulesTests
{
    [Fact]
    public void The_built_in_rules_are_without_errors_and_have_a_revision()
    {
        SignatureSet.Default.Revision.Length.ShouldBe(16);
        SignatureSet.Default.Rules.ShouldAllBe(rule => rule.Title.Length > 0 && rule.Why.Length > 0 && rule.Refs.Count > 0);
    }

    [Theory]
    [InlineData("B01")]
    [InlineData("B03")]
    [InlineData("B04")]
    [InlineData("B05")]
    [InlineData("B05c")]
    [InlineData("B09")]
    [InlineData("B14")]
    [InlineData("B15")]
    [InlineData("B18")]
    [InlineData("B24")]
    [InlineData("B28")]
    [InlineData("H01")]
    [InlineData("H02")]
    [InlineData("B11")]
    [InlineData("B12")]
    [InlineData("B16")]
    [InlineData("B19")]
    [InlineData("B22")]
    [InlineData("B25")]
    [InlineData("H03")]
    [InlineData("H09")]
    [InlineData("H10")]
    [InlineData("H11")]
    [InlineData("H19")]
    public void Every_attack_that_must_be_known_has_a_rule(string reference) =>
        SignatureSet.Default.Rules.ShouldContain(rule => rule.Refs.Contains(reference));

    [Fact]
    public void A_folder_gives_the_same_rules_as_the_product()
    {
        string folder = Directory.CreateTempSubdirectory("signatures").FullName;
        try
        {
            foreach (SignatureFile file in SignatureSet.BuiltInFiles())
            {
                string path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            SignatureSet.FromFiles(Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
                .Select(path => new SignatureFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path)))).Revision.ShouldBe(SignatureSet.Default.Revision);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
