using MediatR;
using PackageWall.Core.Versions;

namespace PackageWall.Core.Standings;

/// <summary>A version's recorded standing changed. Raised after the change and its log entry were written.</summary>
/// <param name="Version">The record as it is now.</param>
/// <param name="Before">The standing before; unseen for a new record.</param>
public sealed record StandingChanged(VersionRecord Version, Standing Before) : INotification;
