using System.Text;
using NuGet.Versioning;

namespace PackageWall.Packages.Tests.NuGet;

public sealed class NuGetVersionNumberTests
{
    [Fact]
    public void Versions_are_ordered_as_nuget_does() => VersionAssertions.ShouldBeInOrder(
        Ecosystem.NuGet,
        "0.0.0-a", "0.0.0", "0.0.0.1",
        "1.0.0--1|1.0.0--01", "1.0.0-0", "1.0.0-1", "1.0.0-9", "1.0.0-10", "1.0.0-20260301000000", "1.0.0-3000000000", "1.0.0-alpha|1.0.0-ALPHA", "1.0.0-alpha.1",
        "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
        "1.0.0|1|1.0|1.0.0.0|01.00|1.0.0+abc|1.0.0.0+x",
        "1.0.0.1-a", "1.0.0.1", "1.0.1", "1.9.0", "1.10.0", "2.0.0", "2147483647.0.0");

    // NuGet documentation, "Normalized version numbers".
    [Theory]
    [InlineData("1.00", "1.0.0")]
    [InlineData("1.01.1", "1.1.1")]
    [InlineData("1.00.0.1", "1.0.0.1")]
    [InlineData("1.2.3.0", "1.2.3")]
    [InlineData("1.0.7+r3456", "1.0.7")]
    [InlineData("1.0.01.0-Beta.1", "1.0.1-beta.1")]
    [InlineData("00000000000000000001.0-00a.-01.0", "1.0.0-00a.-01.0")]
    [InlineData("1 . 0 .1 -a", "1.0.1-a")]
    [InlineData(" 1.0 ", "1.0.0")]
    public void Text_is_normalised(string text, string normalized) => VersionAssertions.Normalize(Ecosystem.NuGet, text).ShouldBe(normalized);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1..2")]
    [InlineData("-1")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0-a_b")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a.00")]
    [InlineData("1.0.0-a.00+b")]
    [InlineData("1.0.0- a")]
    [InlineData("1.0.0+")]
    [InlineData("1.0.0+a..b")]
    [InlineData("1.0.0+a.")]
    [InlineData("v1.0.0")]
    [InlineData("[1.0.0]")]
    [InlineData("1.*")]
    [InlineData("2147483648.0")]
    [InlineData("99999999999.0")]
    [InlineData("١.٠")]
    [InlineData("1.0.0/../x")]
    public void What_nuget_would_not_take_is_no_version(string? text) => VersionAssertions.Normalize(Ecosystem.NuGet, text).ShouldBeNull();

    [Fact]
    public void Nuget_itself_agrees_on_twenty_thousand_made_up_texts()
    {
        var random = new Random(20_260_301);
        (PackageVersion Ours, NuGetVersion Theirs)? before = null;
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = Make(random);
            bool theirs = NuGetVersion.TryParse(text, out NuGetVersion? their);
            bool ours = PackageVersion.TryParse(Ecosystem.NuGet, text, out PackageVersion? our);
            ours.ShouldBe(theirs, $"'{text}'");
            if (our is null || their is null)
            {
                continue;
            }

            accepted++;
            our.Value.ShouldBe(their.ToNormalizedString().ToLowerInvariant(), $"'{text}'");
            our.IsPrerelease.ShouldBe(their.IsPrerelease);
            if (before is var (ourBefore, theirBefore))
            {
                Math.Sign(our.CompareTo(ourBefore)).ShouldBe(Math.Sign(their.CompareTo(theirBefore)), $"{our} beside {ourBefore}");
                our.Equals(ourBefore).ShouldBe(their.Equals(theirBefore), $"{our} beside {ourBefore}");
            }

            before = (our, their);
        }

        accepted.ShouldBeGreaterThan(5_000);
    }

    // Mostly good, with the odd wrong character.
    private static string Make(Random random)
    {
        var text = new StringBuilder();
        string[] numbers = ["0", "1", "2", "10", "007", "2147483647", "2147483648", ""];
        string[] labels = ["a", "B", "alpha", "-", "-1", "-01", "0", "1", "01", "0a", "00", "9", "10", "3000000000", "20260301000000", "x-y", ""];
        text.AppendJoin('.', Enumerable.Range(0, random.Next(1, 6)).Select(_ => numbers[random.Next(random.Next(1, numbers.Length + 1))]));
        if (random.Next(2) == 0)
        {
            text.Append('-').AppendJoin('.', Enumerable.Range(0, random.Next(1, 4)).Select(_ => labels[random.Next(labels.Length - random.Next(2))]));
        }

        if (random.Next(5) == 0)
        {
            text.Append('+').AppendJoin('.', Enumerable.Range(0, random.Next(1, 3)).Select(_ => labels[random.Next(labels.Length)]));
        }

        if (random.Next(20) == 0)
        {
            text.Insert(random.Next(text.Length + 1), " .-+_v"[random.Next(6)]);
        }

        return text.ToString();
    }
}
