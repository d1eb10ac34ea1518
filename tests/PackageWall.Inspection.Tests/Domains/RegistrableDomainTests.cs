using PackageWall.Inspection.Domains;

namespace PackageWall.Inspection.Tests.Domains;

public sealed class RegistrableDomainTests
{
    [Theory]
    [InlineData("api.sample.example", "sample.example")]
    [InlineData("Sample.Example.", "sample.example")]
    [InlineData("a.b.sample.co.uk", "sample.co.uk")]
    [InlineData("someone.github.io", "someone.github.io")]
    [InlineData("a.someone.github.io", "someone.github.io")]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("localhost", "localhost")]
    public void The_part_that_somebody_registered_is_found(string host, string domain) => RegistrableDomain.Of(host).ShouldBe(domain);
}
