using PackageWall.Feeds.NuGet;
using static PackageWall.Feeds.Tests.NuGet.NuGetDocuments;

namespace PackageWall.Feeds.Tests.NuGet;

public sealed class NuGetRequestPathTests
{
    public static TheoryData<string, NuGetRequestPath> Known => new()
    {
        { "v3/index.json", new NuGetRequestPath.ServiceIndex() },
        { "/v3/index.json", new NuGetRequestPath.ServiceIndex() },
        { "flat/PwDemo/index.json", new NuGetRequestPath.FlatList(Demo) },
        { "flat/pwdemo/1.0/PwDemo.1.0.0.nupkg", new NuGetRequestPath.Package(Demo, Version("1.0.0")) },
        { "flat/pwdemo/1.0.0-Beta.1/pwdemo.1.0.0-beta.1.nupkg", new NuGetRequestPath.Package(Demo, Version("1.0.0-beta.1")) },
        { "flat/pwdemo/1.0.0%2Bmeta/pwdemo.1.0.0.nupkg", new NuGetRequestPath.Package(Demo, Version("1.0.0")) },
        { "flat/pwdemo/1.0.0/PwDemo.nuspec", new NuGetRequestPath.Nuspec(Demo, Version("1.0.0")) },
        { "reg/PWDEMO/index.json", new NuGetRequestPath.Registration(Demo) },
        { "reg/pwdemo/page/1.0.0/2.0.0.json", new NuGetRequestPath.RegistrationPage(Demo, Version("1.0.0"), Version("2.0.0")) },
        { "reg/pwdemo/1.0.0-rc.1.json", new NuGetRequestPath.RegistrationLeaf(Demo, Version("1.0.0-rc.1")) },
        { "query", new NuGetRequestPath.Search() },
        { "autocomplete", new NuGetRequestPath.Autocomplete() },
        { "vuln/index.json", new NuGetRequestPath.VulnerabilityIndex() },
        { "vuln/base.json", new NuGetRequestPath.VulnerabilityPage("base") },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_address_is_read(string path, NuGetRequestPath expected) => NuGetRequestPath.Parse(path).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("flat/pwdemo/1.0.0/readme")]
    [InlineData("flat/pwdemo/1.0.0/pwdemo.1.0.0.nupkg.sha512")]
    [InlineData("reg/pwdemo/1.0.0")]
    [InlineData("vuln/Base.xml")]
    [InlineData("api/v2/package")]
    public void What_we_do_not_have_is_unknown(string path) => NuGetRequestPath.Parse(path).ShouldBeOfType<NuGetRequestPath.Unknown>();

    [Theory]
    [InlineData("flat/pwdemo/1.0.0/pwdemo.2.0.0.nupkg")]
    [InlineData("flat/pwdemo/1.0.0/other.1.0.0.nupkg")]
    [InlineData("flat/pwdemo/1.0.0/other.nuspec")]
    [InlineData("flat/pwdemo/one/pwdemo.one.nupkg")]
    [InlineData("flat/pw%2Fdemo/index.json")]
    [InlineData("flat/pw%0D%0ASet-Cookie:a=b/index.json")]
    [InlineData("flat/..%2f..%2fetc/index.json")]
    [InlineData("flat/../index.json")]
    [InlineData("flat/pw%2564emo/index.json")]
    [InlineData("flat/pwdemo/1.0.0%20/pwdemo.1.0.0.nupkg")]
    [InlineData("reg/pwdemo/page/1.0.0/x.json")]
    [InlineData("reg/pw demo/index.json")]
    public void What_no_client_sends_is_refused(string path) => NuGetRequestPath.Parse(path).ShouldBeOfType<NuGetRequestPath.Invalid>();

    [Fact]
    public void Our_own_vulnerability_page_is_known() =>
        NuGetRequestPath.Parse("vuln/packagewall.json").ShouldBeOfType<NuGetRequestPath.VulnerabilityPage>().IsOwn.ShouldBeTrue();
}
