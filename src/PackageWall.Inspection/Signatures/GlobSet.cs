namespace PackageWall.Inspection.Signatures;

/// <summary>Several globs of which one must match.</summary>
internal sealed class GlobSet(IReadOnlyList<string> patterns)
{
    private readonly Glob[] _globs = [.. patterns.Select(pattern => new Glob(pattern))];

    /// <summary>The patterns as written.</summary>
    public IReadOnlyList<string> Patterns { get; } = patterns;

    /// <summary>Whether one of them matches.</summary>
    public bool Matches(string? text)
    {
        if (text is null)
        {
            return false;
        }

        foreach (Glob glob in _globs)
        {
            if (glob.Matches(text))
            {
                return true;
            }
        }

        return false;
    }
}
