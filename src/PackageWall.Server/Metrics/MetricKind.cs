namespace PackageWall.Server.Metrics;

/// <summary>How a metric behaves.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Grows and shrinks.</summary>
    Gauge,

    /// <summary>Counts values between bounds.</summary>
    Histogram,
}
