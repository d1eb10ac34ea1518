using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

/// <summary>What must hold of every document, shown on random ones; each failure names its seed.</summary>
public sealed class NpmDocumentPropertyTests
{
    private const int Documents = 400;

    [Fact]
    public void Every_document_is_json_without_withheld_files_or_dangling_or_rising_tags_and_the_same_each_time()
    {
        for (int seed = 0; seed < Documents; seed++)
        {
            var random = new Random(seed);
            (string json, string[] versions) = RandomPackument(random);
            UpstreamPackage package = Read(json);
            string[] withheld = [.. versions.Where(_ => random.Next(3) == 0)];
            DocumentView view = View(withheld) with { DecidedAt = random.Next(2) == 0 ? null : Day(random.Next(1, 28)) };
            foreach (PackumentForm form in Enum.GetValues<PackumentForm>())
            {
                byte[] raw = Raw(json, view, form);
                string why = $"seed {seed}, {form}";
                Raw(json, view, form).ShouldBe(raw, why);
                Check(Parse(raw), Encoding.UTF8.GetString(raw), package, withheld, why);
            }
        }
    }

    private static void Check(JsonElement document, string text, UpstreamPackage package, string[] withheld, string why)
    {
        string[] visible = document.GetProperty("versions").Keys();
        visible.ShouldBe(package.Versions.Select(version => version.Spelling).Except(withheld), why);
        text.ShouldNotContain("upstream.invalid", Case.Insensitive, why);
        foreach (string version in withheld)
        {
            text.ShouldNotContain($"pw-demo-{version}.tgz", Case.Sensitive, why);
        }

        foreach (JsonProperty tag in document.GetProperty("dist-tags").EnumerateObject())
        {
            PackageVersion target = PackageVersion.Parse(Ecosystem.Npm, tag.Value.GetString()!);
            PackageVersion original = PackageVersion.Parse(Ecosystem.Npm, package.Tags[tag.Name]);
            visible.ShouldContain(target.Value, why);
            (target <= original).ShouldBeTrue(why);
            (tag.Name == "latest" || (target.Major == original.Major && target.IsPrerelease == original.IsPrerelease)).ShouldBeTrue(why);
        }

        document.GetProperty("time").Keys().Except(["created", "modified"]).ShouldBeSubsetOf(visible);
        string[] restricted = document.TryGetProperty("policyRestrictions", out JsonElement restrictions) ? restrictions.GetProperty("versions").Keys() : [];
        restricted.Order().ShouldBe(withheld.Order(), why);
    }

    private static (string Json, string[] Versions) RandomPackument(Random random)
    {
        var versions = new HashSet<string>();
        for (int i = random.Next(1, 25); i > 0; i--)
        {
            string label = random.Next(3) == 0 ? $"-{(random.Next(2) == 0 ? "rc" : "beta")}.{random.Next(12)}" : "";
            versions.Add($"{random.Next(3)}.{random.Next(4)}.{random.Next(12)}{label}");
        }

        string[] all = [.. versions.OrderBy(_ => random.Next())];
        string[] extras =
        [
            "", ",\"deprecated\":\"\\u006fld\"", ",\"scripts\":{\"install\":\"x\"}", $",\"_resolved\":\"{Upstream}/a\"", ",\"\\ud800\":{\"a\":[1, 2]}",
            ",\"weird\":\"\\\"},{\\\"\"", ",\"dependencies\":{ \"a\" : \"^1\" }", $",\"dependencies\":{{\"a\":\"{Upstream}/a/-/a-1.0.0.tgz\"}}", $",\"publishConfig\":{{\"registry\":\"{Upstream}/\"}}",
        ];
        string[] tags = ["latest", "next", "beta", "release-1.x"];
        string tagText = string.Join(",", tags.Where(_ => random.Next(3) > 0).Select(tag => $"\"{tag}\":\"{all[random.Next(all.Length)]}\""));
        string times = string.Join(",", all.Where(_ => random.Next(5) > 0).Select(version => $"\"{version}\":\"2026-{random.Next(1, 13):00}-{random.Next(1, 28):00}T0{random.Next(10)}:00:00{(random.Next(2) == 0 ? ".000Z" : ".123456+00:00")}\""));
        string space = random.Next(2) == 0 ? "" : "\n  ";
        string json = Document(all.Select(version => space + Version(version, extras[random.Next(extras.Length)])), $"{{{tagText}}}", $"{{{times}}}", random.Next(2) == 0 ? "" : $",\"bugs\":\"{Upstream}/bugs\"");
        return (json, all);
    }
}
