using System.Globalization;
using System.Text;

namespace PackageWall.Server.Metrics;

/// <summary>The text format of Prometheus, version 0.0.4: dots become underscores, units are spelled out, counters end in <c>_total</c>.</summary>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IReadOnlyList<MetricFamily> families)
    {
        var text = new StringBuilder(16 << 10);
        foreach (MetricFamily family in families)
        {
            string name = Name(family);
            text.Append("# HELP ").Append(name).Append(' ').Append(family.Description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (MetricPoint point in family.Points)
            {
                if (family.Kind == MetricKind.Histogram)
                {
                    Histogram(text, name, family, point);
                }
                else
                {
                    Line(text, name, point, null, point.Value);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The name of a metric on the page.</summary>
    public static string Name(MetricFamily family)
    {
        var name = new StringBuilder(family.Name.Length + 16);
        foreach (char c in family.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        // Braces hold words for people and are no unit.
        name.Append(family.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" });
        return name.Append(family.Kind == MetricKind.Counter ? "_total" : "").ToString();
    }

    private static void Histogram(StringBuilder text, string name, MetricFamily family, MetricPoint point)
    {
        long below = 0;
        for (int i = 0; i < point.Buckets.Count; i++)
        {
            below += point.Buckets[i];
            Line(text, name + "_bucket", point, i < family.Bounds.Count ? Number(family.Bounds[i]) : "+Inf", below);
        }

        Line(text, name + "_sum", point, null, point.Value);
        Line(text, name + "_count", point, null, below);
    }

    private static void Line(StringBuilder text, string name, MetricPoint point, string? bound, double value)
    {
        text.Append(name);
        char separator = '{';
        foreach ((string label, string content) in point.Labels)
        {
            text.Append(separator).Append(label.Replace('.', '_')).Append("=\"").Append(Escape(content)).Append('"');
            separator = ',';
        }

        if (bound is not null)
        {
            text.Append(separator).Append("le=\"").Append(bound).Append('"');
            separator = ',';
        }

        text.Append(separator == '{' ? "" : "}").Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Escape(string content) =>
        content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
