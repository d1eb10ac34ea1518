using System.Net;

namespace PackageWall.Inspection.Domains;

/// <summary>
/// The part of a host name that somebody registered: <c>api.example.co.uk</c> belongs to <c>example.co.uk</c>. Knows the common shapes
/// of public suffixes and the large hosts of other people's sites, not the whole public suffix list: whoever is not known to share a
/// domain is taken to own it.
/// </summary>
internal static class RegistrableDomain
{
    private static readonly HashSet<string> SecondLevels = new(StringComparer.Ordinal) { "co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "gob", "go" };

    /// <summary>Domains below which anybody gets a name.</summary>
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "github.io", "gitlab.io", "vercel.app", "netlify.app", "herokuapp.com", "workers.dev", "pages.dev", "web.app", "firebaseapp.com", "firebaseio.com", "azurewebsites.net",
        "cloudfront.net", "amazonaws.com", "onrender.com", "fly.dev", "deno.dev", "glitch.me", "repl.co", "replit.app", "surge.sh", "ngrok.io", "ngrok.app", "supabase.co", "r2.dev",
        "appspot.com", "run.app", "cloudfunctions.net", "azureedge.net", "railway.app", "up.railway.app", "blogspot.com", "duckdns.org", "trycloudflare.com", "sentry.io",
    };

    /// <summary>The domain in lower case; an address as it is.</summary>
    public static string Of(string host)
    {
        string text = host.Trim('[', ']', '.').ToLowerInvariant();
        if (IPAddress.TryParse(text, out _))
        {
            return text;
        }

        string[] labels = text.Split('.');
        int count = labels.Length >= 3 && labels[^1].Length == 2 && SecondLevels.Contains(labels[^2]) ? 3 : 2;
        for (int shared = 2; shared < labels.Length; shared++)
        {
            if (Shared.Contains(string.Join('.', labels[^shared..])))
            {
                count = shared + 1;
            }
        }

        return count >= labels.Length ? text : string.Join('.', labels[^count..]);
    }
}
