using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using PackageWall.Feeds.Refusals;
using PackageWall.Server.Metrics;

namespace PackageWall.Server.Endpoints;

/// <summary>Answers that are not what was asked for: RFC 9457 bodies with npm's <c>error</c> beside, so that every client finds words it prints.</summary>
internal static class Problems
{
    /// <summary>The media type without a charset: uv reads only this spelling.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Writes an answer that is no verdict: wrong request, nothing there, upstream away.</summary>
    public static Task WriteAsync(HttpContext context, int status, string code, string text, TimeSpan? retryAfter = null)
    {
        HttpResponse response = context.Response;
        response.StatusCode = status;
        AnswerCode.Set(context, code);
        string sentence = RefusalText.Clean(text.StartsWith("PackageWall", StringComparison.Ordinal) ? text : "PackageWall: " + text, 700);
        Phrase(context, RefusalText.Clean(sentence, 120));
        if (retryAfter is { } delay)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return BodyAsync(context, ProblemBody.ForError(status, code, "PackageWall: " + code, sentence));
    }

    /// <summary>Sets the reason phrase. Kestrel writes it as it is, so it must have been cleaned.</summary>
    public static void Phrase(HttpContext context, string phrase)
    {
        if (context.Features.Get<IHttpResponseFeature>() is { } feature)
        {
            feature.ReasonPhrase = RefusalText.Clean(phrase, 120);
        }
    }

    /// <summary>Sends a problem's body.</summary>
    public static async Task BodyAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
