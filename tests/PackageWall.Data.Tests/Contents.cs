using System.Text.Json;

namespace PackageWall.Data.Tests;

/// <summary>Compares records by all they hold. Equality of records compares their lists by reference.</summary>
internal static class Contents
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static void ShouldHoldTheSameAs<T>(this T? actual, T expected) =>
        JsonSerializer.Serialize(actual, Options).ShouldBe(JsonSerializer.Serialize(expected, Options));
}
