using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class LockFileTests
{
    [Fact]
    public void Tarballs_are_what_has_an_address() =>
        NpmInstall.Tarballs("""{"packages":{"":{"name":"root"},"node_modules/a":{"resolved":"https://registry.example/a.tgz"},"node_modules/b":{"link":true}}}""").ShouldBe(1);

    [Theory]
    [InlineData("npm error code E403\nnpm error 403 x", "exit code 1, E403")]
    [InlineData("something else", "exit code 1")]
    public void Of_a_failure_only_npms_code_is_told(string output, string told) =>
        new NpmInstall(null).Failure(new(1, output, TimeSpan.Zero)).ShouldBe(told);

    [Fact]
    public void The_local_project_is_the_same_each_time() =>
        LocalIndex.SimplePage(new Uri("http://127.0.0.1:1/"), 20).ShouldBe(LocalIndex.SimplePage(new Uri("http://127.0.0.1:1/"), 20));
}
