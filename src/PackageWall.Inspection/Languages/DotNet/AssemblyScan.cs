using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Reads one assembly's metadata and IL into facts. The assembly is never loaded.</summary>
internal sealed class AssemblyScan
{
    private const int MaxCode = 0x1000_0000;

    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly MemberNames _names;
    private readonly MethodFacts _facts;
    private readonly CallGraph _graph = new();
    private readonly FactList _list;
    private readonly Dictionary<int, int> _nodes = [];
    private readonly List<int> _staticConstructors = [];
    private readonly SecretFlow _secrets;
    private readonly LoadReach _reach;

    public AssemblyScan(PEReader image, FactList list, ILiteralVocabulary vocabulary)
    {
        (_image, _metadata, _list) = (image, image.GetMetadataReader(), list);
        _names = new MemberNames(_metadata);
        _facts = new MethodFacts(_metadata, _names, list, vocabulary);
        _secrets = new SecretFlow(_metadata, vocabulary);
        _reach = new LoadReach(_graph, list);
    }

    public IReadOnlyList<(string Command, string Unit)> Commands => _facts.Commands;

    public void Run(CancellationToken cancellation = default)
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            cancellation.ThrowIfCancellationRequested();
            Prepare(handle);
        }

        foreach (MethodDefinitionHandle handle in _metadata.MethodDefinitions)
        {
            Scan(handle);
        }

        _list.Widen(_secrets.Given().ToDictionary(given => _graph.Name(given.Key), given => given.Value));
        _facts.Settle();
        _list.DropPlacesOfNoWriter();
        AssemblyLooks.Add(_metadata, _names, _list);
        var withFacts = _facts.Units.Select(_graph.Node).ToHashSet();
        foreach ((string caller, string callee) in _graph.Within(_graph.Leading(withFacts)))
        {
            _list.Call(caller, callee);
        }

        LinkStaticConstructors(withFacts);
        _reach.Add();

        foreach (AssemblyReferenceHandle handle in _metadata.AssemblyReferences)
        {
            string name = _metadata.GetString(_metadata.GetAssemblyReference(handle).Name);
            _list.Refer(ReferenceKind.Import, name + ".dll", 0);
        }
    }

    // A static constructor runs when its type is first used, which may be at once. Nearly every library has some, so only what
    // they call for certain counts as run at load: guesses about virtual calls would make everything run.
    private void LinkStaticConstructors(HashSet<int> withFacts)
    {
        foreach ((int unit, int constructor) in _graph.Reached(_staticConstructors).Where(reached => withFacts.Contains(reached.Key)))
        {
            string name = _graph.Name(constructor);
            _list.Call("", _graph.Name(unit));
            _list.Add("dotnet.static-constructor", 0, $"{name} runs when its type is first used", name, name);
        }
    }

    // Nodes for all methods of a type, and the edges that no instruction shows: what hosts call, what creating an object makes
    // reachable, which state machine belongs to which method.
    private void Prepare(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        string name = _names.Type(handle);
        string? host = HostedTypes.Kind(_metadata, _names, type);
        int created = _graph.Node($"new {name}");
        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(methodHandle);
            string methodName = _metadata.GetString(method.Name);
            int node = _graph.Node($"{name}.{methodName}");
            _nodes[MetadataTokens.GetToken(methodHandle)] = node;
            if (methodName == ".cctor" && name != "<Module>")
            {
                _staticConstructors.Add(node);
            }

            if ((methodName == ".cctor" && name == "<Module>") || host is not null || (name == "StartupHook" && methodName == "Initialize"))
            {
                _graph.Add(CallGraph.Load, node);
                _reach.Root(host, node);
            }

            if (name == "<Module>" && methodName == ".cctor")
            {
                _list.Add("dotnet.module-initializer", 0, "<Module>..cctor runs when the assembly is loaded", name, "");
            }

            if ((method.Attributes & MethodAttributes.Virtual) != 0)
            {
                if (name.Contains("/<", StringComparison.Ordinal))
                {
                    // State machines and iterators are created by the very method whose code they hold.
                    _graph.Add(created, node);
                }

                _graph.AddWeak(created, node);
                _graph.AddWeak(_graph.Node($"any {methodName[(methodName.LastIndexOf('.') + 1)..]}"), node);
            }
        }

        int open = name.LastIndexOf("/<", StringComparison.Ordinal);
        int close = open < 0 ? -1 : name.IndexOf('>', open);
        if (close > open + 2)
        {
            // The compiler names the state machine of M in T T/<M>d__1.
            _graph.Add(_graph.Node($"{name[..open]}.{name[(open + 2)..close]}"), created);
        }

        if (host is not null)
        {
            _list.Add($"dotnet.{host}", 0, $"{name} is called by its host", name, "");
        }
    }

    private void Scan(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _metadata.GetMethodDefinition(handle);
        int node = _nodes.TryGetValue(MetadataTokens.GetToken(handle), out int known) ? known : _graph.Node(_names.Method(handle));
        string unit = _graph.Name(node);
        _facts.Begin(unit);
        _secrets.Begin(method, node);
        if (MetadataTokens.GetToken(handle) == _image.PEHeaders.CorHeader?.EntryPointTokenOrRelativeVirtualAddress)
        {
            _graph.Add(CallGraph.Load, node);
        }

        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            _facts.Import(method);
            return;
        }

        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
        {
            return;
        }

        try
        {
            MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
            Scan(body.GetILReader(), node);
        }
        catch (Exception error) when (error is BadImageFormatException or ArgumentException or InvalidCastException)
        {
            _list.Add("dotnet.obfuscated", 0, $"{unit}: a method body that cannot be read", "method body", unit);
            _list.Unread("A method body that cannot be read.");
        }
    }

    private void Scan(BlobReader il, int node)
    {
        if (il.Length > MaxCode)
        {
            return;
        }

        var scan = new MethodScan(il);
        while (scan.Next())
        {
            if (scan.Argument >= 0)
            {
                _facts.Secret(_secrets.Argument(scan.Argument));
                continue;
            }

            if (scan.Code == 0x72)
            {
                _facts.Literal(scan.Token);
                continue;
            }

            EntityHandle target = MethodScan.Handle(scan.Token);
            if (scan.Code == 0x7b)
            {
                Field(target);
                continue;
            }

            if (target.Kind == HandleKind.MethodSpecification)
            {
                target = _metadata.GetMethodSpecification((MethodSpecificationHandle)target).Method;
            }

            if (target.Kind == HandleKind.MethodDefinition)
            {
                Link(node, (MethodDefinitionHandle)target, scan.Code);
            }
            else if (target.Kind == HandleKind.MemberReference)
            {
                LinkGeneric(node, (MemberReferenceHandle)target, scan.Code);
                _facts.Member((MemberReferenceHandle)target);
                Called(_metadata.GetMemberReference((MemberReferenceHandle)target).Name, -1, scan.Code);
            }
        }

        if (scan.IsBroken)
        {
            _list.Add("dotnet.obfuscated", 0, $"{_graph.Name(node)}: instructions that no compiler writes", "instructions", _graph.Name(node));
        }
    }

    private void Link(int from, MethodDefinitionHandle target, int code)
    {
        if (!_nodes.TryGetValue(MetadataTokens.GetToken(target), out int to))
        {
            return;
        }

        _graph.Add(from, to);
        MethodDefinition method = _metadata.GetMethodDefinition(target);
        Called(method.Name, to, code);
        if (code == 0x73)
        {
            _graph.Add(from, _graph.Node($"new {_names.Type(method.GetDeclaringType())}"));
        }
        else if ((method.Attributes & (MethodAttributes.Virtual | MethodAttributes.Abstract)) != 0)
        {
            _graph.AddWeak(from, _graph.Node($"any {_metadata.GetString(method.Name)}"));
        }
    }

    // A method of an own generic type is named through a specification, as if it were another assembly's.
    private void LinkGeneric(int from, MemberReferenceHandle handle, int code)
    {
        MemberReference reference = _metadata.GetMemberReference(handle);
        if (reference.Parent.Kind == HandleKind.TypeSpecification)
        {
            string type = _names.Type(reference.Parent);
            _graph.Add(from, _graph.Node($"{type}.{_metadata.GetString(reference.Name)}"));
            if (code == 0x73)
            {
                _graph.Add(from, _graph.Node($"new {type}"));
            }
        }
    }

    private void Field(EntityHandle field)
    {
        if (field.Kind == HandleKind.FieldDefinition)
        {
            _facts.Secret(_secrets.Member(_metadata.GetFieldDefinition((FieldDefinitionHandle)field).Name));
        }
        else if (field.Kind == HandleKind.MemberReference)
        {
            _facts.Secret(_secrets.Member(_metadata.GetMemberReference((MemberReferenceHandle)field).Name));
        }
    }

    private void Called(StringHandle name, int target, int code)
    {
        if (code is not (0x28 or 0x6f or 0x73))
        {
            return;
        }

        string text = _metadata.GetString(name);
        if (_secrets.Called(target, text))
        {
            _facts.Prove();
        }
        else if (text.StartsWith("get_", StringComparison.Ordinal))
        {
            _facts.Secret(_secrets.Member(name));
        }
    }
}
