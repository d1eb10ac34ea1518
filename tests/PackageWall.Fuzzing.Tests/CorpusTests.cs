using PackageWall.Fuzzing.Engine;
using PackageWall.Fuzzing.Targets;

namespace PackageWall.Fuzzing.Tests;

/// <summary>Every input that the fuzzer kept, and every one that once broke a promise, is run again. Promises 2 and 3.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets() => [.. AllTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Kept_inputs_are_read_without_a_throw_in_bounded_time_and_memory_and_twice_alike(string name)
    {
        IFuzzTarget target = AllTargets.Named(name).ShouldHaveSingleItem();

        string[] broken = [.. CorpusFolder.Read(name).Select(kept => (kept.Name, Finding: Execution.Check(target, kept.Input, isTwice: true))).Where(run => run.Finding is not null).Select(run => $"{run.Name}: {run.Finding!.Key} {run.Finding.Detail}")];

        broken.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Seeds_keep_every_promise(string name)
    {
        IFuzzTarget target = AllTargets.Named(name).ShouldHaveSingleItem();

        string[] broken = [.. target.Seeds().Take(40).Select(input => Execution.Check(target, input, isTwice: false)).OfType<Finding>().Select(finding => $"{finding.Key} {finding.Detail}")];

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_folder_of_the_corpus_belongs_to_a_target() =>
        Directory.EnumerateDirectories(Path.Combine(CorpusFolder.Project, "Corpus")).Select(folder => Path.GetFileName(folder)!).Except(AllTargets.All.Select(target => target.Name)).ShouldBeEmpty();
}
