using System.Text.Json.Serialization;

namespace PackageWall.Cli.Review;

/// <summary>A version as the server's review API tells of it.</summary>
internal sealed record ReviewRecord
{
    public string Feed { get; init; } = "";

    public string Package { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>unseen, cooling, held, released, blocked or recalled.</summary>
    public string Standing { get; init; } = "";

    /// <summary>When a cooling version may go, as the server writes it.</summary>
    public string? Until { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public string? Verdict { get; init; }

    public int Score { get; init; }

    public IReadOnlyList<ReviewFinding> Findings { get; init; } = [];
}

/// <summary>A finding of a record; evidence is told as the server gives it.</summary>
internal sealed record ReviewFinding
{
    public string Rule { get; init; } = "";

    public string Title { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string? Says { get; init; }

    public string? File { get; init; }

    public int Line { get; init; }

    public string? Context { get; init; }
}

/// <summary>A person's decision.</summary>
internal sealed record ReviewDecision(string Reason, string By, string? Until);

/// <summary>What the server answers when it refuses.</summary>
internal sealed record ReviewError(string? Error, string? Detail, string? Title);

/// <summary>Reads and writes the review API without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(ReviewRecord))]
[JsonSerializable(typeof(ReviewRecord[]))]
[JsonSerializable(typeof(ReviewDecision))]
[JsonSerializable(typeof(ReviewError))]
internal sealed partial class ReviewJson : JsonSerializerContext;
