using PackageWall.Feeds.PyPi;

namespace PackageWall.Feeds.Tests.PyPi;

public sealed class SimpleAcceptTests
{
    [Theory]
    [InlineData(null, SimpleFormat.LegacyHtml)]
    [InlineData("", SimpleFormat.LegacyHtml)]
    [InlineData("*/*", SimpleFormat.LegacyHtml)]
    [InlineData("application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01", SimpleFormat.Json)]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0.1, application/vnd.pypi.simple.v1+html;q=0.2", SimpleFormat.Html)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", SimpleFormat.LegacyHtml)]
    [InlineData("text/html", SimpleFormat.LegacyHtml)]
    [InlineData("text/*", SimpleFormat.LegacyHtml)]
    [InlineData("application/vnd.pypi.simple.latest+json", SimpleFormat.Json)]
    [InlineData("APPLICATION/VND.PYPI.SIMPLE.V1+JSON", SimpleFormat.Json)]
    [InlineData("application/*", SimpleFormat.Json)]
    [InlineData("text/html, application/vnd.pypi.simple.v1+json", SimpleFormat.Json)]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0, */*", SimpleFormat.LegacyHtml)]
    [InlineData("text/html;q=0, */*;q=0.1", SimpleFormat.Json)]
    [InlineData("application/json", SimpleFormat.NotAcceptable)]
    [InlineData("application/vnd.pypi.simple.v2+json", SimpleFormat.NotAcceptable)]
    [InlineData("application/vnd.pypi.simple.v1+json;q=nonsense", SimpleFormat.NotAcceptable)]
    [InlineData(",,,;;;=", SimpleFormat.NotAcceptable)]
    public void The_form_follows_the_client_s_qualities(string? accept, SimpleFormat expected) => SimpleAccept.Choose(accept, null).ShouldBe(expected);

    [Theory]
    [InlineData("application/vnd.pypi.simple.v1+json", SimpleFormat.Json)]
    [InlineData("application/vnd.pypi.simple.v1 json", SimpleFormat.Json)]
    [InlineData("application/vnd.pypi.simple.latest+html", SimpleFormat.Html)]
    [InlineData("text/html", SimpleFormat.LegacyHtml)]
    [InlineData("json", SimpleFormat.NotAcceptable)]
    public void A_format_in_the_query_decides_alone(string format, SimpleFormat expected) =>
        SimpleAccept.Choose("application/vnd.pypi.simple.v1+html", format).ShouldBe(expected);
}
