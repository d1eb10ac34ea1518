using PackageWall.Inspection.Reports;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Every known attack is held, nearly all are called malicious, and no honest look-alike is touched.</summary>
public sealed class AttackCatalogueTests
{
    public static TheoryData<string> Attacks => [.. AttackCatalogue.All.Where(fixture => fixture.OutOfScope is null).Select(fixture => fixture.Id)];

    public static TheoryData<string> Earlier => [.. AttackCatalogue.All.Where(fixture => fixture.Earlier is not null).Select(fixture => fixture.Id)];

    public static TheoryData<string> Twins => [.. AttackCatalogue.Twins.Select(twin => twin.Name)];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_is_judged_as_expected(string id)
    {
        CatalogueFixture fixture = AttackCatalogue.Of(id);
        InspectionReport report = CatalogueInspection.Of(fixture.Attack, fixture.Earlier);

        if (KnownGaps.Missed.ContainsKey(id))
        {
            report.Verdict.ShouldBe(Verdict.Clean, $"{id} is found after all: it leaves the list of known gaps.");
        }
        else if (fixture.Expect == Expectation.Held)
        {
            report.Verdict.ShouldNotBe(Verdict.Clean, CatalogueInspection.Told(report));
        }
        else if (KnownGaps.OnlyHeld.ContainsKey(id))
        {
            report.Verdict.ShouldBeOneOf(Verdict.Suspicious, Verdict.Inconclusive);
        }
        else
        {
            report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
        }
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public void The_honest_version_before_an_attack_is_clean(string id)
    {
        InspectionReport report = CatalogueInspection.Of(AttackCatalogue.Of(id).Earlier!);
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void An_honest_look_alike_is_clean(string name)
    {
        InspectionReport report = CatalogueInspection.Of(AttackCatalogue.Twins.Single(twin => twin.Name == name));
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Fact]
    public void An_honest_update_of_an_honest_look_alike_is_clean()
    {
        foreach (CataloguePackage twin in AttackCatalogue.Twins.Where(twin => twin.Form == PackageForm.Npm))
        {
            InspectionReport report = CatalogueInspection.Of(twin with { Version = "99.1.0" }, twin);
            report.Findings.Where(finding => finding.Verdict != Verdict.Clean).ShouldBeEmpty(CatalogueInspection.Told(report));
        }
    }

    [Fact]
    public void Ids_are_unique_and_every_fixture_has_a_twin()
    {
        AttackCatalogue.All.Count.ShouldBeGreaterThan(100);
        AttackCatalogue.All.Select(fixture => fixture.Id).ShouldBeUnique();
        AttackCatalogue.All.ShouldAllBe(fixture => fixture.Twin != null);
    }

    [Fact]
    public void Known_gaps_name_fixtures() =>
        KnownGaps.Missed.Keys.Concat(KnownGaps.OnlyHeld.Keys).ShouldBeSubsetOf(AttackCatalogue.All.Select(fixture => fixture.Id));
}
