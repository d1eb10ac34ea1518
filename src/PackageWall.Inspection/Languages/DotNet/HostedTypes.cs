using System.Reflection.Metadata;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Types that a host creates and calls by itself: build tasks, analyzers, source generators, type providers, weavers, hosting startups.</summary>
internal static class HostedTypes
{
    private static readonly Dictionary<string, string> Attributes = new(StringComparer.Ordinal)
    {
        ["DiagnosticAnalyzerAttribute"] = "analyzer", ["GeneratorAttribute"] = "analyzer", ["ExportCodeFixProviderAttribute"] = "analyzer",
        ["ExportCodeRefactoringProviderAttribute"] = "analyzer", ["TypeProviderAttribute"] = "analyzer",
    };

    private static readonly Dictionary<string, string> Bases = new(StringComparer.Ordinal)
    {
        ["Microsoft.Build.Utilities.Task"] = "task", ["Microsoft.Build.Utilities.ToolTask"] = "task", ["Microsoft.Build.Utilities.AppDomainIsolatedTask"] = "task",
        ["Microsoft.Build.Framework.ITask"] = "task", ["Microsoft.Build.Utilities.Logger"] = "task", ["Microsoft.Build.Framework.ILogger"] = "task",
        ["Fody.BaseModuleWeaver"] = "weaver", ["Microsoft.AspNetCore.Hosting.IHostingStartup"] = "hosting-startup",
        ["Microsoft.CodeAnalysis.ISourceGenerator"] = "analyzer", ["Microsoft.CodeAnalysis.IIncrementalGenerator"] = "analyzer",
        ["Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer"] = "analyzer", ["Microsoft.CodeAnalysis.Diagnostics.DiagnosticSuppressor"] = "analyzer",
    };

    /// <summary>Which host calls the type (<c>task</c>, <c>analyzer</c>, <c>weaver</c>, <c>hosting-startup</c>), or null.</summary>
    public static string? Kind(MetadataReader metadata, MemberNames names, TypeDefinition type)
    {
        if (Bases.TryGetValue(names.Type(type.BaseType), out string? kind))
        {
            return kind;
        }

        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
        {
            if (Bases.TryGetValue(names.Type(metadata.GetInterfaceImplementation(handle).Interface), out kind))
            {
                return kind;
            }
        }

        foreach (CustomAttributeHandle handle in type.GetCustomAttributes())
        {
            string name = AttributeType(metadata, names, metadata.GetCustomAttribute(handle));
            if (Attributes.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out kind))
            {
                return kind;
            }
        }

        return null;
    }

    public static string AttributeType(MetadataReader metadata, MemberNames names, CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference => names.Type(metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent),
        HandleKind.MethodDefinition => names.Type(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()),
        _ => "",
    };
}
