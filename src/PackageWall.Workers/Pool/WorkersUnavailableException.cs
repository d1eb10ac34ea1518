namespace PackageWall.Workers.Pool;

/// <summary>
/// No worker could be started: the machine or the installation is at fault and not the artifact, so there is no report of it. It can be
/// inspected later.
/// </summary>
public sealed class WorkersUnavailableException : Exception
{
    /// <summary>Without a reason.</summary>
    public WorkersUnavailableException()
    {
    }

    /// <summary>With the reason.</summary>
    public WorkersUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public WorkersUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
