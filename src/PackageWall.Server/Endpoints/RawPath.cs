using Microsoft.AspNetCore.Http.Features;

namespace PackageWall.Server.Endpoints;

/// <summary>The request's path as the client wrote it. Kestrel decodes some escapes and not others, so feeds read this and decode once themselves.</summary>
internal static class RawPath
{
    /// <summary>The path without query, still encoded, beginning with a slash.</summary>
    public static string Of(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : context.Request.Path.ToUriComponent();
        if (!target.StartsWith('/') && Uri.TryCreate(target, UriKind.Absolute, out Uri? absolute))
        {
            // Proxies may send the absolute form (RFC 9112, section 3.2.2).
            target = absolute.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
            target = target.StartsWith('/') ? target : "/" + target;
        }

        int query = target.AsSpan().IndexOfAny('?', '#');
        return query < 0 ? target : target[..query];
    }
}
