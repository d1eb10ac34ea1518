using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>
/// The nodes of an assembly's own types and methods, by row: what is asked for at every call is found without making or comparing names.
/// Methods of a type that share a name share a node.
/// </summary>
internal sealed class OwnMethods(MetadataReader metadata, MemberNames names, CallGraph graph)
{
    private readonly int[] _methods = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
    private readonly int[] _overridden = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
    private readonly int[] _owners = new int[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
    private readonly int[] _created = new int[metadata.GetTableRowCount(TableIndex.TypeDef) + 1];
    private readonly CalledName?[] _called = new CalledName?[metadata.GetTableRowCount(TableIndex.MethodDef) + 1];
    private readonly Dictionary<StringHandle, int> _overloads = [];
    private readonly Dictionary<StringHandle, (int Whole, int Short)> _virtuals = [];
    private readonly Dictionary<string, int> _virtualsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Dictionary<string, int>> _byName = [];
    private Dictionary<string, List<TypeDefinitionHandle>>? _types;

    /// <summary>Makes the nodes of a type and its methods.</summary>
    public void Prepare(TypeDefinitionHandle handle, TypeDefinition type)
    {
        int created = graph.Created(handle);
        _created[MetadataTokens.GetRowNumber(handle)] = created;
        _overloads.Clear();
        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = metadata.GetMethodDefinition(methodHandle);
            int row = MetadataTokens.GetRowNumber(methodHandle);
            if (!_overloads.TryGetValue(method.Name, out int node))
            {
                node = graph.Node(handle, method.Name);
                _overloads.Add(method.Name, node);
            }

            (_methods[row], _owners[row]) = (node, created);
            if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.Abstract)) != 0)
            {
                _overridden[row] = Virtual(method.Name).Whole;
            }
        }
    }

    /// <summary>The node of a method, or 0 when no type has it.</summary>
    public int Of(MethodDefinitionHandle handle) => MetadataTokens.GetRowNumber(handle) is var row && row < _methods.Length ? _methods[row] : 0;

    /// <summary>The node of all methods of that name that a call of a virtual one may mean, or 0 when it is not virtual.</summary>
    public int Virtual(MethodDefinitionHandle handle) => _overridden[MetadataTokens.GetRowNumber(handle)];

    /// <summary>The node of the virtual methods of a name, and that of the last part of the name, under which explicit implementations stand.</summary>
    public (int Whole, int Short) Virtual(StringHandle name)
    {
        if (!_virtuals.TryGetValue(name, out var nodes))
        {
            string text = metadata.GetString(name);
            int whole = VirtualByName(text);
            nodes = (whole, text.Contains('.', StringComparison.Ordinal) ? VirtualByName(text[(text.LastIndexOf('.') + 1)..]) : whole);
            _virtuals.Add(name, nodes);
        }

        return nodes;
    }

    /// <summary>The node of what creating an object of a type makes reachable.</summary>
    public int Created(TypeDefinitionHandle type) => _created[MetadataTokens.GetRowNumber(type)];

    /// <summary>The same, by a method of the type.</summary>
    public int CreatedBy(MethodDefinitionHandle constructor) => _owners[MetadataTokens.GetRowNumber(constructor)];

    /// <summary>What the name of a method says of what it gives.</summary>
    public CalledName Called(MethodDefinitionHandle handle) =>
        _called[MetadataTokens.GetRowNumber(handle)] ??= MakeCalled(metadata.GetMethodDefinition(handle).Name);

    /// <summary>The node of a type's method by its name, or 0.</summary>
    public int Find(TypeDefinitionHandle type, string method)
    {
        int row = MetadataTokens.GetRowNumber(type);
        if (!_byName.TryGetValue(row, out var methods))
        {
            methods = new(StringComparer.Ordinal);
            foreach (MethodDefinitionHandle handle in metadata.GetTypeDefinition(type).GetMethods())
            {
                methods.TryAdd(metadata.GetString(metadata.GetMethodDefinition(handle).Name), Of(handle));
            }

            _byName.Add(row, methods);
        }

        return methods.GetValueOrDefault(method);
    }

    /// <summary>The types of that full name: one, unless somebody plays with names.</summary>
    public IReadOnlyList<TypeDefinitionHandle> Types(string name)
    {
        if (_types is null)
        {
            _types = new(StringComparer.Ordinal);
            foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
            {
                string own = names.Type(handle);
                (_types.TryGetValue(own, out var same) ? same : _types[own] = []).Add(handle);
            }
        }

        return _types.TryGetValue(name, out var found) ? found : [];
    }

    private CalledName MakeCalled(StringHandle name) => CalledName.Of(name, metadata.GetString(name));

    private int VirtualByName(string name)
    {
        if (!_virtualsByName.TryGetValue(name, out int node))
        {
            node = graph.Node($"any {name}");
            _virtualsByName.Add(name, node);
        }

        return node;
    }
}
