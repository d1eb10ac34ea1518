namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>The figures of all subjects for one thing asked for over one number of connections.</summary>
/// <param name="Title">What was asked for.</param>
/// <param name="Size">Bytes of the wall's answer.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Subjects">Who answered.</param>
internal sealed record Cell(string Title, long Size, int Connections, IReadOnlyList<Measured> Subjects)
{
    public Measured? Of(string subject) => Subjects.FirstOrDefault(each => each.Subject == subject);

    /// <summary>How many times as many answers the first gave as the second; null where one is missing.</summary>
    public double? Ratio(string subject, string other) =>
        Of(subject) is { } one && Of(other) is { } two && one.Failures == 0 && two.Failures == 0 ? one.Rate / two.Rate : null;
}
