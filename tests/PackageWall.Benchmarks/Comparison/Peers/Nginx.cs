using System.Diagnostics;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>A running nginx with a configuration of its own.</summary>
internal sealed class Nginx : IPeer
{
    private readonly Workplace _place;
    private readonly Child _child;

    private Nginx(Workplace place, Child child, string name, Uri address) =>
        (_place, _child, Name, Address) = (place, child, name, address);

    public string Name { get; }

    public Uri Address { get; }

    public int Process => _child.Id;

    /// <summary>Starts it.</summary>
    /// <param name="place">Where.</param>
    /// <param name="program">The program.</param>
    /// <param name="name">Its name on the page.</param>
    /// <param name="http">Lines for the <c>http</c> block; gets its folder.</param>
    /// <param name="server">Lines for the <c>server</c> block; gets its own address.</param>
    public static async Task<Nginx> StartAsync(Workplace place, string program, string name, Func<string, string> http, Func<Uri, string> server)
    {
        string folder = place.Folder(name.Replace(' ', '-'));
        int port = place.NextPort();
        Uri address = new($"http://127.0.0.1:{port}/");
        string settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log error;
            events { worker_connections 1024; }
            http {
              sendfile on;
              tcp_nopush on;
              tcp_nodelay on;
              access_log off;
              server_tokens off;
              types { }
              default_type application/octet-stream;
              keepalive_timeout 65s;
              keepalive_requests 100000000;
              open_file_cache max=10000 inactive=10m;
              client_body_temp_path {{folder}}/client;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
            {{http(folder)}}
              server {
                listen 127.0.0.1:{{port}};
            {{server(address)}}
              }
            }
            """, place.Cancellation).ConfigureAwait(false);
        ProcessStartInfo start = new(program) { WorkingDirectory = folder };
        foreach (string argument in (string[])["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", settings])
        {
            start.ArgumentList.Add(argument);
        }

        Child child = place.Children.Start(name, Path.Combine(folder, "nginx.log"), start);
        Nginx nginx = new(place, child, name, address);
        await place.WaitForAsync(child, new Uri(address, "is-up")).ConfigureAwait(false);
        return nginx;
    }

    public void Dispose() => _place.Children.End(_child);
}
