namespace PackageWall.Cli;

/// <summary>What the commands end with.</summary>
internal static class ExitCode
{
    /// <summary>Everything is clean; the server did what was asked.</summary>
    public const int Fine = 0;

    /// <summary>Something is held, suspicious or inconclusive.</summary>
    public const int Held = 1;

    /// <summary>The server refused what was asked.</summary>
    public const int Refused = 1;

    /// <summary>Something is malicious.</summary>
    public const int Malicious = 2;

    /// <summary>The command was used wrongly, or a path cannot be read.</summary>
    public const int Usage = 3;

    /// <summary>The server does not answer.</summary>
    public const int Unreachable = 4;
}
