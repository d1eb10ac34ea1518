namespace PackageWall.Fuzzing.Engine;

/// <summary>A reader broke a promise other than not to throw.</summary>
internal sealed class ViolationException(string promise, string detail) : Exception($"{promise}: {detail}")
{
    /// <summary>Which promise, in one word: findings of one promise and target count once.</summary>
    public string Promise { get; } = promise;
}
