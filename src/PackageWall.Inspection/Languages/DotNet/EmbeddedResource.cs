namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>A file that an assembly carries in itself and that could run.</summary>
/// <param name="Name">Its name in the assembly, as a path; no two are the same.</param>
/// <param name="Content">Its bytes, inflated where they were deflated.</param>
/// <param name="Language">What it is.</param>
internal sealed record EmbeddedResource(string Name, ReadOnlyMemory<byte> Content, string Language);
