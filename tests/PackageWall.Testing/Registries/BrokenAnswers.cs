using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace PackageWall.Testing.Registries;

/// <summary>The ways in which upstreams fail, for <see cref="FakeHost.Fault"/>. Each concerns requests whose target contains a text.</summary>
public static class BrokenAnswers
{
    /// <summary>A status and nothing else that helps.</summary>
    public static Func<HttpContext, Task<bool>> Status(string part, int status, int? retryAfter = null) => For(part, context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Task.CompletedTask;
    });

    /// <summary>A proxy's page with 200, as captive portals and broken caches send it.</summary>
    public static Func<HttpContext, Task<bool>> HtmlWith200(string part) => For(part, context =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><body>Please sign in</body></html>");
    });

    /// <summary>Promises the whole length, sends part of the bytes and closes the connection.</summary>
    public static Func<HttpContext, Task<bool>> BrokenOff(string part, byte[] bytes, int sent) => For(part, async context =>
    {
        // The server sees that bytes are lacking and closes the connection; a reset could overtake those that were sent.
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
        await context.Response.Body.FlushAsync();
    });

    /// <summary>Sends part of the bytes as if they were all: the connection ends cleanly.</summary>
    public static Func<HttpContext, Task<bool>> Short(string part, byte[] bytes, int sent) => For(part, async context =>
    {
        context.Response.ContentLength = sent;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
    });

    /// <summary>Sends part of the bytes without saying how many there are, and ends the answer cleanly.</summary>
    public static Func<HttpContext, Task<bool>> CutOff(string part, byte[] bytes, int sent) => For(part, async context =>
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent)));

    /// <summary>Promises the whole length, sends part of the bytes and resets the connection.</summary>
    public static Func<HttpContext, Task<bool>> Reset(string part, byte[] bytes, int sent) => For(part, async context =>
    {
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>Promises the whole length, sends part of the bytes and then nothing until it is left.</summary>
    public static Func<HttpContext, Task<bool>> Stalls(string part, byte[] bytes, int sent) => For(part, async context =>
    {
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, sent));
        await context.Response.Body.FlushAsync();
        await Left(context);
    });

    /// <summary>Takes the request and never answers.</summary>
    public static Func<HttpContext, Task<bool>> Silent(string part) => For(part, Left);

    /// <summary>Compresses the bytes although nobody asked for that.</summary>
    public static Func<HttpContext, Task<bool>> Gzipped(string part, byte[] bytes) => For(part, async context =>
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(bytes);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentLength = packed.Length;
        await context.Response.Body.WriteAsync(packed.GetBuffer().AsMemory(0, (int)packed.Length));
    });

    /// <summary>Leads elsewhere.</summary>
    public static Func<HttpContext, Task<bool>> Redirect(string part, Uri other) => For(part, context =>
    {
        string target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = new Uri(other, target).AbsoluteUri;
        return Task.CompletedTask;
    });

    /// <summary>Answers only when it is told to.</summary>
    public static Func<HttpContext, Task<bool>> WaitsFor(string part, Task release) => async context =>
    {
        if (Concerns(context, part))
        {
            await release.WaitAsync(context.RequestAborted);
        }

        return false;
    };

    private static async Task Left(HttpContext context)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration gone = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    private static Func<HttpContext, Task<bool>> For(string part, Func<HttpContext, Task> answer) => async context =>
    {
        if (!Concerns(context, part))
        {
            return false;
        }

        await answer(context);
        return true;
    };

    private static bool Concerns(HttpContext context, string part) =>
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Contains(part, StringComparison.Ordinal);
}
