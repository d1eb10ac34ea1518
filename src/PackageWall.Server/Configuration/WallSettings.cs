using System.Globalization;
using PackageWall.Core.Prefetch;
using PackageWall.Core.Standings;
using PackageWall.Workers.Pool;

namespace PackageWall.Server.Configuration;

/// <summary>
/// What the environment says. Every setting is a variable whose name begins with <c>PACKAGEWALL_</c>, or the same name with colons
/// or on the command line (<c>--packagewall_data /srv/wall</c>).
/// </summary>
public sealed record WallSettings
{
    private const string BestEffort = "best-effort";
    private const string Required = "required";
    private const string On = "on";
    private const string Off = "off";

    /// <summary>In MB; with less a worker does not even start.</summary>
    private const int LeastMemory = 64;

    private const long DefaultDocumentMemory = 48;
    private const long DefaultDocumentDisk = 2048;
    private const long DefaultStandingMemory = StandingBook.DefaultLimit >> 20;

    /// <summary><c>PACKAGEWALL_URLS</c>: where to listen. Default <c>http://127.0.0.1:8080</c>.</summary>
    public required string Urls { get; init; }

    /// <summary><c>PACKAGEWALL_PUBLIC_URL</c>: how clients reach the wall, when it is behind a proxy or listens on all addresses. Default: the first of the URLs.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary><c>PACKAGEWALL_DATA</c>: folder for database, blobs and documents. Default <c>./data</c>.</summary>
    public required string Data { get; init; }

    /// <summary><c>PACKAGEWALL_DATABASE</c>: PostgreSQL address; SQLite in the data folder when not set.</summary>
    public string? Database { get; init; }

    /// <summary><c>PACKAGEWALL_FEEDS</c>: folder of feed definitions. Default <c>./feeds</c>, else the feeds that came with the program.</summary>
    public required string Feeds { get; init; }

    /// <summary><c>PACKAGEWALL_SIGNATURES</c>: folder of signatures, instead of those built in.</summary>
    public string? Signatures { get; init; }

    /// <summary><c>PACKAGEWALL_TOKEN</c>: what reviewers must show. Not set: decisions are taken from this machine only.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// <c>PACKAGEWALL_DOCUMENT_MEMORY</c>, in MB: half for what was read of upstream documents, half for rewritten ones ready to be
    /// sent. With the default the server stays below 300 MB. In bytes here.
    /// </summary>
    public long DocumentMemory { get; init; } = DefaultDocumentMemory << 20;

    /// <summary>
    /// <c>PACKAGEWALL_DOCUMENT_DISK</c>, in MB: rewritten documents on disk, so that a restart does not rewrite them; 0 for none. In
    /// bytes here.
    /// </summary>
    public long DocumentDisk { get; init; } = DefaultDocumentDisk << 20;

    /// <summary>
    /// <c>PACKAGEWALL_STANDING_MEMORY</c>, in MB: records of versions, so that what is known is answered without the database. In bytes
    /// here.
    /// </summary>
    public long StandingMemory { get; init; } = DefaultStandingMemory << 20;

    /// <summary>
    /// <c>PACKAGEWALL_WORKERS</c>: inspections at once. <c>PACKAGEWALL_WORKER_MEMORY</c> and <c>PACKAGEWALL_WORKER_MEMORY_LARGE</c>: heap of
    /// a worker, and of the one for what outgrows it, in MB. <c>PACKAGEWALL_WORKER_SANDBOX</c>: <c>required</c> or <c>best-effort</c>.
    /// </summary>
    public required WorkerOptions Workers { get; init; }

    /// <summary>
    /// <c>PACKAGEWALL_REHEARSAL</c>: <c>on</c> or <c>off</c>; whether a server that has just started and rests runs through its work with
    /// packages that it makes up, so that its code is compiled before the first client comes.
    /// </summary>
    public bool Rehearses { get; init; }

    /// <summary>
    /// <c>PACKAGEWALL_PREFETCH</c>: <c>off</c>, or MB a minute of artifacts that may be brought in before a client asks for them.
    /// </summary>
    public PrefetchOptions Prefetch { get; init; } = new();

    /// <summary>Reads the settings and collects every mistake.</summary>
    public static WallSettings Read(IConfiguration configuration, List<string> errors)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(errors);
        string? Text(string name) => configuration[name] is { Length: > 0 } value ? value : null;

        Uri? publicUrl = null;
        if (Text("PACKAGEWALL_PUBLIC_URL") is { } text
            && (!Uri.TryCreate(text, UriKind.Absolute, out publicUrl) || publicUrl.Scheme is not ("http" or "https") || publicUrl.Query.Length > 0))
        {
            errors.Add($"PACKAGEWALL_PUBLIC_URL: '{text}' is not an address; write one like https://packages.example.org/");
            publicUrl = null;
        }

        string urls = Text("PACKAGEWALL_URLS") ?? "http://127.0.0.1:8080";
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                errors.Add($"PACKAGEWALL_URLS: '{url}' is not an address to listen on; write one like http://127.0.0.1:8080");
            }
        }

        string? signatures = Text("PACKAGEWALL_SIGNATURES");
        if (signatures is not null && !Directory.Exists(signatures))
        {
            errors.Add($"PACKAGEWALL_SIGNATURES: there is no folder '{signatures}'");
        }

        string feeds = Text("PACKAGEWALL_FEEDS") ?? (Directory.Exists("feeds") ? "feeds" : Path.Combine(AppContext.BaseDirectory, "feeds"));
        if (!Directory.Exists(feeds))
        {
            errors.Add($"PACKAGEWALL_FEEDS: there is no folder '{feeds}'");
        }

        return new WallSettings
        {
            Urls = urls,
            PublicUrl = publicUrl,
            Data = Path.GetFullPath(Text("PACKAGEWALL_DATA") ?? "data"),
            Database = Text("PACKAGEWALL_DATABASE"),
            Feeds = feeds,
            Signatures = signatures,
            Token = Text("PACKAGEWALL_TOKEN"),
            DocumentMemory = Number(Text, "PACKAGEWALL_DOCUMENT_MEMORY", DefaultDocumentMemory, 8, 1 << 20, "MB", errors) << 20,
            StandingMemory = Number(Text, "PACKAGEWALL_STANDING_MEMORY", DefaultStandingMemory, 8, 1 << 20, "MB", errors) << 20,
            DocumentDisk = Number(Text, "PACKAGEWALL_DOCUMENT_DISK", DefaultDocumentDisk, 0, 1 << 20, "MB", errors) << 20,
            Workers = ReadWorkers(Text, errors),
            Rehearses = ReadRehearsal(Text, errors),
            Prefetch = ReadPrefetch(Text, errors),
        };
    }

    private static bool ReadRehearsal(Func<string, string?> text, List<string> errors)
    {
        string value = text("PACKAGEWALL_REHEARSAL") ?? On;
        if (value is not (On or Off))
        {
            errors.Add($"PACKAGEWALL_REHEARSAL: '{value}' is neither {On} nor {Off}");
        }

        return value == On;
    }

    private static PrefetchOptions ReadPrefetch(Func<string, string?> text, List<string> errors)
    {
        if (text("PACKAGEWALL_PREFETCH") == Off)
        {
            return new PrefetchOptions { IsOn = false };
        }

        long bytes = Number(text, "PACKAGEWALL_PREFETCH", PrefetchOptions.DefaultBytesPerMinute >> 20, 1, 1 << 20, "MB a minute", errors) << 20;
        int workers = (int)Number(text, "PACKAGEWALL_WORKERS", Environment.ProcessorCount, 1, 1024, "workers", []);
        return new PrefetchOptions { BytesPerMinute = bytes, AtOnce = workers };
    }

    private static WorkerOptions ReadWorkers(Func<string, string?> text, List<string> errors)
    {
        string sandbox = text("PACKAGEWALL_WORKER_SANDBOX") ?? BestEffort;
        if (sandbox is not (BestEffort or Required))
        {
            errors.Add($"PACKAGEWALL_WORKER_SANDBOX: '{sandbox}' is neither {BestEffort} nor {Required}");
        }

        return new WorkerOptions
        {
            Count = (int)Number(text, "PACKAGEWALL_WORKERS", Environment.ProcessorCount, 1, 1024, "workers", errors),
            Memory = Number(text, "PACKAGEWALL_WORKER_MEMORY", WorkerOptions.DefaultMemory >> 20, LeastMemory, 1 << 20, "MB", errors) << 20,
            LargeMemory = Number(text, "PACKAGEWALL_WORKER_MEMORY_LARGE", WorkerOptions.DefaultLargeMemory >> 20, 0, 1 << 20, "MB", errors) << 20,
            IsSandboxRequired = sandbox == Required,
        };
    }

    private static long Number(Func<string, string?> text, string name, long otherwise, long least, long most, string unit, List<string> errors)
    {
        if (text(name) is not { } value)
        {
            return otherwise;
        }

        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most)
        {
            return number;
        }

        errors.Add($"{name}: '{value}' is not a number of {unit} from {least} to {most}");
        return otherwise;
    }
}
