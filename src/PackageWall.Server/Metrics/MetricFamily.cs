namespace PackageWall.Server.Metrics;

/// <summary>A metric with all its points at one moment.</summary>
/// <param name="Name">Dotted.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Unit">UCUM: <c>s</c>, <c>By</c>, <c>{request}</c>; empty when there is none.</param>
/// <param name="Description">One line.</param>
/// <param name="Bounds">Of a histogram: its bounds.</param>
/// <param name="Points">The values.</param>
internal sealed record MetricFamily(string Name, MetricKind Kind, string Unit, string Description, IReadOnlyList<double> Bounds, IReadOnlyList<MetricPoint> Points);
