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

    // Its static constructor is the module's initialiser.
    private const string Module = "<Module>";

    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly MemberNames _names;
    private readonly MethodFacts _facts;
    private readonly CallGraph _graph;
    private readonly OwnMethods _methods;
    private readonly MemberTable _members;
    private readonly FactList _list;
    private readonly List<int> _staticConstructors = [];
    private readonly List<(string Outer, string Method, int Created)> _machines = [];
    private readonly SecretFlow _secrets;
    private readonly LoadReach _reach;
    private bool _followsSecrets;

    public AssemblyScan(PEReader image, FactList list, ILiteralVocabulary vocabulary)
    {
        (_image, _metadata, _list) = (image, image.GetMetadataReader(), list);
        _names = new MemberNames(_metadata);
        _graph = new CallGraph(_metadata, _names);
        _methods = new OwnMethods(_metadata, _names, _graph);
        _members = new MemberTable(_metadata, _names, _methods);
        _facts = new MethodFacts(_metadata, _graph, list, vocabulary);
        _secrets = new SecretFlow(_metadata, vocabulary);
        _reach = new LoadReach(_graph, list);
    }

    public IReadOnlyList<(string Command, string Unit)> Commands => _facts.Commands;

    /// <summary>Whether the code takes files out of an assembly.</summary>
    public bool TakesOutResources => _members.TakesOutResources;

    public void Run(CancellationToken cancellation = default)
    {
        if (new Quiet(_image, _metadata, _members, _facts).IsQuiet(cancellation))
        {
            RunQuiet();
            return;
        }

        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            cancellation.ThrowIfCancellationRequested();
            Prepare(handle);
        }

        LinkMachines();
        LinkEntryPoint();
        _followsSecrets = _members.HasSink();
        foreach (MethodDefinitionHandle handle in _metadata.MethodDefinitions)
        {
            Scan(handle);
        }

        Dictionary<string, string> given = new(StringComparer.Ordinal);
        foreach ((int node, string secret) in _secrets.Given())
        {
            given.TryAdd(_graph.Name(node), secret);
        }

        _list.Widen(given);
        _facts.Settle();
        _list.DropPlacesOfNoWriter();
        if (_followsSecrets && !_graph.IsLoaded)
        {
            _list.SetApart(ApartPlaces.Of(_graph, _facts));
        }

        AssemblyLooks.Add(_image, _metadata, _names, _list);
        foreach ((string caller, string callee) in _graph.LeadingTo(_facts.Nodes))
        {
            _list.Call(caller, callee);
        }

        LinkStaticConstructors();
        _reach.Add();
        AddReferences();
    }

    // Nothing to lead to: what is left is what the types are, and what the assembly refers to.
    private void RunQuiet()
    {
        foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
        {
            TypeDefinition type = _metadata.GetTypeDefinition(handle);
            string name = _names.Type(handle);
            string? host = HostedTypes.Kind(_metadata, _names, type);
            foreach (MethodDefinitionHandle method in type.GetMethods())
            {
                if (_metadata.StringComparer.Equals(_metadata.GetMethodDefinition(method).Name, ".cctor") && name == Module)
                {
                    AddModuleInitializer();
                }
            }

            AddHost(host, name);
        }

        LinkEntryPoint();
        AssemblyLooks.Add(_image, _metadata, _names, _list);
        AddReferences();
    }

    private void AddModuleInitializer() =>
        _list.Add("dotnet.module-initializer", 0, "<Module>..cctor runs when the assembly is loaded", Module, "");

    private void AddHost(string? host, string type)
    {
        if (host is not null)
        {
            _list.Add($"dotnet.{host}", 0, $"{type} is called by its host", type, "");
        }
    }

    private void AddReferences()
    {
        foreach (AssemblyReferenceHandle handle in _metadata.AssemblyReferences)
        {
            string name = _metadata.GetString(_metadata.GetAssemblyReference(handle).Name);
            _list.Refer(ReferenceKind.Import, name + ".dll", 0);
        }
    }

    // A static constructor runs when its type is first used, which may be at once. Nearly every library has some, so only what
    // they call for certain counts as run at load: guesses about virtual calls would make everything run.
    private void LinkStaticConstructors()
    {
        if (_facts.Nodes.Count == 0)
        {
            return;
        }

        var withFacts = _facts.Nodes.ToHashSet();
        foreach ((int unit, int constructor) in _graph.Reached(_staticConstructors).Where(reached => withFacts.Contains(reached.Node)))
        {
            string name = _graph.Name(constructor);
            _list.Call("", _graph.Name(unit));
            _list.Add("dotnet.static-constructor", 0, $"{name} runs when its type is first used", name, name);
        }
    }

    private void LinkEntryPoint()
    {
        if (_image.PEHeaders.CorHeader?.EntryPointTokenOrRelativeVirtualAddress is { } token && token != 0
            && MethodScan.Handle(token) is { Kind: HandleKind.MethodDefinition } entry && _methods.Of((MethodDefinitionHandle)entry) is var node and not 0)
        {
            _graph.Add(CallGraph.Load, node);
        }
    }

    // Nodes for all methods of a type, and the edges that no instruction shows: what hosts call, what creating an object makes
    // reachable, which state machine belongs to which method.
    private void Prepare(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        _methods.Prepare(handle, type);
        string name = _names.Type(handle);
        string? host = HostedTypes.Kind(_metadata, _names, type);
        int created = _methods.Created(handle);
        bool isModule = name == Module;

        // State machines and iterators are created by the very method whose code they hold.
        bool isMachine = name.Contains("/<", StringComparison.Ordinal);
        foreach (MethodDefinitionHandle methodHandle in type.GetMethods())
        {
            MethodDefinition method = _metadata.GetMethodDefinition(methodHandle);
            int node = _methods.Of(methodHandle);
            bool isStatic = _metadata.StringComparer.Equals(method.Name, ".cctor");
            if (isStatic && !isModule)
            {
                _staticConstructors.Add(node);
            }

            if ((isStatic && isModule) || host is not null || (name == "StartupHook" && _metadata.StringComparer.Equals(method.Name, "Initialize")))
            {
                _graph.Add(CallGraph.Load, node);
                _reach.Root(host, node);
            }

            if (isStatic && isModule)
            {
                AddModuleInitializer();
            }

            if ((method.Attributes & MethodAttributes.Virtual) != 0)
            {
                if (isMachine)
                {
                    _graph.Add(created, node);
                }

                _graph.AddWeak(created, node);
                _graph.AddWeak(_methods.Virtual(method.Name).Short, node);
            }
        }

        int open = isMachine ? name.LastIndexOf("/<", StringComparison.Ordinal) : -1;
        int close = open < 0 ? -1 : name.LastIndexOf('>');
        if (close > open + 2)
        {
            // A lambda has such a name itself: the state machine of <M>b__0 is <<M>b__0>d.
            _machines.Add((name[..open], name[(open + 2)..close], created));
        }

        AddHost(host, name);
    }

    // The compiler names the state machine of M in T T/<M>d__1.
    private void LinkMachines()
    {
        foreach ((string outer, string method, int created) in _machines)
        {
            foreach (TypeDefinitionHandle type in _methods.Types(outer))
            {
                if (_methods.Find(type, method) is var node and not 0)
                {
                    _graph.Add(node, created);
                }
            }
        }
    }

    private void Scan(MethodDefinitionHandle handle)
    {
        MethodDefinition method = _metadata.GetMethodDefinition(handle);
        if (_methods.Of(handle) is not (var node and not 0))
        {
            node = _graph.Node(_names.Method(handle));
        }

        _facts.Begin(node);
        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            _facts.Import(method);
            return;
        }

        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
        {
            return;
        }

        if (_followsSecrets)
        {
            _secrets.Begin(method, node);
        }

        try
        {
            MethodBodyBlock body = _image.GetMethodBody(method.RelativeVirtualAddress);
            Scan(body.GetILReader(), node);
        }
        catch (Exception error) when (error is BadImageFormatException or ArgumentException or InvalidCastException)
        {
            string unit = _graph.Name(node);
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

        var scan = new MethodScan(il, _followsSecrets);
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
                Member member = _members.Of((MemberReferenceHandle)target);
                if (member.IsOfGeneric)
                {
                    LinkGeneric(node, _members.Own((MemberReferenceHandle)target, member), scan.Code);
                }

                _facts.Use(member);
                Called(member.Called, 0, scan.Code);
            }
        }

        if (scan.IsBroken)
        {
            _list.Add("dotnet.obfuscated", 0, $"{_graph.Name(node)}: instructions that no compiler writes", "instructions", _graph.Name(node));
        }
    }

    private void Link(int from, MethodDefinitionHandle target, int code)
    {
        int to = _methods.Of(target);
        if (to == 0)
        {
            return;
        }

        _graph.Add(from, to);
        if (_followsSecrets)
        {
            Called(_methods.Called(target), to, code);
        }

        if (code == 0x73)
        {
            _graph.Add(from, _methods.CreatedBy(target));
        }
        else if ((_graph.IsLoaded || _followsSecrets) && _methods.Virtual(target) is var any and not 0)
        {
            _graph.AddWeak(from, any);
        }
    }

    // A method of an own generic type is named through a specification, as if it were another assembly's.
    private void LinkGeneric(int from, OwnNodes own, int code)
    {
        foreach (int to in own.Methods)
        {
            _graph.Add(from, to);
        }

        foreach (int created in code == 0x73 ? own.Created : [])
        {
            _graph.Add(from, created);
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

    private void Called(CalledName called, int target, int code)
    {
        if (!_followsSecrets || code is not (0x28 or 0x6f or 0x73))
        {
            return;
        }

        if (_secrets.Called(target, called.Proves))
        {
            _facts.Prove();
        }
        else if (called.IsGetter)
        {
            _facts.Secret(_secrets.Member(called.Name));
        }
    }
}
