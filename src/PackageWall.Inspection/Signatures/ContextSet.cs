using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Signatures;

/// <summary>A set of contexts.</summary>
internal readonly record struct ContextSet(int Bits)
{
    /// <summary>Everything that something leads to: what rules mean when they name no context.</summary>
    public static ContextSet Live { get; } = Of(Context.Startup, Context.Install, Context.Build, Context.Import, Context.Call);

    /// <summary>What runs by itself.</summary>
    public static ContextSet Automatic { get; } = Of(Context.Startup, Context.Install, Context.Build, Context.Import);

    /// <summary>Everything, dormant files too.</summary>
    public static ContextSet Any { get; } = Of(Context.Startup, Context.Install, Context.Build, Context.Import, Context.Call, Context.Dormant);

    /// <summary>The set of some contexts.</summary>
    public static ContextSet Of(params ReadOnlySpan<Context> contexts)
    {
        int bits = 0;
        foreach (Context context in contexts)
        {
            bits |= 1 << (int)context;
        }

        return new ContextSet(bits);
    }

    /// <summary>Whether a context is in it.</summary>
    public bool Contains(Context context) => (Bits & (1 << (int)context)) != 0;

    /// <summary>Both sets together.</summary>
    public ContextSet With(ContextSet other) => new(Bits | other.Bits);
}
