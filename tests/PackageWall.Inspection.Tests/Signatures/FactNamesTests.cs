using System.Text.RegularExpressions;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed partial class FactNamesTests
{
    [Fact]
    public void Rules_may_use_every_name_that_the_vocabulary_explains()
    {
        string[] names = [.. Names().Matches(File.ReadAllText(Readme())).Select(match => match.Value.Trim('`')).Where(name => name.Contains('.', StringComparison.Ordinal))];

        names.Length.ShouldBeGreaterThan(100);
        names.Where(name => !name.EndsWith('>') && !FactNames.IsKnown(name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("read.secret.ssh", true)]
    [InlineData("read.secret.*", true)]
    [InlineData("read.secrets.*", false)]
    [InlineData("archive.whatever-comes", true)]
    public void A_name_that_no_reader_makes_is_not_known(string name, bool isKnown) => FactNames.IsKnown(name).ShouldBe(isKnown);

    private static string Readme()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "signatures", "vocabulary", "README.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("signatures/vocabulary/README.md is not above the tests.");
    }

    /// <summary>Names in the first column of a table.</summary>
    [GeneratedRegex(@"(?<=^\|[^|]*)`[a-z][a-z.-]*`", RegexOptions.Multiline)]
    private static partial Regex Names();
}
