using PackageWall.Feeds.Refusals;
using PackageWall.Server.Metrics;

namespace PackageWall.Server.Endpoints;

/// <summary>What the refusals of all ecosystems share: status, cleaned reason phrase, problem body, link.</summary>
internal static class RefusalAnswer
{
    /// <summary>Sends a refusal; the ecosystem has set its own headers before.</summary>
    public static Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.StatusCode = status;
        AnswerCode.Set(context, AnswerCode.Refused);
        Problems.Phrase(context, refusal.ReasonPhrase);
        context.Response.Headers.Link = $"<{refusal.Link.AbsoluteUri}>; rel=\"describedby\"";
        return Problems.BodyAsync(context, ProblemBody.For(refusal, status));
    }
}
