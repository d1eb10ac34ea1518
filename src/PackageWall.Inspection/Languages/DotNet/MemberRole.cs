namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>What a member is looked at for besides its fact.</summary>
internal enum MemberRole
{
    None,

    /// <summary>Tells the time.</summary>
    Clock,

    /// <summary>Makes or compares dates.</summary>
    Date,

    /// <summary>Gives a random number.</summary>
    Random,

    /// <summary>Takes a file out of an assembly.</summary>
    Resource,
}
