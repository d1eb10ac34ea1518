using System.Buffers;
using System.Text;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>The upstream's own addresses, which no client should learn, as one document names them.</summary>
internal sealed class UpstreamAddresses
{
    // More upstream addresses than this in one document are not a registry's doing.
    private const int MaxAddresses = 8;

    private readonly List<byte[]> _addresses = [];

    // Where each stands next, at or behind the last place that was asked about.
    private readonly int[] _next = new int[MaxAddresses];
    private int _asked = int.MaxValue;

    // "registry.example" of "https://registry.example/pkg/-/pkg-1.0.0.tgz", "git.example/api/npm" where the registry is one path of
    // a host: what is left without the path that every registry has, so that a homepage on the same host is not taken for it.
    public UpstreamAddresses(UpstreamPackage package)
    {
        string common = "/" + NpmFileName.Path(package.Name, "");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? last = null;
        foreach (UpstreamVersion version in package.Versions)
        {
            UpstreamArtifact artifact = version.Artifacts[0];
            if (artifact.Folder is { } folder && ReferenceEquals(folder, last))
            {
                continue;
            }

            last = artifact.Folder;
            Uri url = artifact.Url;
            string text = url.Authority + url.AbsolutePath;
            int own = text.IndexOf(common, StringComparison.Ordinal);
            if (_addresses.Count < MaxAddresses && seen.Add(own < 0 ? url.Authority : text[..own]))
            {
                _addresses.Add(Encoding.ASCII.GetBytes(own < 0 ? url.Authority : text[..own]));
            }
        }
    }

    /// <summary>
    /// Whether any of them stands between two places of a document, however it is escaped. Asked in the document's order, always of the
    /// same one, it looks at every byte twice at most: most fields of most documents are short, and none of them names an address.
    /// </summary>
    public bool AreIn(ReadOnlySpan<byte> document, int start, int end) =>
        ArePlainlyIn(document, start, end) || (JsonEscapes.MayBeIn(document[start..end]) && AreEscapedIn(document[start..end]));

    /// <summary>The same JSON with every URL of theirs under another address.</summary>
    public byte[] Replace(ReadOnlySpan<byte> json, string with)
    {
        byte[] plain = new byte[json.Length];
        string text = Encoding.UTF8.GetString(plain, 0, JsonEscapes.Undo(json, plain));
        foreach (byte[] bytes in _addresses)
        {
            string address = "://" + Encoding.ASCII.GetString(bytes) + "/";
            text = text.Replace("https" + address, with, StringComparison.Ordinal).Replace("http" + address, with, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    private bool AreEscapedIn(ReadOnlySpan<byte> json)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            ReadOnlySpan<byte> plain = rented.AsSpan(0, JsonEscapes.Undo(json, rented));
            foreach (byte[] address in _addresses)
            {
                if (plain.IndexOf(address) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool ArePlainlyIn(ReadOnlySpan<byte> document, int start, int end)
    {
        if (start < _asked)
        {
            _next.AsSpan().Fill(-1);
        }

        _asked = start;
        for (int i = 0; i < _addresses.Count; i++)
        {
            if (_next[i] < start)
            {
                int found = document[start..].IndexOf(_addresses[i]);
                _next[i] = found < 0 ? int.MaxValue : start + found;
            }

            if (_next[i] <= end - _addresses[i].Length)
            {
                return true;
            }
        }

        return false;
    }
}
