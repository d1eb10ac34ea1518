using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Intake;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>A Python index on two hosts, and a wall before it.</summary>
internal sealed class PyPiWorld : IAsyncDisposable
{
    public const string JsonType = "application/vnd.pypi.simple.v1+json";
    public const string HtmlType = "application/vnd.pypi.simple.v1+html";

    private PyPiWorld(PyPiFileHost files)
    {
        Files = files;
        Index = new PyPiIndex(files);
    }

    public PyPiFileHost Files { get; }

    public PyPiIndex Index { get; }

    public Wall Wall { get; private set; } = null!;

    /// <summary>Used unless the world was made with the real inspector.</summary>
    public MarkedInspections Inspections { get; } = new();

    /// <summary>Every body that the wall has sent.</summary>
    public SentAnswers Sent { get; } = new();

    /// <summary>The index address for clients.</summary>
    public Uri Simple => new(Wall.Address, "pypi/simple/");

    /// <summary>The wall's clock.</summary>
    public DateTimeOffset Now => Wall.Time.GetUtcNow();

    public static async Task<PyPiWorld> StartAsync(
        string policy = "cool-off: 7d",
        bool realInspector = false,
        string artifactHosts = "[localhost]",
        Action<IServiceCollection>? configure = null)
    {
        var world = new PyPiWorld(new PyPiFileHost());
        await world.Files.StartAsync();
        await world.Index.StartAsync();
        world.Wall = await Wall.StartAsync(new WallOptions
        {
            Feeds =
            {
                ["pypi"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"ecosystem: pypi\nmount: /pypi/\nupstream: {world.Index.Simple}\nartifact-hosts: {artifactHosts}\npolicy:\n  {policy.Replace("\n", "\n  ", StringComparison.Ordinal)}\n"),
            },
            Configure = services =>
            {
                world.Sent.AddTo(services);
                if (!realInspector)
                {
                    services.Replace(ServiceDescriptor.Singleton<IInspectionService>(world.Inspections));
                }

                configure?.Invoke(services);
            },
        });
        return world;
    }

    /// <summary>Uploads a small wheel with one module.</summary>
    public PyPiUpload Wheel(string project, string version, TimeSpan age, Action<WheelBuilder>? more = null, bool withMetadata = false)
    {
        WheelBuilder wheel = new WheelBuilder(project, version).File($"{project.Replace('-', '_')}.py", $"VERSION = \"{version}\"\n");
        more?.Invoke(wheel);
        return Index.Upload(new PyPiUpload(project, wheel.FileName, wheel.Build())
        {
            UploadedAt = Now - age,
            Metadata = withMetadata ? System.Text.Encoding.UTF8.GetBytes(wheel.MetadataText()) : null,
        });
    }

    /// <summary>The path of a file under the wall.</summary>
    public static string FilePath(PyPiUpload upload) => $"/pypi/files/{upload.Project}/{Uri.EscapeDataString(upload.FileName)}";

    /// <summary>Asks the wall, with headers as <c>Name: value</c>.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Wall.Address, path));
        foreach (string header in headers)
        {
            int colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()).ShouldBeTrue();
        }

        return await Wall.Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params string[] headers) => AskAsync(HttpMethod.Get, path, headers);

    /// <summary>A project's page as JSON.</summary>
    public async Task<JsonNode> PageAsync(string project)
    {
        using HttpResponseMessage response = await GetAsync($"/pypi/simple/{project}/", $"Accept: {JsonType}");
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        response.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue(JsonType));
        return JsonNode.Parse(body)!;
    }

    /// <summary>A file's entry on its project's page.</summary>
    public async Task<JsonNode> EntryAsync(PyPiUpload upload) =>
        (await PageAsync(upload.Project))["files"]!.AsArray().Single(file => file!["filename"]!.GetValue<string>() == upload.FileName)!;

    /// <summary>What the wall's record says of a version.</summary>
    public async Task<JsonElement> RecordAsync(string project, string version)
    {
        using HttpResponseMessage response = await GetAsync($"/api/versions/pypi/{project}/{version}");
        string body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>A reviewer decides: <c>release</c>, <c>block</c>, <c>recall</c>.</summary>
    public Task<HttpResponseMessage> DecideAsync(string project, string version, string decision, string reason) =>
        Wall.Http.PostAsJsonAsync(new Uri(Wall.Address, $"/api/versions/pypi/{project}/{version}/{decision}"), new { reason, by = "Mina Okafor" });

    /// <summary>Waits until a version is inspected: joins the flight that is under way behind the clients' backs, or is it.</summary>
    public async Task InspectedAsync(PyPiUpload upload)
    {
        Feed feed = Wall.Services.GetRequiredService<FeedCatalog>().Find("pypi")!;
        PackageName.TryParse(Ecosystem.PyPi, upload.Project, out PackageName? name).ShouldBeTrue();
        SourceAnswer.Known known = (await feed.Source.ReadAsync(name!, CancellationToken.None)).ShouldBeOfType<SourceAnswer.Known>();
        UpstreamVersion version = known.Document.Package.Versions.Single(v => v.Artifacts.Any(a => a.FileName == upload.FileName));
        IntakeOutcome outcome = await Wall.Services.GetRequiredService<IntakeDesk>()
            .BringInAsync(new IntakeRequest(feed, name!, version, version.Artifacts.Single(a => a.FileName == upload.FileName)));
        outcome.ShouldBeOfType<IntakeOutcome.Recorded>(outcome.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Wall.DisposeAsync();
        await Index.DisposeAsync();
        await Files.DisposeAsync();
    }
}
