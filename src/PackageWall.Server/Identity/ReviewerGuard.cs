using System.Net;
using System.Security.Cryptography;
using System.Text;
using PackageWall.Server.Configuration;

namespace PackageWall.Server.Identity;

/// <summary>
/// Who may decide. With <c>PACKAGEWALL_TOKEN</c> set: whoever shows it. Without: this machine only, addressed as such, so that
/// neither another host nor a web page that points its name at this machine can decide.
/// </summary>
internal sealed class ReviewerGuard(WallSettings settings)
{
    private readonly byte[]? _token = settings.Token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(settings.Token));

    /// <summary>Null when the request may decide; else the status and sentence to answer with.</summary>
    public (int Status, string Why)? Refuse(HttpContext context)
    {
        if (_token is null)
        {
            IPAddress? from = context.Connection.RemoteIpAddress;
            bool local = from is not null && IPAddress.IsLoopback(from)
                && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out IPAddress? host) && IPAddress.IsLoopback(host)));
            return local ? null : (StatusCodes.Status403Forbidden, "decisions are taken from the wall's own machine, or with a token once PACKAGEWALL_TOKEN is set");
        }

        string header = context.Request.Headers.Authorization.ToString();
        byte[] shown = SHA256.HashData(Encoding.UTF8.GetBytes(header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : ""));
        return CryptographicOperations.FixedTimeEquals(shown, _token) ? null : (StatusCodes.Status401Unauthorized, "show the reviewers' token as 'Authorization: Bearer …'");
    }
}
