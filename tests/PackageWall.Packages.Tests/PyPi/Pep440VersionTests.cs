namespace PackageWall.Packages.Tests.PyPi;

public sealed class Pep440VersionTests
{
    // PEP 440, "Summary of permitted suffixes and relative ordering", and the list that the packaging library tests with.
    [Fact]
    public void Versions_are_ordered_as_the_pep_says() => VersionAssertions.ShouldBeInOrder(
        Ecosystem.PyPi,
        "1.dev0|1.0.dev0|1.0.0dev",
        "1.0.dev456|1.0.0.0.dev456",
        "1.0a1.dev1", "1.0a1|1.0-alpha1|1.0_a.1|1.0.ALPHA-01", "1.0a1.post1.dev2", "1.0a1.post1",
        "1.0a2.dev456", "1.0a2", "1.0a12.dev456", "1.0a12",
        "1.0b1.dev456", "1.0b1|1.0beta1", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345",
        "1.0rc1.dev456", "1.0rc1|1.0c1|1.0pre1|1.0preview1|1.0-rc.1", "1.0rc2",
        "1.0|1|1.0.0|v1.0| 1.0 ",
        "1.0+abc.5", "1.0+abc.7", "1.0+abc.7.x", "1.0+5|1.0+05", "1.0+5.a", "1.0+5.1",
        "1.0.post456.dev34", "1.0.post456|1.0-456|1.0.r456|1.0rev456|1.0post456",
        "1.0.post456+x",
        "1.0.15", "1.1.dev1", "1.1", "1.2", "1.2.1", "1.10", "2012.10", "20260301.1",
        "99999999999999999999999999999999.0", "100000000000000000000000000000000",
        "1!0.1.dev1", "1!1.0|01!1", "1!1.0.post1", "2!0", "12!0");

    [Theory]
    [InlineData("1.0", "1.0", "1")]
    [InlineData("1.0.0", "1.0.0", "1")]
    [InlineData("0.0", "0.0", "0")]
    [InlineData("0!1.0.10", "1.0.10", "1.0.10")]
    [InlineData("1.0.dev", "1.0.dev0", "1.dev0")]
    [InlineData("1.0alpha", "1.0a0", "1a0")]
    [InlineData("1.0-1", "1.0.post1", "1.post1")]
    [InlineData("1.0.post", "1.0.post0", "1.post0")]
    [InlineData("V2!01.02C3.Post4.DEV5+Local-7_X", "2!1.2rc3.post4.dev5+local.7.x", "2!1.2rc3.post4.dev5+local.7.x")]
    [InlineData("\t1.0\n", "1.0", "1")]
    public void Text_is_normalised_and_zeros_at_the_end_make_no_other_version(string text, string normalized, string key)
    {
        VersionAssertions.Normalize(Ecosystem.PyPi, text).ShouldBe(normalized);
        PackageVersion.Parse(Ecosystem.PyPi, text).Key.ShouldBe(key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("french toast")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1..0")]
    [InlineData("1.0+")]
    [InlineData("1.0+_foobar")]
    [InlineData("1.0+foo&asd")]
    [InlineData("1.0+1+1")]
    [InlineData("1.0a1b1")]
    [InlineData("1.0.dev1.post1")]
    [InlineData("1.0-a-b")]
    [InlineData("1!2!3")]
    [InlineData("1.0 .1")]
    [InlineData("1.*")]
    [InlineData("1.0/../2.0")]
    [InlineData("١.٠")]
    [InlineData("1.0+\u212A")]
    [InlineData("1.0po\u017Ft1")]
    public void What_is_no_version_is_refused(string? text) => VersionAssertions.Normalize(Ecosystem.PyPi, text).ShouldBeNull();

    [Theory]
    [InlineData("1.0", false)]
    [InlineData("1.0.post1", false)]
    [InlineData("1.0+local", false)]
    [InlineData("1.0a1", true)]
    [InlineData("1.0rc1.post2", true)]
    [InlineData("1.0.dev1", true)]
    [InlineData("1.0.post1.dev1", true)]
    public void Prereleases_are_told(string text, bool isPrerelease) => PackageVersion.Parse(Ecosystem.PyPi, text).IsPrerelease.ShouldBe(isPrerelease);

    [Fact]
    public void The_first_number_is_that_of_the_release_and_the_largest_there_is_when_it_is_larger()
    {
        PackageVersion.Parse(Ecosystem.PyPi, "7!2026.1").Major.ShouldBe(2026UL);
        PackageVersion.Parse(Ecosystem.PyPi, "99999999999999999999999").Major.ShouldBe(ulong.MaxValue);
    }

    [Theory]
    [InlineData("1.0", "-", "a")]
    [InlineData("1", ".0", "x")]
    [InlineData("1.0", "a0", "!")]
    [InlineData("1.0+a", ".a", "!")]
    [InlineData("", " ", "1")]
    [InlineData("1.0", "dev", "")]
    public void Crafted_text_of_the_longest_length_is_judged(string start, string repeated, string end)
    {
        string text = start + string.Concat(Enumerable.Repeat(repeated, (256 - start.Length - end.Length) / repeated.Length)) + end;

        // There is nothing to wait for: the test's own time limit is the bound.
        _ = VersionAssertions.Normalize(Ecosystem.PyPi, text);
    }
}
