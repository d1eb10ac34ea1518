using Microsoft.AspNetCore.Http;
using PackageWall.Testing.Registries;

namespace PackageWall.Upstreams.Tests;

/// <summary>An upstream that answers as the test says, once for each request that comes; the last answer stays.</summary>
internal sealed class ScriptedHost : FakeHost
{
    private readonly Lock _lock = new();
    private readonly Queue<RequestDelegate> _answers;

    private ScriptedHost(RequestDelegate[] answers) => _answers = new Queue<RequestDelegate>(answers);

    public static async Task<ScriptedHost> RunAsync(params RequestDelegate[] answers)
    {
        var host = new ScriptedHost(answers);
        await host.StartAsync();
        return host;
    }

    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    public static RequestDelegate Text(string body, string contentType = "application/json", string? etag = null) => async context =>
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.ETag = etag;
        await context.Response.WriteAsync(body);
    };

    public static RequestDelegate To(Func<Uri> url, int status = 302) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = url().OriginalString;
        return Task.CompletedTask;
    };

    /// <summary>All bytes, or the rest of them when a range is asked for.</summary>
    public static RequestDelegate Bytes(byte[] bytes) => context => Results.Bytes(bytes, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);

    /// <summary>Promises all bytes, sends some and ends: the server closes the connection when less came than was promised.</summary>
    public static RequestDelegate BreaksOff(byte[] bytes, int sent) => async context =>
    {
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
        await context.Response.Body.FlushAsync();
    };

    protected override Task AnswerAsync(HttpContext context, string path)
    {
        RequestDelegate answer;
        lock (_lock)
        {
            answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }

        return answer(context);
    }
}
