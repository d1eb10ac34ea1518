namespace PackageWall.Packages.Tests.Npm;

public sealed class NpmNameTests
{
    [Theory]
    [InlineData("react", null, "react")]
    [InlineData("@types/node", "@types", "node")]
    [InlineData("JSONStream", null, "JSONStream")]
    [InlineData("lodash.merge", null, "lodash.merge")]
    [InlineData("a_b-c.d~e", null, "a_b-c.d~e")]
    [InlineData("-", null, "-")]
    [InlineData("0", null, "0")]
    [InlineData("@-/-", "@-", "-")]
    [InlineData("crazy!", null, "crazy!")]
    public void Names_are_kept_as_they_are(string text, string? scope, string unscoped)
    {
        PackageName.TryParse(Ecosystem.Npm, text, out PackageName? name).ShouldBeTrue();

        (name!.Value, name.Scope, name.Unscoped, name.ToString()).ShouldBe((text, scope, unscoped, text));
    }

    [Fact]
    public void Names_that_differ_in_case_are_two() =>
        PackageName.Parse(Ecosystem.Npm, "JSONStream").ShouldNotBe(PackageName.Parse(Ecosystem.Npm, "jsonstream"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" react")]
    [InlineData("re act")]
    [InlineData(".hidden")]
    [InlineData("_private")]
    [InlineData("..")]
    [InlineData("../react")]
    [InlineData("a/b")]
    [InlineData("@scope")]
    [InlineData("@scope/")]
    [InlineData("@/name")]
    [InlineData("@scope/name/more")]
    [InlineData("@scope/.name")]
    [InlineData("@../name")]
    [InlineData("@scope%2fname")]
    [InlineData("name@1.0.0")]
    [InlineData("na\\me")]
    [InlineData("na\0me")]
    [InlineData("na\nme")]
    [InlineData("na:me")]
    [InlineData("na?me")]
    [InlineData("na#me")]
    [InlineData("rеact")]
    [InlineData("node_modules")]
    [InlineData("Node_Modules")]
    [InlineData("favicon.ico")]
    public void What_is_no_name_is_refused(string? text) => PackageName.TryParse(Ecosystem.Npm, text, out _).ShouldBeFalse();

    [Fact]
    public void A_name_longer_than_the_registry_ever_took_is_refused()
    {
        PackageName.TryParse(Ecosystem.Npm, new string('a', 214), out _).ShouldBeTrue();
        PackageName.TryParse(Ecosystem.Npm, new string('a', 215), out _).ShouldBeFalse();
    }
}
