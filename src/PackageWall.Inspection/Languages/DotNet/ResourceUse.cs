using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// Which methods of an assembly may run what lies in it: those that load assemblies from bytes, those that load files or start programs in an
/// assembly that takes its resources out. Which of the resources they mean is not computed: every one of the right kind.
/// </summary>
internal static class ResourceUse
{
    private static readonly string[] LoadsBytes = ["System.Reflection.Assembly.Load(", "System.AppDomain.Load(", "AssemblyLoadContext.LoadFromStream("];
    private static readonly string[] LoadsFiles = ["System.Reflection.Assembly.", "System.AppDomain.", "AssemblyLoadContext."];

    /// <summary>Adds the references from those methods to the resources.</summary>
    public static void Refer(SourceText source, FactList list, bool takesOut)
    {
        List<Fact> runs = [.. list.Facts.Where(fact => IsLoad(fact, takesOut) || (takesOut && IsStart(fact)))];
        if (runs.Count == 0)
        {
            return;
        }

        IReadOnlyList<EmbeddedResource> resources = EmbeddedResources.Read(source.Content, source.Budget.Limits.FileBytes).Found;
        foreach ((string unit, bool isLoad) in runs.Select(fact => (fact.Unit, IsLoad(fact, takesOut))).Distinct())
        {
            foreach (EmbeddedResource resource in resources.Where(resource => resource.Language == Languages.Language.Archive || isLoad == (resource.Language == Languages.Language.DotNet)))
            {
                list.Refer(ReferenceKind.Import, $"{source.File}!/{resource.Name}", 0, unit: unit);
            }
        }
    }

    private static bool IsLoad(Fact fact, bool takesOut) => fact.Name == "execute.assembly"
        && Array.Exists(takesOut ? LoadsFiles : LoadsBytes, call => fact.Evidence.Contains(call, StringComparison.Ordinal));

    private static bool IsStart(Fact fact) => fact.Name is "execute.process" or "execute.interpreter" or "execute.native" or "execute.code" or "execute.memory";
}
