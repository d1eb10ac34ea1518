using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PackageWall.Testing.Registries;

/// <summary>
/// A real HTTP server on loopback that plays a registry: writes down every request, and can be told to misbehave. Derived classes
/// answer as the complete registry of their ecosystem does.
/// </summary>
public abstract class FakeHost : IAsyncDisposable
{
    private WebApplication? _app;
    private int _port;

    /// <summary>Every request so far: method, raw target and headers.</summary>
    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <summary>When set, called before each answer; true means that it has answered (or broken) the request itself.</summary>
    public Func<HttpContext, Task<bool>>? Fault { get; set; }

    /// <summary>The address, with a trailing slash.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}/");

    /// <summary>How many requests had a raw target that contains the text.</summary>
    public int Count(string part) => Requests.Count(request => request.Target.Contains(part, StringComparison.Ordinal));

    /// <summary>Starts on a free port, or again on the port it had.</summary>
    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 << 20);
        WebApplication app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
        _app = app;
        _port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    /// <summary>Stops listening, as a registry that is down; <see cref="StartAsync"/> brings it back under the same address.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers a request. <paramref name="path"/> is the raw target without query.</summary>
    protected abstract Task AnswerAsync(HttpContext context, string path);

    private async Task HandleAsync(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        Requests.Enqueue(new SeenRequest(context.Request.Method, target, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        if (Fault is { } fault && await fault(context))
        {
            return;
        }

        await AnswerAsync(context, target.Split('?')[0]);
    }
}

/// <summary>A request that a fake host saw.</summary>
/// <param name="Method">GET, HEAD, POST …</param>
/// <param name="Target">Path and query as they came over the wire.</param>
/// <param name="Headers">By name, without case.</param>
public sealed record SeenRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers);
