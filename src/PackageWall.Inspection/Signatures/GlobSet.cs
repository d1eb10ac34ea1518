namespace PackageWall.Inspection.Signatures;

/// <summary>Several globs of which one must match, and others, written with <c>!</c> before them, of which none may.</summary>
internal sealed class GlobSet(IReadOnlyList<string> patterns)
{
    private readonly Glob[] _globs = [.. patterns.Where(pattern => !IsExclusion(pattern)).Select(pattern => new Glob(pattern))];
    private readonly Glob[] _exclusions = [.. patterns.Where(IsExclusion).Select(pattern => new Glob(pattern[1..]))];

    /// <summary>The patterns as written.</summary>
    public IReadOnlyList<string> Patterns { get; } = patterns;

    /// <summary>Whether one of them matches and no exclusion does. Exclusions alone match everything else.</summary>
    public bool Matches(string? text)
    {
        if (text is null)
        {
            return false;
        }

        foreach (Glob exclusion in _exclusions)
        {
            if (exclusion.Matches(text))
            {
                return false;
            }
        }

        foreach (Glob glob in _globs)
        {
            if (glob.Matches(text))
            {
                return true;
            }
        }

        return _globs.Length == 0 && _exclusions.Length > 0;
    }

    private static bool IsExclusion(string pattern) => pattern.StartsWith('!');
}
