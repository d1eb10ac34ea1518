using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Writes down every body that a wall sends, files included, so that a test can count the bytes that left.</summary>
internal sealed class SentAnswers : IStartupFilter
{
    public ConcurrentQueue<SentAnswer> All { get; } = new();

    /// <summary>Whether the bodies are kept; tests that measure memory do without.</summary>
    public bool KeepsBodies { get; set; } = true;

    /// <summary>Told of every answer after its end.</summary>
    public event Action<SentAnswer>? Seen;

    public void AddTo(IServiceCollection services) => services.AddSingleton<IStartupFilter>(this);

    /// <summary>The answers to requests whose path ends so.</summary>
    public IEnumerable<SentAnswer> To(string pathEnd) => All.Where(answer => answer.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(WatchAsync);
        next(app);
    };

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (!KeepsBodies)
        {
            await next(context);
            return;
        }

        IHttpResponseBodyFeature body = context.Features.Get<IHttpResponseBodyFeature>()!;
        var copy = new CopyingStream(body.Stream);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(copy, body));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(body);
            var answer = new SentAnswer(context.Request.Method, context.Request.Path, context.Response.StatusCode, copy.Copy.ToArray())
            {
                RetryAfter = context.Response.Headers.RetryAfter,
            };
            All.Enqueue(answer);
            Seen?.Invoke(answer);
        }
    }

    private sealed class CopyingStream(Stream inner) : Stream
    {
        public MemoryStream Copy { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Copy.Write(buffer, offset, count);
            inner.Write(buffer, offset, count);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Copy.Write(buffer.Span);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}

/// <summary>An answer of a wall.</summary>
/// <param name="Method">Of the request.</param>
/// <param name="Path">Of the request, decoded.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Body">All bytes of the body that were sent.</param>
internal sealed record SentAnswer(string Method, string Path, int Status, byte[] Body)
{
    /// <summary>The header, or null.</summary>
    public string? RetryAfter { get; init; }
}
