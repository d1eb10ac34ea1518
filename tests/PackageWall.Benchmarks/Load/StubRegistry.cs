using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PackageWall.Benchmarks.Load;

/// <summary>A registry on loopback that answers what it is given to answer, with validators, and remembers nothing.</summary>
internal sealed class StubRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubRegistry(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="port">Where.</param>
    /// <param name="find">Gives the bytes of a path without its first slash, and their media type; null for 404.</param>
    public static async Task<StubRegistry> RunAsync(int port, Func<string, (byte[] Bytes, string MediaType)?> find)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            if (find(context.Request.Path.Value!.TrimStart('/')) is not { } found)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(found.Bytes).AsSpan(0, 8))}\"";
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.ContentType = found.MediaType;
            context.Response.ContentLength = found.Bytes.Length;
            await context.Response.Body.WriteAsync(found.Bytes).ConfigureAwait(false);
        });
        await app.StartAsync().ConfigureAwait(false);
        return new StubRegistry(app, address);
    }

    /// <summary>A registry of <see cref="LoadPackage"/>s, however many.</summary>
    public static async Task<StubRegistry> OfLoadPackagesAsync(int port)
    {
        LoadPackage[] asked = [.. Enumerable.Range(0, LoadPackage.Asked).Select(number => new LoadPackage(number))];
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        return await RunAsync(port, path =>
        {
            string[] parts = path.Split('/');
            if (!parts[0].StartsWith("load-", StringComparison.Ordinal) || !int.TryParse(parts[0].AsSpan(5), CultureInfo.InvariantCulture, out int number))
            {
                return null;
            }

            LoadPackage package = number < asked.Length ? asked[number] : new LoadPackage(number);
            if (parts.Length == 1)
            {
                return (package.Packument(address), "application/json");
            }

            int index = Enumerable.Range(0, LoadPackage.VersionsEach).FirstOrDefault(i => package.FileName(i) == parts[^1], -1);
            return index < 0 || !package.IsAsked ? null : (package.Tarball(index), "application/octet-stream");
        }).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
