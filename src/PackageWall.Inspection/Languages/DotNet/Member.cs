namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>A member of another assembly, or of an own generic type, as far as anything depends on it.</summary>
/// <param name="Type">The full name of its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Fact">The fact that using it makes, or null.</param>
/// <param name="Role">What else it is looked at for.</param>
/// <param name="Called">What its name says of what it gives.</param>
/// <param name="IsOfGeneric">Its type is a generic one that is given types, maybe an own one: those are named as if they were another assembly's.</param>
internal sealed record Member(string Type, string Name, string? Fact, MemberRole Role, CalledName Called, bool IsOfGeneric);
