using System.Text;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>nginx with files that hold the wall's answers, and their headers.</summary>
internal static class NginxStatic
{
    public static Task<Nginx> StartAsync(Workplace place, string program, IReadOnlyList<Sample> samples) =>
        Nginx.StartAsync(place, program, SubjectNames.NginxStatic, _ => "", _ => Locations(samples));

    private static string Locations(IReadOnlyList<Sample> samples)
    {
        StringBuilder text = new("location = /is-up { return 204; }\n");
        foreach (Sample sample in samples)
        {
            text.Append($"location = {sample.Path} {{ alias {sample.File}; default_type {sample.ContentType.Split(';')[0]}; etag off; if_modified_since off;");
            text.Append(sample.ETag is { } tag ? $" add_header ETag '{tag}';" : "");
            text.Append(sample.ContentEncoding is { } encoding ? $" add_header Content-Encoding {encoding};" : "");
            text.Append(" }\n");
        }

        return text.ToString();
    }
}
