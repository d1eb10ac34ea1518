using System.IO.Compression;
using System.Text;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>Layers are taken off until nothing is left, and each says how deep it lay.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Two_base64_layers_in_a_started_interpreter_are_both_read()
    {
        var inner = "import os\nprint(os.path.exists(os.path.expanduser('~/.ssh')), open(os.path.expanduser('~/.aws/credentials')).read())";
        var outer = $"import base64\nexec(base64.b64decode('{Read.Base64(inner)}'))";
        var facts = Read.Python($"import os, subprocess, sys; subprocess.Popen([sys.executable, \"-c\", \"import base64; exec(base64.b64decode('{Read.Base64(outer)}'))\"], stdout=subprocess.DEVNULL)");

        facts.Layers.Select(layer => (layer.Depth, layer.Encoding, layer.Language)).ShouldBe([(1, "base64", "python"), (2, "base64", "python")]);
        facts.Layers[1].Text.ShouldBe(inner);
        facts.One("execute.interpreter").Unit.ShouldBe("");
        facts.One("read.secret.cloud").Depth.ShouldBe(2);
        facts.All("execute.code").ShouldContain(fact => fact.From.Contains("decode.constant") && fact.Depth == 1);
        facts.Unread.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(60)]
    public void Many_layers_are_followed_to_the_last(int count)
    {
        var text = "import socket\nsocket.gethostname()";
        for (var i = 0; i < count; i++)
        {
            text = $"import base64,zlib\nexec(zlib.decompress(base64.b64decode('{Convert.ToBase64String(Zlib(text))}')))";
        }

        var facts = Read.Python(text);
        facts.Layers.Count.ShouldBe(count);
        facts.One("read.profile").Depth.ShouldBe(count);
        facts.Unread.ShouldBeEmpty();
    }

    [Fact]
    public void More_layers_than_allowed_are_said_to_be_unread()
    {
        var text = "print(1)";
        for (var i = 0; i < 70; i++)
        {
            text = $"import base64,zlib\nexec(zlib.decompress(base64.b64decode('{Convert.ToBase64String(Zlib(text))}')))";
        }

        Read.Python(text).Unread.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_program_that_runs_itself_ends()
    {
        var facts = Read.Python("s = 's = %r\\nexec(s %% s)\\nexec(s %% s)'\nexec(s % s)");
        facts.Has("execute.code").ShouldBeTrue();
    }

    [Fact]
    public void A_blob_that_nothing_understood_opens_is_opened_all_the_same()
    {
        var hidden = Read.Base64("import os\nos.system('echo hidden in plain sight')");
        var facts = Read.Python($"from mystery import open_sesame\nopen_sesame('{hidden}')");

        facts.Has("decode.hidden").ShouldBeTrue(facts.Names());
        facts.One("execute.shell").Depth.ShouldBe(1);
        Read.Python($"from mystery import open_sesame\nopen_sesame('{new string([.. hidden.Reverse()])}')").Has("decode.hidden").ShouldBeTrue();
    }

    [Fact]
    public void Encoded_powershell_is_opened()
    {
        var code = Convert.ToBase64String(Encoding.Unicode.GetBytes("Write-Host 'hello there'"));
        var facts = Read.Python($"import subprocess\nsubprocess.run(['powershell', '-NoP', '-enc', '{code}'])");

        facts.Layers.ShouldContain(layer => layer.Language == "powershell" && layer.Text.Contains("hello there"));
    }

    [Fact]
    public void A_script_in_another_language_is_read_by_its_own_reader()
    {
        var facts = Read.Script("""require('child_process').spawn('python3', ['-c', 'import socket; socket.gethostname()']);""");
        facts.One("read.profile").Value.ShouldBeNull();

        var both = Read.Python("""
            import subprocess
            subprocess.run("node -e \"require('os').userInfo()\"", shell=True)
            """);
        both.Has("read.profile").ShouldBeTrue(both.Names());
    }

    [Fact]
    public void Ciphers_and_bytecode_are_opaque_and_flow_on()
    {
        var facts = Read.Python("import marshal, base64, bz2\nexec(marshal.loads(bz2.decompress(base64.b64decode('QlpoOTFBWSZTWQ=='))))");
        facts.Has("execute.marshal").ShouldBeTrue();
        facts.One("decode.opaque").Value.ShouldBe("bz2");
        facts.One("execute.code").From.ShouldContain("decode.opaque");
        facts.Has("dynamic.exec").ShouldBeTrue();

        var keyed = Read.Script("const c = require('crypto'); const d = c.createDecipheriv('aes-256-cbc', k, iv); module._compile(d.update(x, 'hex', 'utf8') + d.final('utf8'), '')");
        keyed.One("execute.code").From.ShouldContain("decode.keyed");
    }

    private static byte[] Zlib(string text)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
        {
            zlib.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }
}
