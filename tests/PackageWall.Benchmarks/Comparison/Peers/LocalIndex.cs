using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>
/// An upstream made from a seed: one Python project of 1,500 files and one NuGet package of 300 versions. No public package has just these
/// numbers, and the wall's answers do not depend on who stands behind it. The files themselves are not there: documents are measured.
/// </summary>
internal sealed class LocalIndex : IAsyncDisposable
{
    public const string Project = "pw-comparison";
    public const string Package = "pw.comparison";
    public const int Files = 1_500;
    public const int Versions = 300;

    private const int Seed = 20_260_101;

    private static readonly DateTimeOffset First = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private LocalIndex(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public Uri Simple => new(Address, "simple/");

    public Uri ServiceIndex => new(Address, "v3/index.json");

    public static async Task<LocalIndex> StartAsync(Workplace place)
    {
        Uri address = new($"http://127.0.0.1:{place.NextPort()}/");
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls(address.AbsoluteUri);
        WebApplication app = builder.Build();
        Dictionary<string, (string Type, byte[] Body)> answers = new(StringComparer.Ordinal)
        {
            [$"/simple/{Project}/"] = ("application/vnd.pypi.simple.v1+json", Encoding.UTF8.GetBytes(SimplePage(address, Files))),
            ["/v3/index.json"] = ("application/json", Encoding.UTF8.GetBytes(
                $$"""{"version":"3.0.0","resources":[{"@id":"{{address}}flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{address}}reg/","@type":"RegistrationsBaseUrl/3.6.0"}]}""")),
            [$"/flat/{Package}/index.json"] = ("application/json", Encoding.UTF8.GetBytes(
                $$"""{"versions":[{{string.Join(',', Enumerable.Range(0, Versions).Select(number => $"\"{Version(number)}\""))}}]}""")),
            [$"/reg/{Package}/index.json"] = ("application/json", Encoding.UTF8.GetBytes(Registration(address))),
        };
        app.Run(async context =>
        {
            if (!answers.TryGetValue(context.Request.Path.Value!, out (string Type, byte[] Body) answer))
            {
                context.Response.StatusCode = 404;
                return;
            }

            context.Response.ContentType = answer.Type;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        });
        await app.StartAsync(place.Cancellation).ConfigureAwait(false);
        return new LocalIndex(app, address);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync().ConfigureAwait(false);

    /// <summary>The project's page: wheels for five platforms and a source archive of each version.</summary>
    internal static string SimplePage(Uri address, int files)
    {
        string[] tags = ["cp312-cp312-manylinux_2_17_x86_64", "cp312-cp312-macosx_11_0_arm64", "cp312-cp312-win_amd64", "cp313-cp313-manylinux_2_17_x86_64", "cp313-cp313-macosx_11_0_arm64"];
        Random random = new(Seed);
        StringBuilder text = new($$"""{"meta":{"api-version":"1.1"},"name":"{{Project}}","files":[""");
        for (int number = 0; number < files; number++)
        {
            string version = Version(number / (tags.Length + 1));
            int kind = number % (tags.Length + 1);
            string file = kind == tags.Length ? $"pw_comparison-{version}.tar.gz" : $"pw_comparison-{version}-{tags[kind]}.whl";
            string hash = Hash(random);
            string time = First.AddHours(number * 12).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
            text.Append(number == 0 ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $$$"""{"filename":"{{{file}}}","url":"{{{address}}}files/{{{hash[..2]}}}/{{{hash[2..]}}}/{{{file}}}","hashes":{"sha256":"{{{hash}}}"},"requires-python":">=3.9","size":{{{random.Next(100_000, 9_000_000)}}},"upload-time":"{{{time}}}","yanked":false}""");
        }

        string versions = string.Join(',', Enumerable.Range(0, (files + tags.Length) / (tags.Length + 1)).Select(number => $"\"{Version(number)}\""));
        return text.Append($$"""],"versions":[{{versions}}]}""").ToString();
    }

    private static string Registration(Uri address)
    {
        StringBuilder text = new($$"""{"@id":"{{address}}reg/{{Package}}/index.json","count":1,"items":[{"@id":"{{address}}reg/{{Package}}/index.json#page/{{Version(0)}}/{{Version(Versions - 1)}}","count":{{Versions}},"lower":"{{Version(0)}}","upper":"{{Version(Versions - 1)}}","items":[""");
        for (int number = 0; number < Versions; number++)
        {
            string version = Version(number);
            string time = First.AddDays(number * 7).ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
            text.Append(number == 0 ? "" : ",").Append($$$"""
                {"@id":"{{{address}}}reg/{{{Package}}}/{{{version}}}.json","@type":"Package","commitTimeStamp":"{{{time}}}","catalogEntry":{"@id":"{{{address}}}catalog/{{{number}}}.json","@type":"PackageDetails","authors":"Comparison","description":"A package that is made for measuring, with a description of ordinary length for its page.","id":"{{{Package}}}","listed":true,"published":"{{{time}}}","version":"{{{version}}}","dependencyGroups":[{"@id":"{{{address}}}catalog/{{{number}}}.json#g","@type":"PackageDependencyGroup","targetFramework":".NETStandard2.0","dependencies":[{"@id":"{{{address}}}catalog/{{{number}}}.json#d","@type":"PackageDependency","id":"Newtonsoft.Json","range":"[13.0.1, )"}]}]},"packageContent":"{{{address}}}flat/{{{Package}}}/{{{version}}}/{{{Package}}}.{{{version}}}.nupkg"}
                """);
        }

        return text.Append("]}]}").ToString();
    }

    private static string Version(int number) => string.Create(CultureInfo.InvariantCulture, $"{1 + (number / 100)}.{number / 10 % 10}.{number % 10}");

    private static string Hash(Random random)
    {
        byte[] bytes = new byte[32];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
