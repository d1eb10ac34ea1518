namespace PackageWall.Inspection.Languages.PythonBytecode;

/// <summary>A constant that is neither text nor number: <c>...</c>, and the end of an iteration.</summary>
internal sealed class MarshalEllipsis
{
    private MarshalEllipsis()
    {
    }

    /// <summary>The only one.</summary>
    public static MarshalEllipsis Value { get; } = new();
}
