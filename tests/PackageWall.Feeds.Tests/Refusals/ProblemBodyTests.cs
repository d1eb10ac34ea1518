using System.Text.Json;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Refusals;

public sealed class ProblemBodyTests
{
    [Fact]
    public void A_refusal_is_a_problem_that_programs_can_act_on()
    {
        Refusal refusal = Samples.Cooling() with { Package = PackageName.Parse(Ecosystem.Npm, "@pw/demo") };

        JsonElement body = Parse(ProblemBody.For(refusal, 403));

        body.EnumerateObject().Select(property => property.Name).ShouldBe(["type", "title", "status", "detail", "error", "code", "package", "alternative", "until"]);
        body.GetProperty("type").GetString().ShouldBe("http://wall.example/why/npm/pw-demo/1.2.0");
        body.GetProperty("title").GetString().ShouldBe("PackageWall: new version cooling");
        body.GetProperty("status").GetInt32().ShouldBe(403);
        body.GetProperty("detail").GetString().ShouldBe(refusal.Sentence);
        body.GetProperty("error").GetString().ShouldBe(refusal.Sentence);
        body.GetProperty("code").GetString().ShouldBe("cooling");
        body.GetProperty("package").GetString().ShouldBe("pkg:npm/%40pw/demo@1.2.0");
        body.GetProperty("alternative").GetString().ShouldBe("1.1.0");
        body.GetProperty("until").GetString().ShouldBe("2026-11-27T10:30:00Z");
    }

    [Fact]
    public void What_is_not_known_is_null_and_not_absent()
    {
        JsonElement body = Parse(ProblemBody.For(Samples.Cooling() with { Reason = RefusalReason.Held, Until = null, Alternative = null }, 403));

        body.GetProperty("alternative").ValueKind.ShouldBe(JsonValueKind.Null);
        body.GetProperty("until").ValueKind.ShouldBe(JsonValueKind.Null);
        body.GetProperty("code").GetString().ShouldBe("held");
    }

    [Fact]
    public void Any_text_gives_json()
    {
        foreach (string text in (string[])["\"},{\"", "\r\n", "é\ud800", "\\"])
        {
            foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
            {
                Parse(ProblemBody.For(Samples.Cooling() with { Because = text, Reason = reason }, 404)).GetProperty("status").GetInt32().ShouldBe(404);
            }

            Parse(ProblemBody.ForError(405, "read-only", "This mirror is read-only", text)).GetProperty("error").GetString().ShouldStartWith("PackageWall: ");
        }
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
