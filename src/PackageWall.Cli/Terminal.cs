using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli;

/// <summary>What a command reads from, writes to and works with. Tests bring their own.</summary>
internal sealed record Terminal
{
    /// <summary>Standard input.</summary>
    public required TextReader In { get; init; }

    /// <summary>Standard output: results and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress and complaints.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard error.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Reads the environment.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Carries requests to a server.</summary>
    public Func<HttpMessageHandler> Network { get; init; } = () => new SocketsHttpHandler { AllowAutoRedirect = false };

    /// <summary>What inspects in processes of their own, for a set of rules and so many at once; null for inspecting in this one, by <see cref="Inspection"/>.</summary>
    public Func<SignatureSet, int, WorkerPool>? Workers { get; init; }

    /// <summary>What inspects in this process, for a set of rules.</summary>
    public Func<SignatureSet, Func<Artifact, CancellationToken, InspectionReport>> Inspection { get; init; } =
        signatures => new Inspector(signatures, InspectionLimits.Default).Inspect;

    /// <summary>Shows methods as C#, in a process of its own; null when there is nothing that could.</summary>
    public Func<Artifact, IReadOnlyList<MethodName>, CancellationToken, Task<IReadOnlyList<DecompiledMethod>>>? Decompiler { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        Error = Console.Error,
        IsWatched = !Console.IsErrorRedirected,
        Variable = Environment.GetEnvironmentVariable,
        Decompiler = Decompilation.RunAsync,
        Workers = (signatures, count) => new WorkerPool(
            new WorkerOptions { Count = count, Log = message => Console.Error.WriteLine(Printable.Line(message)) }, signatures, InspectionLimits.Default, TimeProvider.System),
    };
}
