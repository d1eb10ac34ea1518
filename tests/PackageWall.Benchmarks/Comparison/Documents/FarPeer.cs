namespace PackageWall.Benchmarks.Comparison.Documents;

/// <summary>
/// A peer that this command cannot install. Its answers per second were measured elsewhere in one run with two anchors; here they are
/// scaled by the anchors of this run, and of the two scales the one that is better for the peer counts.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Rate">Its answers per second at 16 connections, in the run with <see cref="NginxAnchor"/> and <see cref="KestrelAnchor"/>.</param>
/// <param name="Bar">How many times as fast the wall must be.</param>
internal sealed record FarPeer(string Name, double Rate, double Bar)
{
    /// <summary>nginx with a static file of 30 kB at 16 connections, in that run.</summary>
    public const double NginxAnchor = 43_000;

    /// <summary>Kestrel from memory with the same, in that run.</summary>
    public const double KestrelAnchor = 52_000;

    /// <summary>What it would do here.</summary>
    public double Here(double? nginx, double? kestrel) =>
        Rate * Math.Max((nginx ?? 0) / NginxAnchor, (kestrel ?? 0) / KestrelAnchor);
}
