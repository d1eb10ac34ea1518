using System.Globalization;

namespace PackageWall.Server.Rehearsals;

/// <summary>What the made-up packages of all ecosystems have in common: names with numbers, old versions, and a new one that waits.</summary>
internal static class MadeUpNames
{
    private const string Prefix = "made-up-";

    /// <summary>Versions of a package that are old enough to be given out.</summary>
    public const int Versions = 24;

    /// <summary>The newest of them: the one that is asked for.</summary>
    public static string Newest { get; } = Old(Versions - 1);

    /// <summary>The one that is too young; only some packages have it.</summary>
    public const string Young = "2.0.0";

    /// <summary>When the old ones were published.</summary>
    public static DateTimeOffset LongAgo { get; } = new(2020, 2, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>When the young ones were.</summary>
    public static DateTimeOffset Lately { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>An old version.</summary>
    public static string Old(int number) => string.Create(CultureInfo.InvariantCulture, $"1.{number}.0");

    /// <summary>When a version was published, as registries write it.</summary>
    public static string Published(string version) =>
        (version == Young ? Lately : LongAgo).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A package's name.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>The number in a name, or null when the registry has no such package.</summary>
    public static int? Number(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Whether a package has a version that is too young.</summary>
    public static bool HasYoung(int number) => number % 8 == 0;

    /// <summary>Which version's files lie at a place that names a version: the others are never asked for, and have those of the newest.</summary>
    public static string Packed(string place) => place.Contains(Young, StringComparison.Ordinal) ? Young : Newest;

    /// <summary>All versions of a package.</summary>
    public static IEnumerable<string> All(int number) => Enumerable.Range(0, Versions).Select(Old).Concat(HasYoung(number) ? [Young] : []);
}
