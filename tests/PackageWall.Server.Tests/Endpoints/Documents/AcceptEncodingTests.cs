using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Tests.Endpoints.Documents;

public sealed class AcceptEncodingTests
{
    [Theory]
    [InlineData(null, "Identity")]
    [InlineData("", "Identity")]
    [InlineData("gzip", "Gzip")]
    [InlineData("GZIP", "Gzip")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData("gzip, deflate", "Gzip")]
    [InlineData("gzip,deflate,br", "Gzip")]
    [InlineData("br", "Brotli")]
    [InlineData("br;q=1.0, gzip;q=0.8", "Brotli")]
    [InlineData("gzip;q=0, br", "Brotli")]
    [InlineData("gzip;q=0", "Identity")]
    [InlineData("gzip;q=0.000", "Identity")]
    [InlineData("gzip ; q=0.5", "Gzip")]
    [InlineData("*", "Gzip")]
    [InlineData("gzip;q=0, *", "Brotli")]
    [InlineData("*;q=0", "Identity")]
    [InlineData("identity", "Identity")]
    [InlineData("identity;q=1, gzip;q=0.5", "Identity")]
    [InlineData("identity;q=0.5, gzip;q=1", "Gzip")]
    [InlineData("deflate, zstd", "Identity")]
    [InlineData("gzipped", "Identity")]
    [InlineData("gzip;q=nonsense", "Identity")]
    [InlineData(",,, gzip", "Gzip")]
    public void The_best_of_what_we_have_is_chosen(string? header, string coding) => AcceptEncoding.Choose(header).ToString().ShouldBe(coding);

    [Fact]
    public void Several_lines_are_one_list() => AcceptEncoding.Choose(new(["deflate", "gzip;q=0.2"])).ShouldBe(ContentCoding.Gzip);

    [Fact]
    public void A_list_without_end_is_not_read_to_its_end() => AcceptEncoding.Choose(new string(',', 100_000) + "gzip").ShouldBe(ContentCoding.Identity);
}
