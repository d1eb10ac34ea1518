using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Tests;

/// <summary>What a worker answers is a report of exactly the artifact that was sent, or nothing.</summary>
public sealed class ReportCheckTests
{
    private const string Sha256 = "aa";

    private static readonly Artifact Sent = new(Ecosystem.Npm, "x-1.0.0.tgz", ReadOnlyMemory<byte>.Empty);

    private static JsonObject Whole() => JsonNode.Parse(JsonSerializer.Serialize(
        new InspectionReport { Ecosystem = Ecosystem.Npm, Sha256 = Sha256, Verdict = Verdict.Clean, Profile = new PackageProfile(), Signatures = "r" },
        WireJson.Default.InspectionReport))!.AsObject();

    private static InspectionReport? Read(JsonObject answer) => ReportCheck.Read(Encoding.UTF8.GetBytes(answer.ToJsonString()), Sent, Sha256, "r");

    [Fact]
    public void A_whole_report_is_taken() => Read(Whole()).ShouldNotBeNull();

    [Theory]
    [InlineData("sha256", "\"bb\"")]
    [InlineData("ecosystem", "\"PyPi\"")]
    [InlineData("signatures", "\"older\"")]
    [InlineData("verdict", "17")]
    [InlineData("verdict", "\"fine\"")]
    [InlineData("verdict", "null")]
    [InlineData("findings", "null")]
    [InlineData("findings", "[null]")]
    [InlineData("inconclusive", "[null]")]
    [InlineData("profile", "{}")]
    [InlineData("profile", "null")]
    [InlineData("change", "{}")]
    public void Anything_else_is_not(string member, string value)
    {
        JsonObject answer = Whole();
        answer[member] = JsonNode.Parse(value);

        Read(answer).ShouldBeNull();
    }

    [Fact]
    public void A_report_that_lacks_any_list_is_not()
    {
        foreach (string member in (string[])["findings", "inconclusive", "anomalies", "layers", "profile", "sha256", "verdict", "signatures", "ecosystem"])
        {
            JsonObject answer = Whole();
            answer.Remove(member);

            Read(answer).ShouldBeNull(member);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Nor_are_other_bytes(string answer) => ReportCheck.Read(Encoding.UTF8.GetBytes(answer), Sent, Sha256, "r").ShouldBeNull();
}
