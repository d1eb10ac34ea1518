using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PackageWall.Packages;

namespace PackageWall.Feeds.Refusals;

/// <summary>
/// The body of a refusal for programs (RFC 9457), the same in all ecosystems. <c>error</c> is what npm and yarn 1 print, <c>title</c>
/// and <c>detail</c> what uv prints; the rest is for agents.
/// </summary>
public static class ProblemBody
{
    /// <summary>The content type, without a charset: uv compares it exactly.</summary>
    public const string ContentType = "application/problem+json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of a refused version, UTF-8.</summary>
    public static byte[] For(Refusal refusal, int status)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, refusal.Link.AbsoluteUri);
            json.WriteString("title"u8, Title(refusal.Reason));
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, refusal.Sentence);
            json.WriteString("error"u8, refusal.Sentence);
            json.WriteString("code"u8, refusal.Reason.Code());
            json.WriteString("package"u8, PackageUrl.For(refusal.Package, refusal.Version));
            WriteText(json, "alternative"u8, refusal.Alternative?.Value);
            WriteText(json, "until"u8, refusal.Until?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The body of any other error: a path that is none, an upstream that does not answer, a method that a mirror does not have.</summary>
    /// <param name="status">The status, again.</param>
    /// <param name="code">Stable, lower case, for programs: <c>read-only</c>.</param>
    /// <param name="title">What it is, the same for every such error.</param>
    /// <param name="detail">What happened this time; reduced to printable ASCII.</param>
    public static byte[] ForError(int status, string code, string title, string detail)
    {
        string clean = RefusalText.Clean(detail.StartsWith("PackageWall", StringComparison.Ordinal) ? detail : "PackageWall: " + detail, 500);
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "about:blank");
            json.WriteString("title"u8, title);
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, clean);
            json.WriteString("error"u8, clean);
            json.WriteString("code"u8, code);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static string Title(RefusalReason reason) => "PackageWall: " + reason switch
    {
        RefusalReason.Cooling => "new version cooling",
        RefusalReason.Held => "version held for review",
        RefusalReason.Blocked => "version blocked",
        RefusalReason.Recalled => "version recalled",
        RefusalReason.Tampered => "version tampered with",
        RefusalReason.Pending => "version being inspected",
        RefusalReason.Internal => "internal name",
        _ => "version withheld",
    };

    // Null and not absent, so that a program sees that there is none.
    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, text);
        }
    }
}
