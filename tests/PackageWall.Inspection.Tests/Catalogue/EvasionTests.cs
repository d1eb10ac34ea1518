using PackageWall.Inspection.Reports;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Hiding an attack does not get it out: every evasion, over several attacks, is held.</summary>
public sealed class EvasionTests
{
    public static TheoryData<string, string> Crosses
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (Evasion evasion in Evasions.All)
            {
                foreach (string id in evasion.Bases)
                {
                    data.Add(evasion.Name, id);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Crosses))]
    public void A_hidden_attack_is_held(string evasion, string id)
    {
        CataloguePackage hidden = Evasions.All.Single(candidate => candidate.Name == evasion).Hide(AttackCatalogue.Of(id).Attack);
        InspectionReport report = CatalogueInspection.Of(hidden, AttackCatalogue.Of(id).Earlier);

        if (Environment.GetEnvironmentVariable("PACKAGEWALL_CROSSES") is { } table)
        {
            File.AppendAllText(table, $"{evasion}\t{id}\t{report.Verdict}\t{string.Join(' ', report.Findings.Where(finding => finding.Verdict != Verdict.Clean).Select(finding => finding.Rule))}\n");
        }

        if (KnownGaps.Crosses.ContainsKey($"{evasion} {id}"))
        {
            report.Verdict.ShouldBe(Verdict.Clean, $"{evasion} of {id} is found after all: it leaves the list of known gaps.");
        }
        else
        {
            report.Verdict.ShouldNotBe(Verdict.Clean, CatalogueInspection.Told(report));
        }
    }

    [Fact]
    public void Every_evasion_is_applied_to_at_least_three_attacks() => Evasions.All.ShouldAllBe(evasion => evasion.Bases.Count >= 3);
}
