using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// The upstreams of a wall that rehearses, of all three ecosystems, in front of that wall itself: what is asked of its host is answered
/// here, compressed and with validators as registries do. Their packages do nothing and have numbers for names.
/// </summary>
internal sealed class MadeUpRegistry : IStartupFilter, IDisposable
{
    private const string Host = "registry.invalid";

    private readonly MadeUpNpm _npm = new();
    private readonly MadeUpNuGet _nuget = new();
    private readonly MadeUpPyPi _pypi = new();

    /// <summary>Where npm's lies.</summary>
    public static Uri Npm { get; } = new($"http://{Host}/npm/");

    /// <summary>The service index of NuGet's.</summary>
    public static Uri NuGetIndex { get; } = new($"http://{Host}/nuget/index.json");

    /// <summary>The project pages of Python's.</summary>
    public static Uri PyPiSimple { get; } = new($"http://{Host}/pypi/simple/");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(pass => context => context.Request.Host.Host == Host ? AnswerAsync(context) : pass(context));
        next(app);
    };

    public void Dispose() => _nuget.Dispose();

    private Task AnswerAsync(HttpContext context)
    {
        string[] parts = context.Request.Path.Value!.Split('/')[1..];
        MadeUpFile? file = parts switch
        {
            ["npm", .. var rest] => _npm.Find(rest),
            ["nuget", .. var rest] => _nuget.Find(rest),
            ["pypi", .. var rest] => _pypi.Find(rest),
            _ => null,
        };
        if (file is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return SendAsync(context, file);
    }

    private static async Task SendAsync(HttpContext context, MadeUpFile file)
    {
        HttpResponse response = context.Response;
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(file.Content.Span).AsSpan(0, 16))}\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = MadeUpNames.LongAgo.ToString("r", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "public, max-age=300";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        if (file.IsDocument && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
            await gzip.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        response.ContentLength = file.Content.Length;
        await response.Body.WriteAsync(file.Content, context.RequestAborted).ConfigureAwait(false);
    }
}
