namespace PackageWall.Server.Metrics;

/// <summary>The word of an answer that is not what was asked for, left with the request for whoever counts. Answers that serve leave none and cost nothing.</summary>
internal static class AnswerCode
{
    public const string Refused = "refused";

    private static readonly object Key = new();

    public static void Set(HttpContext context, string code) => context.Items[Key] = code;

    public static string? Of(HttpContext context) => context.Items.TryGetValue(Key, out object? code) ? code as string : null;
}
