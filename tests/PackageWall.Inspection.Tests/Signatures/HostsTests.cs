using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed class HostsTests
{
    [Theory]
    [InlineData("https://a.invalid/x?y", "a.invalid")]
    [InlineData("http://user:secret@A.Invalid:8000", "a.invalid")]
    [InlineData("a.invalid/path", "a.invalid")]
    [InlineData("http://[fd00::1]:80/", "[fd00::1]")]
    [InlineData("http://localhost/", "localhost")]
    [InlineData("nothing here", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_host_is_taken_out_of_what_a_fact_names(string? value, string? host) => Hosts.Of(value).ShouldBe(host);
}
