using System.Text;
using PackageWall.EndToEnd.Tests.PyPi;
using PackageWall.Server.Tests.Endpoints.Npm;
using Xunit.Abstractions;

namespace PackageWall.Server.Tests.Endpoints.PyPi;

/// <summary>Conformance group 15 for Python: a project page of more than 20 MB, as nightly builds make them, and many clients at once.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class LargeProjectPageTests(ITestOutputHelper output)
{
    private const int Versions = 2_500;
    private const int FilesEach = 20;

    [Theory]
    [InlineData("gzip", PyPiWorld.JsonType)]
    [InlineData("identity", PyPiWorld.JsonType)]
    [InlineData("gzip", PyPiWorld.HtmlType)]
    public async Task Fifty_clients_at_once_cost_one_upstream_request_and_bounded_memory(string encoding, string type)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Sent.KeepsBodies = false;
        byte[] page = Page(world.Files.NamedAddress);
        page.Length.ShouldBeGreaterThan(20 << 20);
        world.Index.Fault = async context =>
        {
            context.Response.ContentType = PyPiWorld.JsonType;
            context.Response.ContentLength = page.Length;
            await context.Response.Body.WriteAsync(page);
            return true;
        };

        (long length, long growth, long allocated) = await Crowd.AskAsync(world.Wall.Http, new Uri(world.Simple, "acme-large/"), $"Accept: {type}", $"Accept-Encoding: {encoding}");

        output.WriteLine($"{Crowd.Clients} clients, {page.Length >> 20} MB upstream, {length >> 10} kB each, working set +{growth >> 20} MB, {allocated >> 20} MB allocated");
        world.Index.Requests.Count.ShouldBe(1);

        // The page, what is read from it and one rewritten copy; fifty copies would be a gigabyte.
        growth.ShouldBeLessThan(400L << 20);
        allocated.ShouldBeLessThan((long)Crowd.Clients * page.Length, "less than a copy for each");
    }

    private static byte[] Page(Uri files)
    {
        var text = new StringBuilder(24 << 20);
        text.Append("{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"acme-large\",\"versions\":[],\"files\":[");
        for (int i = 0; i < Versions * FilesEach; i++)
        {
            string name = $"acme_large-1.0.{i / FilesEach}-cp{300 + (i % FilesEach)}-cp{300 + (i % FilesEach)}-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
            text.Append(i == 0 ? "" : ",").Append($$"""
                {"filename":"{{name}}","url":"{{files}}packages/aa/bb/{{i:x60}}/{{name}}","hashes":{"sha256":"{{i:x64}}"},"requires-python":">=3.8","size":{{1000 + i}},"upload-time":"2024-01-01T00:00:00.000000Z","yanked":false}
                """);
        }

        return Encoding.ASCII.GetBytes(text.Append("]}").ToString());
    }
}
