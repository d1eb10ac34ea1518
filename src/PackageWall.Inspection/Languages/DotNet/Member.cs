namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>A member of another assembly, or of an own generic type, as far as anything depends on it.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fact">The fact that using it makes, or null.</param>
/// <param name="Role">What else it is looked at for.</param>
/// <param name="Called">What its name says of what it gives.</param>
internal sealed record Member(string Type, string Name, string? Fact, MemberRole Role, CalledName Called)
{
    /// <summary>The nodes of the own methods that it stands for: those of generic types are named as if they were another assembly's.</summary>
    public IReadOnlyList<int> Own { get; init; } = [];

    /// <summary>The nodes of the own types that creating it creates.</summary>
    public IReadOnlyList<int> Created { get; init; } = [];
}
