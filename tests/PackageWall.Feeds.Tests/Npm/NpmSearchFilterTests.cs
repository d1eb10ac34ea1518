using System.Buffers;
using System.Text;
using PackageWall.Feeds.Npm;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmSearchFilterTests
{
    [Fact]
    public void Blocked_packages_and_results_without_one_name_are_not_found()
    {
        string json = """{"objects":[{"package":{"name":"good","version":"1.0.0"},"score":{"final":0.50}},{"package":{"name":"bad"}},{"package":{}},{"package":{"name":"good","name":"bad"}},7],"total":12,"time":"now","x":1}""";

        (bool written, string text) = Filter(json);

        written.ShouldBeTrue();
        text.ShouldBe("""{"objects":[{"package":{"name":"good","version":"1.0.0"},"score":{"final":0.50}}],"time":"now","total":8}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"objects\":{}}")]
    [InlineData("{\"objects\":[],\"objects\":[]}")]
    [InlineData("{\"objects\":[]")]
    public void What_is_no_answer_is_not_passed_on(string json) => Filter(json).Written.ShouldBeFalse();

    private static (bool Written, string Text) Filter(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        bool written = NpmSearchFilter.TryWrite(output, Bytes(json), name => name.Value == "bad");
        return (written, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
