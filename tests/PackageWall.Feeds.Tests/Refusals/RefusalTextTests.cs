using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Refusals;

public sealed class RefusalTextTests
{
    [Fact]
    public void A_sentence_says_what_why_until_when_what_instead_and_where()
    {
        Refusal refusal = Samples.Cooling();

        refusal.Sentence.ShouldBe(
            "PackageWall: pw-demo 1.2.0 is cooling until 2026-11-27 10:30 UTC (published 2026-11-20, new versions wait 7 days); newest allowed: 1.1.0; see http://wall.example/why/npm/pw-demo/1.2.0");
        refusal.ReasonPhrase.ShouldBe("PackageWall: pw-demo 1.2.0 is cooling until 2026-11-27 10:30 UTC; newest allowed 1.1.0");
        (refusal with { Alternative = null }).Sentence.ShouldContain("; no version is allowed yet; ");
    }

    [Theory]
    [InlineData(RefusalReason.Cooling, "cooling until 2026-11-27 10:30 UTC")]
    [InlineData(RefusalReason.Held, "held for review")]
    [InlineData(RefusalReason.Blocked, "blocked")]
    [InlineData(RefusalReason.Recalled, "recalled")]
    [InlineData(RefusalReason.Tampered, "held as tampered with")]
    [InlineData(RefusalReason.Pending, "being inspected")]
    [InlineData(RefusalReason.Internal, "blocked as an internal name")]
    public void Every_reason_has_its_words(RefusalReason reason, string words) => RefusalText.State(Samples.Cooling() with { Reason = reason }).ShouldBe(words);

    [Fact]
    public void Nothing_that_stands_in_a_refusal_can_end_a_line_or_leave_ascii()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            Refusal refusal = Samples.Cooling() with
            {
                Because = RandomText(random, random.Next(600)),
                Reason = (RefusalReason)random.Next(7),
                Package = PackageName.Parse(Ecosystem.Npm, new string('n', random.Next(1, 215))),
                Version = PackageVersion.Parse(Ecosystem.Npm, "1.0.0-" + new string('r', random.Next(1, 240))),
                Alternative = random.Next(2) == 0 ? null : PackageVersion.Parse(Ecosystem.Npm, "1.0.0-" + new string('a', random.Next(1, 240))),
            };

            foreach ((string text, int length) in (ReadOnlySpan<(string, int)>)[(refusal.Sentence, 1000), (refusal.ReasonPhrase, 120)])
            {
                text.All(c => c is >= ' ' and <= '~').ShouldBeTrue($"seed {seed}");
                text.Length.ShouldBeLessThanOrEqualTo(length, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void A_long_name_never_pushes_out_what_was_decided_or_the_link()
    {
        Refusal refusal = Samples.Cooling() with
        {
            Package = PackageName.Parse(Ecosystem.Npm, "@" + new string('s', 100) + "/" + new string('n', 100)),
            Version = PackageVersion.Parse(Ecosystem.Npm, "1.0.0-" + new string('r', 200)),
            Because = new string('b', 5000),
        };

        refusal.ReasonPhrase.ShouldContain(" is cooling until 2026-11-27 10:30 UTC; newest allowed 1.1.0");
        refusal.Sentence.ShouldEndWith("; newest allowed: 1.1.0; see http://wall.example/why/npm/pw-demo/1.2.0");
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1", "a X-Evil: 1")]
    [InlineData("a\u0085b\u2028c", "a?b?c")]
    [InlineData("\u001b[31mred", "?[31mred")]
    [InlineData("\ud83d\ude00\ud83d\ude00!", "?!")]
    [InlineData("\0\u007f", "?")]
    [InlineData("", "")]
    public void Text_is_reduced_to_one_printable_line(string text, string clean) => RefusalText.Clean(text, 100).ShouldBe(clean);

    [Fact]
    public void Text_is_cut_at_its_length()
    {
        RefusalText.Clean("1234567890", 10).ShouldBe("1234567890");
        RefusalText.Clean("12345678901", 10).ShouldBe("1234567...");
        RefusalText.Clean(new string('é', 1_000_000), 10).ShouldBe("?");
    }

    private static string RandomText(Random random, int length)
    {
        var text = new char[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = random.Next(3) == 0 ? "\r\n\t\0\u001b:;\u2028é"[random.Next(9)] : (char)random.Next(0x10000);
        }

        return new string(text);
    }
}
