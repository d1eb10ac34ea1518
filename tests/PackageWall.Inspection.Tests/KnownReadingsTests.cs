using System.Text.Json;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Inspection.Tests;

/// <summary>What was read of a file before is used again where it is the same, and only there.</summary>
public sealed class KnownReadingsTests
{
    private static readonly FileFacts Facts = new() { Facts = [new Fact { Name = "wipe", File = "a.js", Line = 1 }] };

    private readonly KnownReadings _known = new(100_000);
    private int _read;

    private static InspectionBudget Budget => new(InspectionLimits.Default);

    private static KnownReadings.Key Key(string path = "a.js", string hash = "1", bool runsUnasked = false) => new(Ecosystem.Npm, path, hash, "javascript", runsUnasked);

    private FileFacts Get(KnownReadings.Key key, FileFacts? facts = null, InspectionBudget? budget = null) => _known.Get(key, budget ?? Budget, () =>
    {
        _read++;
        return facts ?? Facts;
    });

    [Fact]
    public void The_same_file_is_read_once()
    {
        Get(Key());
        Get(Key()).ShouldBeSameAs(Facts);
        _read.ShouldBe(1);
    }

    [Fact]
    public void Another_path_other_bytes_or_another_way_to_run_is_another_reading()
    {
        Get(Key());
        Get(Key(path: "b.js"));
        Get(Key(hash: "2"));
        Get(Key(runsUnasked: true));
        _read.ShouldBe(4);
    }

    [Fact]
    public void What_was_not_read_to_its_end_is_read_again()
    {
        Get(Key(), Facts with { Unread = ["over budget"] });
        Get(Key());
        _read.ShouldBe(2);
    }

    [Fact]
    public void What_takes_from_the_budget_of_its_package_is_read_again()
    {
        for (int time = 0; time < 2; time++)
        {
            InspectionBudget budget = Budget;
            _known.Get(Key(), budget, () =>
            {
                _read++;
                budget.TryTakeLayer(10, 1);
                return Facts;
            });
        }

        _read.ShouldBe(2);
    }

    [Fact]
    public void What_was_refused_a_layer_for_its_depth_is_read_again()
    {
        for (int time = 0; time < 2; time++)
        {
            InspectionBudget budget = Budget;
            _known.Get(Key(), budget, () =>
            {
                _read++;
                budget.TryTakeLayer(10, InspectionLimits.Default.LayerDepth + 1).ShouldBeFalse();
                return Facts;
            });
            budget.IsExhausted.ShouldBeTrue("Only a reading tells that the package is over its budget.");
        }

        _read.ShouldBe(2);
    }

    [Fact]
    public void What_was_not_asked_for_longest_goes_first()
    {
        for (int file = 0; file < 1_000; file++)
        {
            Get(Key(hash: $"{file}"));
            Get(Key(hash: "0"));
        }

        _read.ShouldBe(1_000);
        Get(Key(hash: "1"));
        _read.ShouldBe(1_001);
    }

    [Fact]
    public void Long_texts_count_by_their_length()
    {
        FileFacts large = new() { Facts = [new Fact { Name = "wipe", File = "a.js", Line = 1, Evidence = new string('x', 20_000) }] };
        Get(Key(), large);
        Get(Key(), large);
        _read.ShouldBe(2, "It would take more than a quarter of the room.");
    }

    [Fact]
    public void A_report_does_not_tell_whether_files_were_known()
    {
        Inspector again = new(SignatureSet.Default, InspectionLimits.Default);
        foreach (CatalogueFixture fixture in AttackCatalogue.All.Where((_, index) => index % 4 == 0))
        {
            Artifact artifact = new(fixture.Attack.Ecosystem, fixture.Attack.FileName, fixture.Attack.Build());
            string first = JsonSerializer.Serialize(new Inspector(SignatureSet.Default, InspectionLimits.Default).Inspect(artifact));
            again.Inspect(artifact);
            JsonSerializer.Serialize(again.Inspect(artifact)).ShouldBe(first, fixture.Id);
        }
    }
}
