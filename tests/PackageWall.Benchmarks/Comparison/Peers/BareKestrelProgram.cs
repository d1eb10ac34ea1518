using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>The program of <see cref="BareKestrel"/>: answers known paths with ready bytes or with files, and does nothing else.</summary>
internal static class BareKestrelProgram
{
    public const string Name = "bare-kestrel";

    public static Command Command()
    {
        Argument<string> samples = new("SAMPLES") { Description = "The list of answers." };
        Argument<string> address = new("ADDRESS") { Description = "Where to listen." };
        Command command = new(Name, "Serves ready answers, for the comparison.") { samples, address };
        command.Hidden = true;
        command.SetAction(parsed => RunAsync(parsed.GetValue(samples)!, parsed.GetValue(address)!));
        return command;
    }

    private static async Task<int> RunAsync(string list, string address)
    {
        Sample[] samples = JsonSerializer.Deserialize<Sample[]>(await File.ReadAllTextAsync(list).ConfigureAwait(false))!;
        Dictionary<string, (Sample Sample, byte[] Bytes, long Length)> answers = samples.ToDictionary(
            sample => sample.Path, sample => (sample, sample.IsFile ? [] : File.ReadAllBytes(sample.File), sample.Length), StringComparer.Ordinal);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls(address).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using WebApplication app = builder.Build();
        app.Run(context =>
        {
            HttpResponse response = context.Response;
            if (!answers.TryGetValue(context.Request.Path.Value!, out (Sample Sample, byte[] Bytes, long Length) answer))
            {
                response.StatusCode = 404;
                return Task.CompletedTask;
            }

            response.ContentType = answer.Sample.ContentType;
            response.Headers.ETag = answer.Sample.ETag;
            response.Headers.ContentEncoding = answer.Sample.ContentEncoding;
            response.ContentLength = answer.Length;
            if (answer.Sample.IsFile)
            {
                return response.SendFileAsync(answer.Sample.File, context.RequestAborted);
            }

            return response.Body.WriteAsync(answer.Bytes, context.RequestAborted).AsTask();
        });
        await app.RunAsync().ConfigureAwait(false);
        return 0;
    }
}
