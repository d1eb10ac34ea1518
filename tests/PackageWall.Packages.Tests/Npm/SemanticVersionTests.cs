using System.Text.RegularExpressions;

namespace PackageWall.Packages.Tests.Npm;

public sealed class SemanticVersionTests
{
    // semver.org, section 11, with the cases that npm's own tests add.
    [Fact]
    public void Versions_are_ordered_as_semver_says() => VersionAssertions.ShouldBeInOrder(
        Ecosystem.Npm,
        "0.0.0-0", "0.0.0-foo", "0.0.0", "0.0.1",
        "1.0.0--", "1.0.0-A", "1.0.0-a", "1.0.0-a.b", "1.0.0-a.b.c", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
        "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0|1.0.0+build|v1.0.0|=1.0.0| 1.0.0 |= v1.0.0",
        "1.2.3-4", "1.2.3-5|1.2.3-05", "1.2.3-5-foo", "1.2.3-Foo", "1.2.3|01.2.3",
        "1.9.0", "1.10.0", "1.11.0", "2.0.0", "2.1.0", "2.1.1", "9007199254740991.0.0");

    [Theory]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("v1.2.3-rc.1+sha.5114f85", "1.2.3-rc.1")]
    [InlineData("1.2.3+20260301", "1.2.3")]
    [InlineData("1.2.3-x-y-z.--", "1.2.3-x-y-z.--")]
    [InlineData("1.2.3-007.0.a07", "1.2.3-7.0.a07")]
    [InlineData("1.2.3-00", "1.2.3-0")]
    [InlineData("01.002.0003", "1.2.3")]
    [InlineData("1.2.3-Beta", "1.2.3-Beta")]
    [InlineData("1.2.3-99999999999999999999", "1.2.3-99999999999999999999")]
    public void Text_is_normalised(string text, string normalized) => VersionAssertions.Normalize(Ecosystem.Npm, text).ShouldBe(normalized);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.x")]
    [InlineData("latest")]
    [InlineData("^1.2.3")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-a_b")]
    [InlineData("1.2.3 4")]
    [InlineData("-1.2.3")]
    [InlineData("1.2.3/../../x")]
    [InlineData("9007199254740992.0.0")]
    [InlineData("99999999999999999999.0.0")]
    [InlineData("١.٢.٣")]
    [InlineData("1.2.3-ſ")]
    [InlineData("1.2.3\0")]
    public void What_npm_would_not_take_is_no_version(string? text) => VersionAssertions.Normalize(Ecosystem.Npm, text).ShouldBeNull();

    // What is read by hand must be what the grammar says, and the order that of labels compared one by one.
    [Fact]
    public void Random_texts_are_read_and_ordered_as_the_grammar_says()
    {
        var grammar = new Regex(
            @"^[v=\s]*([0-9]+)\.([0-9]+)\.([0-9]+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\s*$", RegexOptions.CultureInvariant);
        string[] pieces = ["0", "1", "2", "10", "007", "00", ".", ".", ".", "-", "+", "a", "rc", "B7", "v", "=", " ", "\n", "\t", "..", "1.2.3", "0.1.0-", "_", "9007199254740992", "\u0085"];
        var random = new Random(11);
        PackageVersion? last = null;
        for (int i = 0; i < 40_000; i++)
        {
            string text = (random.Next(2) == 0 ? "1.2.3" : "") + string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            Match match = grammar.Match(text);
            bool expected = match.Success && text.All(char.IsAscii)
                && Enumerable.Range(1, 3).All(number => ulong.TryParse(match.Groups[number].Value, out ulong value) && value < 1UL << 53);

            PackageVersion.TryParse(Ecosystem.Npm, text, out PackageVersion? version).ShouldBe(expected, text);
            if (version is null)
            {
                continue;
            }

            string[] labels = match.Groups[4].Success ? [.. match.Groups[4].Value.Split('.').Select(Plain)] : [];
            version.Value.ShouldBe(
                string.Join('.', Enumerable.Range(1, 3).Select(number => ulong.Parse(match.Groups[number].Value))) + (labels.Length == 0 ? "" : "-" + string.Join('.', labels)), text);
            version.IsPrerelease.ShouldBe(labels.Length > 0, text);
            last ??= version;
            Math.Sign(version.CompareTo(last)).ShouldBe(-Math.Sign(last.CompareTo(version)), $"{version} and {last}");
            (version.CompareTo(last) == 0).ShouldBe(version.Value == last.Value, $"{version} and {last}");
            last = version;
        }
    }

    private static string Plain(string label) => label.All(char.IsAsciiDigit) ? label.TrimStart('0').PadLeft(1, '0') : label;

    [Fact]
    public void A_text_longer_than_256_characters_is_no_version()
    {
        VersionAssertions.Normalize(Ecosystem.Npm, "1.0.0-" + new string('a', 250)).ShouldNotBeNull();
        VersionAssertions.Normalize(Ecosystem.Npm, "1.0.0-" + new string('a', 251)).ShouldBeNull();
    }

    [Theory]
    [InlineData("1.2.3", false, 1UL)]
    [InlineData("0.9.0-rc.1", true, 0UL)]
    [InlineData("19.0.0+build", false, 19UL)]
    public void Prereleases_and_the_first_number_are_told(string text, bool isPrerelease, ulong major)
    {
        var version = PackageVersion.Parse(Ecosystem.Npm, text);

        (version.IsPrerelease, version.Major).ShouldBe((isPrerelease, major));
    }
}
