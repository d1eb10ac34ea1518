using System.Text;
using System.Text.Json;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>
/// nginx with <c>proxy_cache</c> in front of upstreams, as a careful person sets it up for a team: answers are kept for hours, one
/// request fills a place for all that wait, connections to upstreams are kept, and addresses in NuGet's service index lead back here.
/// npm exchanges the host of tarballs by itself, so packuments pass as they are.
/// </summary>
internal static class NginxCache
{
    private const string Common = """
          proxy_http_version 1.1;
          proxy_ssl_server_name on;
          proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires;
          proxy_cache store;
          proxy_cache_key "$proxy_host $uri $http_accept";
          proxy_cache_valid 200 24h;
          proxy_cache_valid 404 1m;
          proxy_cache_lock on;
          proxy_cache_use_stale updating error timeout;
          proxy_buffers 64 16k;
          proxy_buffer_size 16k;
          proxy_busy_buffers_size 64k;
          proxy_max_temp_file_size 1024m;
        """;

    /// <summary>Starts it with an empty cache.</summary>
    /// <param name="place">Where.</param>
    /// <param name="program">The program.</param>
    /// <param name="upstreams">What lies behind: mounts by name, of which <c>nuget</c> has a service index.</param>
    public static async Task<Nginx> StartAsync(Workplace place, string program, IReadOnlyDictionary<string, Uri> upstreams)
    {
        List<Uri> hosts = [.. upstreams.Values.Select(Root)];
        if (upstreams.TryGetValue("nuget", out Uri? index))
        {
            hosts.AddRange((await ResourcesAsync(place, index).ConfigureAwait(false)).Select(Root));
        }

        hosts = [.. hosts.Distinct()];
        return await Nginx.StartAsync(
            place,
            program,
            SubjectNames.NginxCache,
            folder => $"  proxy_cache_path {folder}/cache levels=1:2 keys_zone=store:32m max_size=20g inactive=24h use_temp_path=off;\n{Common}\n"
                + string.Concat(hosts.Select((host, number) => $"  upstream host{number} {{ server {host.Host}:{host.Port}; keepalive 32; }}\n")),
            own => Locations(own, upstreams, hosts)).ConfigureAwait(false);
    }

    /// <summary>Where a service index is found behind this nginx.</summary>
    public static Uri NuGetIndex(Uri address) => new(address, "nuget/v3/index.json");

    private static string Locations(Uri own, IReadOnlyDictionary<string, Uri> upstreams, List<Uri> hosts)
    {
        StringBuilder text = new("location = /is-up { return 204; }\n");
        foreach ((string name, Uri upstream) in upstreams)
        {
            int number = hosts.IndexOf(Root(upstream));
            if (name == "nuget")
            {
                text.Append($"location = /nuget/v3/index.json {{ proxy_pass {upstream.Scheme}://host{number}{upstream.AbsolutePath}; {Names(upstream)} proxy_set_header Accept-Encoding ''; sub_filter_types *; sub_filter_once off;");
                foreach (Uri host in hosts)
                {
                    text.Append($" sub_filter '{host.GetLeftPart(UriPartial.Authority)}/' '{own}host{hosts.IndexOf(host)}/';");
                }

                text.Append(" }\n");
            }
            else
            {
                text.Append($"location /{name}/ {{ rewrite ^/{name}/(.*)$ {upstream.AbsolutePath}$1 break; proxy_pass {upstream.Scheme}://host{number}; {Names(upstream)} proxy_set_header Accept-Encoding gzip; }}\n");
            }
        }

        foreach ((int number, Uri host) in hosts.Index())
        {
            text.Append($"location /host{number}/ {{ proxy_pass {host.Scheme}://host{number}/; {Names(host)} proxy_set_header Accept-Encoding ''; }}\n");
        }

        return text.ToString();
    }

    private static string Names(Uri host) => $"proxy_set_header Connection ''; proxy_set_header Host {host.Authority}; proxy_ssl_name {host.Host};";

    private static Uri Root(Uri address) => new(address.GetLeftPart(UriPartial.Authority) + "/");

    private static async Task<IReadOnlyList<Uri>> ResourcesAsync(Workplace place, Uri index)
    {
        using JsonDocument document = JsonDocument.Parse(await place.Http.GetByteArrayAsync(index, place.Cancellation).ConfigureAwait(false));
        return [.. document.RootElement.GetProperty("resources").EnumerateArray().Select(resource => new Uri(resource.GetProperty("@id").GetString()!))];
    }
}
