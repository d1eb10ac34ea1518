using PackageWall.Core.Versions;

namespace PackageWall.Core;

/// <summary>
/// Under which address clients reach this wall. Comes from configuration, never from a request's Host header, because every
/// document carries it.
/// </summary>
public sealed class WallAddress
{
    /// <summary>Absolute, with a trailing slash.</summary>
    public Uri Base { get; private set; } = new("http://127.0.0.1:8080/");

    /// <summary>Sets it, once the server knows its port.</summary>
    public void Set(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Base = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    /// <summary>The address of a feed's mount.</summary>
    public Uri Mount(string mount) => new(Base, mount.TrimStart('/'));

    /// <summary>The page that explains a version's standing.</summary>
    public Uri Why(VersionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Uri(Base, $"why/{key.Feed}/{Uri.EscapeDataString(key.Package.Value)}/{Uri.EscapeDataString(key.Version.Value)}");
    }
}
