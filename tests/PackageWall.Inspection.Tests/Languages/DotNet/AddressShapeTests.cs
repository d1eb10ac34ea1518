using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

public sealed class AddressShapeTests
{
    [Theory]
    [InlineData("https://a", true)]
    [InlineData("files.invalid/x", true)]
    [InlineData("files.invalid:8080", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("11.0.0.0", false)]
    [InlineData("2.5.4.10", false)]
    [InlineData("1.04", false)]
    [InlineData("2.0", false)]
    [InlineData("1.2.3", false)]
    [InlineData("file", false)]
    [InlineData("Done. And gone", false)]
    [InlineData("{0}.{1}", false)]
    [InlineData("", false)]
    public void Addresses_are_told_from_versions_and_prose(string text, bool expected) => AddressShape.Is(text).ShouldBe(expected);
}
