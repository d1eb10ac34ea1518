using System.Text;
using PackageWall.EndToEnd.Tests.NuGet;
using PackageWall.Server.Tests.Endpoints.Npm;
using Xunit.Abstractions;

namespace PackageWall.Server.Tests.Endpoints.NuGet;

/// <summary>
/// Conformance group 15 for NuGet: a registration of more than 20 MB and many clients at once. Its index, a page of it and the flat
/// list are all made from the same upstream documents.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class LargeRegistrationTests(ITestOutputHelper output)
{
    private const int Versions = 120;

    [Theory]
    [InlineData("reg/pwlarge/index.json", "gzip")]
    [InlineData("reg/pwlarge/index.json", "identity")]
    [InlineData("reg/pwlarge/page/1.0.0/1.0.63.json", "identity")]
    [InlineData("flat/pwlarge/index.json", "gzip")]
    public async Task Fifty_clients_at_once_cost_one_upstream_request_and_bounded_memory(string path, string encoding)
    {
        await using NuGetWorld world = await NuGetWorld.StartAsync();
        byte[] registration = Registration(world.Source.Address);
        registration.Length.ShouldBeGreaterThan(20 << 20);
        byte[] list = Encoding.ASCII.GetBytes($"{{\"versions\":[{string.Join(',', Enumerable.Range(0, Versions).Select(i => $"\"1.0.{i}\""))}]}}");
        world.Source.Fault = async context =>
        {
            string asked = context.Request.Path.Value!;
            byte[]? body = !asked.Contains("/pwlarge/", StringComparison.Ordinal) ? null : asked.Contains("flat", StringComparison.Ordinal) ? list : registration;
            if (body is null)
            {
                return false;
            }

            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body);
            return true;
        };

        (long length, long growth, long allocated) = await Crowd.AskAsync(world.Wall.Http, new Uri(world.Mount, path), $"Accept-Encoding: {encoding}");

        output.WriteLine($"{path} {encoding}: {Crowd.Clients} clients, {registration.Length >> 20} MB upstream, {length >> 10} kB each, working set +{growth >> 20} MB, {allocated >> 20} MB allocated");
        world.Source.Requests.Count(request => request.Target.Contains("/pwlarge/", StringComparison.Ordinal)).ShouldBe(2, "the list and the registration");

        // The documents, what is read from them and one rewritten copy; fifty copies would be a gigabyte.
        growth.ShouldBeLessThan(400L << 20);
        allocated.ShouldBeLessThan((long)Crowd.Clients * registration.Length, "less than a copy for each");
    }

    // Below 128 versions everything is inlined: large because every version has a long description and many dependencies.
    private static byte[] Registration(Uri at)
    {
        string hive = at.AbsoluteUri + "v3/registration5-gz-semver2/pwlarge/";
        string dependencies = string.Join(',', Enumerable.Range(0, 600).Select(i =>
            $$"""{"id":"Pw.Dependency.Of.A.Long.Name.{{i}}","range":"[1.0.0, )","registration":"{{hive}}{{i}}/index.json"}"""));
        string description = new('x', 90_000);
        var text = new StringBuilder(24 << 20);
        text.Append($$"""{"@id":"{{hive}}index.json","count":1,"items":[{"@id":"{{hive}}page/1.0.0/1.0.{{Versions - 1}}.json","count":{{Versions}},"lower":"1.0.0","upper":"1.0.{{Versions - 1}}","parent":"{{hive}}index.json","items":[""");
        for (int i = 0; i < Versions; i++)
        {
            text.Append(i == 0 ? "" : ",").Append($$"""
                {"@id":"{{hive}}1.0.{{i}}.json","@type":"Package","catalogEntry":{"@id":"{{at}}v3/catalog0/data/{{i}}.json","id":"PwLarge","version":"1.0.{{i}}","listed":true,"description":"{{description}}","published":"2024-01-01T00:00:00+00:00","dependencyGroups":[{"targetFramework":".NETStandard2.0","dependencies":[{{dependencies}}]}]},"packageContent":"{{at}}v3-flatcontainer/pwlarge/1.0.{{i}}/pwlarge.1.0.{{i}}.nupkg","registration":"{{hive}}index.json"}
                """);
        }

        return Encoding.ASCII.GetBytes(text.Append("]}]}").ToString());
    }
}
