using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Tests.Signatures;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests;

/// <summary>The inspector between rooms made by hand: a file's text is the name of its only fact.</summary>
public sealed class InspectorTests
{
    private static readonly SignatureSet Wipe = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("context: automatic\nfact: wipe"))]);

    private static readonly Artifact Sample = new(Ecosystem.Npm, "sample-1.0.0.tgz", new byte[3]);

    private sealed class FactPerFile(Func<SourceText, FileFacts>? read = null) : ILanguageReader
    {
        public string Language => Inspection.Languages.Language.JavaScript;

        public FileFacts Read(SourceText source) => read is not null ? read(source) : new FileFacts
        {
            Facts = Encoding.UTF8.GetString(source.Content.Span) is { Length: > 0 } name ? [new Fact { Name = name, File = source.File, Line = 1 }] : [],
        };
    }

    private sealed class NoReferences : IReferenceResolver
    {
        public IReadOnlyList<string> Resolve(string fromFile, Reference reference) => [];
    }

    private static InspectionRooms Rooms(string text, string language = Language.JavaScript) => new()
    {
        ReadArchive = (_, _, _, _) => new ArchiveReading { Format = "tar.gz", Entries = [], Anomalies = [] },
        LayOut = (_, reading, _) => new PackageTree
        {
            Files = new Dictionary<string, PackageFile> { ["a.js"] = new("a.js", Encoding.UTF8.GetBytes(text), language, new string('0', 64)) },
            Anomalies = reading.Anomalies,
        },
        ReadManifest = (ecosystem, _, _) => new Manifest
        {
            Ecosystem = ecosystem,
            Name = "sample",
            Version = "1.0.0",
            Resolver = new NoReferences(),
            EntryPoints = [new EntryPoint { Kind = "npm.main", Context = Context.Import, DeclaredIn = "package.json", Target = "a.js" }],
        },
        ReaderOf = name => name == Language.JavaScript ? new FactPerFile() : null,
    };

    /// <summary>Time that runs out when a test says so.</summary>
    private sealed class Hourglass : TimeProvider
    {
        private readonly List<Action> _waiting = [];

        public void RunOut() => _waiting.ForEach(action => action());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _waiting.Add(() => callback(state));
            return new Grain();
        }

        private sealed class Grain : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private static InspectionReport Inspect(InspectionRooms rooms, Artifact? artifact = null, InspectionLimits? limits = null) =>
        new Inspector(Wipe, limits ?? InspectionLimits.Default, rooms).Inspect(artifact ?? Sample);

    private static InspectionRooms WithAnomaly(InspectionRooms rooms, string code, AnomalySeverity severity) => rooms with
    {
        ReadArchive = (_, _, _, _) => new ArchiveReading { Format = "tar.gz", Entries = [], Anomalies = [new ArchiveAnomaly(code, severity, 0, "x", "Odd.")] },
    };

    [Fact]
    public void A_package_that_does_nothing_is_clean_and_its_report_names_bytes_and_rules()
    {
        InspectionReport report = Inspect(Rooms(""));

        report.Verdict.ShouldBe(Verdict.Clean);
        report.Sha256.ShouldBe("709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c");
        report.Signatures.ShouldBe(Wipe.Revision);
        report.Name.ShouldBe("sample");
        report.Files.ShouldBe(1);
    }

    [Fact]
    public void A_rule_that_matches_decides()
    {
        InspectionReport report = Inspect(Rooms("wipe"));

        report.Verdict.ShouldBe(Verdict.Malicious);
        report.Findings.ShouldHaveSingleItem().Evidence[0].Chain.ShouldBe(["package.json main", "a.js"]);
        report.Score.ShouldBeGreaterThan(0);
        report.Profile.Capabilities.ShouldBe(["import wipe"]);
    }

    [Fact]
    public void The_same_bytes_give_the_same_report()
    {
        string First() => System.Text.Json.JsonSerializer.Serialize(Inspect(Rooms("wipe")));

        First().ShouldBe(First());
    }

    [Fact]
    public void A_type_that_could_not_be_made_ready_ends_the_process_as_want_of_memory_does()
    {
        InspectionReport report = Inspect(Rooms("") with { ReaderOf = _ => new FactPerFile(_ => throw new TypeInitializationException("Regex", null)) });
        report.Inconclusive.ShouldBe([Inspector.OutOfMemory]);
    }

    [Fact]
    public void A_reader_that_throws_makes_the_package_inconclusive_and_tells_only_the_type()
    {
        InspectionReport report = Inspect(Rooms("") with { ReaderOf = _ => new FactPerFile(_ => throw new FormatException("hostile text")) });

        report.Verdict.ShouldBe(Verdict.Inconclusive);
        report.Inconclusive.ShouldHaveSingleItem().ShouldContain("FormatException");
        report.Inconclusive[0].ShouldNotContain("hostile");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_room_that_throws_makes_the_package_inconclusive(int room)
    {
        InspectionRooms rooms = room switch
        {
            0 => Rooms("") with { ReadArchive = (_, _, _, _) => throw new FormatException() },
            1 => Rooms("") with { LayOut = (_, _, _) => throw new FormatException() },
            _ => Rooms("") with { ReadManifest = (_, _, _) => throw new FormatException() },
        };

        Inspect(rooms).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void What_a_live_file_leaves_unread_makes_the_package_inconclusive()
    {
        Inspect(Rooms("") with { ReaderOf = _ => new FactPerFile(_ => new FileFacts { Unread = ["too deep"] }) }).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void What_a_dormant_file_leaves_unread_does_not()
    {
        InspectionRooms rooms = Rooms("") with { ReaderOf = _ => new FactPerFile(_ => new FileFacts { Unread = ["too deep"] }) };
        Func<Ecosystem, string, PackageTree, Manifest> read = rooms.ReadManifest;

        Inspect(rooms with { ReadManifest = (ecosystem, name, tree) => read(ecosystem, name, tree) with { EntryPoints = [] } }).Verdict.ShouldBe(Verdict.Clean);
    }

    [Fact]
    public void A_live_file_of_a_language_that_nobody_reads_is_not_nothing() =>
        Inspect(Rooms("del *", Language.Batch)).Inconclusive.ShouldHaveSingleItem().ShouldContain("batch");

    [Fact]
    public void A_source_file_over_the_limit_is_not_skipped() =>
        Inspect(Rooms("0123456789"), limits: new InspectionLimits { SourceBytes = 5 }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void An_artifact_over_the_limit_is_not_read() =>
        Inspect(Rooms(""), limits: new InspectionLimits { ArtifactBytes = 2 }).Verdict.ShouldBe(Verdict.Inconclusive);

    [Fact]
    public void A_package_without_name_and_version_is_inconclusive()
    {
        InspectionRooms rooms = Rooms("");
        Func<Ecosystem, string, PackageTree, Manifest> read = rooms.ReadManifest;

        Inspect(rooms with { ReadManifest = (ecosystem, name, tree) => read(ecosystem, name, tree) with { Name = null } }).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void A_used_up_budget_makes_the_package_inconclusive()
    {
        InspectionRooms rooms = Rooms("") with
        {
            ReaderOf = _ => new FactPerFile(source =>
            {
                source.Budget.TryTakeLayer(long.MaxValue / 2, 1);
                return FileFacts.None;
            }),
        };

        Inspect(rooms).Inconclusive.ShouldHaveSingleItem().ShouldContain("encoded");
    }

    [Fact]
    public void Time_that_runs_out_makes_the_package_inconclusive()
    {
        Hourglass time = new();
        InspectionRooms rooms = Rooms("") with
        {
            Clock = time,
            ReadArchive = (_, _, _, token) =>
            {
                time.RunOut();
                token.ThrowIfCancellationRequested();
                return new ArchiveReading { Format = "zip", Entries = [], Anomalies = [] };
            },
        };

        Inspect(rooms).Inconclusive.ShouldHaveSingleItem().ShouldContain("longer than");
    }

    [Fact]
    public void What_was_read_before_time_ran_out_still_counts()
    {
        Hourglass time = new();
        InspectionRooms rooms = Rooms("wipe");
        Func<Ecosystem, ArchiveReading, InspectionBudget, PackageTree> layOut = rooms.LayOut;
        rooms = rooms with
        {
            Clock = time,
            LayOut = (ecosystem, reading, budget) => layOut(ecosystem, reading, budget) with
            {
                Files = new Dictionary<string, PackageFile>
                {
                    ["0-slow.sh"] = new("0-slow.sh", "slow"u8.ToArray(), Language.Shell, new string('0', 64)),
                    ["a.js"] = new("a.js", "wipe"u8.ToArray(), Language.JavaScript, new string('0', 64)),
                },
            },
            ReaderOf = _ => new FactPerFile(source =>
            {
                if (source.File == "a.js")
                {
                    return new FileFacts { Facts = [new Fact { Name = "wipe", File = "a.js", Line = 1 }] };
                }

                time.RunOut();
                source.Budget.Cancellation.ThrowIfCancellationRequested();
                return FileFacts.None;
            }),
        };

        InspectionReport report = Inspect(rooms);

        report.Verdict.ShouldBe(Verdict.Malicious);
        report.Inconclusive.ShouldHaveSingleItem().ShouldContain("not every file");
    }

    [Fact]
    public void A_callers_own_cancellation_is_no_verdict() =>
        Should.Throw<OperationCanceledException>(() => new Inspector(Wipe, InspectionLimits.Default, Rooms("")).Inspect(Sample, new CancellationToken(true)));

    [Theory]
    [InlineData(AnomalySeverity.Note, Verdict.Clean)]
    [InlineData(AnomalySeverity.Hold, Verdict.Suspicious)]
    [InlineData(AnomalySeverity.Reject, Verdict.Inconclusive)]
    public void An_oddity_of_the_archive_that_no_rule_speaks_of_is_never_clean_when_it_is_more_than_a_note(AnomalySeverity severity, Verdict verdict) =>
        Inspect(WithAnomaly(Rooms(""), "tar.new-oddity", severity)).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_thousand_oddities_are_bounded_and_still_hold()
    {
        InspectionRooms rooms = Rooms("") with
        {
            ReadArchive = (_, _, _, _) => new ArchiveReading
            {
                Format = "zip",
                Entries = [],
                Anomalies = [.. Enumerable.Range(0, 1_000).Select(index => new ArchiveAnomaly("zip.x", AnomalySeverity.Hold, index, null, "Odd."))],
            },
        };
        InspectionReport report = Inspect(rooms);

        report.Verdict.ShouldBe(Verdict.Suspicious);
        report.Findings.Count.ShouldBeLessThan(50);
    }

    [Theory]
    [InlineData("sample", "1.0.0", 0)]
    [InlineData("other", "1.0.0", 1)]
    [InlineData("sample", "1.0.1", 1)]
    public void Another_name_or_version_than_the_registrys_is_found(string name, string version, int findings)
    {
        SignatureSet rules = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("within: package\nfact: manifest.*-mismatch"))]);

        new Inspector(rules, InspectionLimits.Default, Rooms("")).Inspect(Sample with { ExpectedName = name, ExpectedVersion = version }).Findings.Count.ShouldBe(findings);
    }

    [Fact]
    public void What_the_earlier_version_did_not_do_is_new()
    {
        SignatureSet rules = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("fact: wipe\nnew: true"))]);
        InspectionReport earlier = new Inspector(rules, InspectionLimits.Default, Rooms("")).Inspect(Sample);
        InspectionReport same = new Inspector(rules, InspectionLimits.Default, Rooms("wipe")).Inspect(Sample);

        InspectionReport report = new Inspector(rules, InspectionLimits.Default, Rooms("wipe")).Inspect(Sample with { Earlier = earlier.Profile, EarlierVersion = "0.9.0" });
        InspectionReport again = new Inspector(rules, InspectionLimits.Default, Rooms("wipe")).Inspect(Sample with { Earlier = same.Profile });

        earlier.Change.ShouldBeNull();
        report.Verdict.ShouldBe(Verdict.Malicious);
        report.Change!.Earlier.ShouldBe("0.9.0");
        report.Change.Capabilities.ShouldBe(["import wipe"]);
        again.Verdict.ShouldBe(Verdict.Clean);
        again.Change!.IsQuiet.ShouldBeTrue();
    }
}
