using PackageWall.Feeds.Npm;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class PackumentFormsTests
{
    [Theory]
    [InlineData(null, PackumentForm.Full)]
    [InlineData("", PackumentForm.Full)]
    [InlineData("*/*", PackumentForm.Full)]
    [InlineData("application/json", PackumentForm.Full)]
    [InlineData("application/json; q=1.0, */*", PackumentForm.Full)]
    [InlineData("application/vnd.npm.install-v1+json", PackumentForm.Slim)]
    [InlineData("Application/Vnd.Npm.Install-V1+JSON", PackumentForm.Slim)]
    [InlineData("application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*", PackumentForm.Slim)]
    [InlineData("application/vnd.npm.install-v1+json;q=1.0,application/json;q=1.0", PackumentForm.Slim)]
    [InlineData("application/json;q=0.9, application/vnd.npm.install-v1+json;q=0.5", PackumentForm.Full)]
    [InlineData("application/vnd.npm.install-v1+json;q=0.5, */*;q=0.1", PackumentForm.Slim)]
    [InlineData("application/vnd.npm.install-v1+json;q=0.5, */*", PackumentForm.Full)]
    [InlineData("application/vnd.npm.install-v1+json;q=0", PackumentForm.Full)]
    [InlineData("application/vnd.npm.install-v1+json;q=nonsense", PackumentForm.Full)]
    [InlineData("application/vnd.npm.install-v1+json;q=7", PackumentForm.Full)]
    [InlineData("text/html, application/vnd.npm.install-v1+json ; charset=utf-8 ; q=0.7", PackumentForm.Slim)]
    [InlineData(",;,;;q=,", PackumentForm.Full)]
    public void The_slim_form_is_for_those_who_ask_for_it(string? accept, PackumentForm form) => PackumentForms.FromAccept(accept).ShouldBe(form);

    [Fact]
    public void Each_form_has_its_content_type()
    {
        PackumentForm.Full.ContentType().ShouldBe("application/json");
        PackumentForm.Slim.ContentType().ShouldBe("application/vnd.npm.install-v1+json");
    }
}
