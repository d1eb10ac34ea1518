using ICSharpCode.Decompiler.Metadata;

namespace PackageWall.Workers.Child;

/// <summary>Finds no assembly: what a package refers to is not looked for on this machine.</summary>
internal sealed class NoAssemblies : IAssemblyResolver
{
    public MetadataFile? Resolve(IAssemblyReference reference) => null;

    public MetadataFile? ResolveModule(MetadataFile mainModule, string moduleName) => null;

    public Task<MetadataFile?> ResolveAsync(IAssemblyReference reference) => Task.FromResult<MetadataFile?>(null);

    public Task<MetadataFile?> ResolveModuleAsync(MetadataFile mainModule, string moduleName) => Task.FromResult<MetadataFile?>(null);

    public IDisposable BeginSnapshot() => Stream.Null;
}
