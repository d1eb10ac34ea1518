namespace PackageWall.Benchmarks.Comparison;

/// <summary>What is measured, for how long, and where.</summary>
internal sealed record ComparisonOptions
{
    /// <summary>Parts to measure; all when there is none.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>How many turns each subject takes under load.</summary>
    public required int Rounds { get; init; }

    /// <summary>How long a turn is.</summary>
    public required int Seconds { get; init; }

    /// <summary>How many times each install is run.</summary>
    public required int Installs { get; init; }

    /// <summary>The folder for everything that is written meanwhile.</summary>
    public required string Work { get; init; }

    /// <summary>The page.</summary>
    public required string Output { get; init; }

    /// <summary>The built server, or null for the one of this tree.</summary>
    public string? Server { get; init; }

    /// <summary>The first port to use, or 0 for whatever is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether the work folder stays.</summary>
    public bool Keep { get; init; }

    /// <summary>The parts that <see cref="Only"/> may name; the last three are those of installs.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["documents", "artifacts", "installs", "ci", "install", "restore"];

    public bool Wants(params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            if (Only.Contains(part))
            {
                return true;
            }
        }

        return Only.Count == 0;
    }
}
