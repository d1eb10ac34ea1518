namespace PackageWall.Workers.Child;

/// <summary>Exit codes by which a worker says why it ended. Not among those that shells and the runtime use.</summary>
internal static class WorkerExit
{
    /// <summary>Its parent closed the pipe.</summary>
    public const int Fine = 0;

    /// <summary>The inspection needed more memory than it has.</summary>
    public const int OutOfMemory = 82;

    /// <summary>The sandbox is required and could not be set up completely; what lacks stands on standard error.</summary>
    public const int NoSandbox = 83;

    /// <summary>Its parent sent what it does not understand: another release.</summary>
    public const int BadMessage = 84;
}
