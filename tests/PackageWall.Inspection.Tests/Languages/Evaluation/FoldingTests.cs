namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>Constants put together in roundabout ways are what they are: shown by the command line that they make.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("'ec' + 'ho' + ' hi'")]
    [InlineData("''.join(['ec', 'ho', ' hi'])")]
    [InlineData("'ih ohce'[::-1]")]
    [InlineData("''.join(reversed('ih ohce'))")]
    [InlineData("chr(101) + chr(99) + 'ho hi'")]
    [InlineData("''.join(chr(c) for c in [101, 99, 104, 111, 32, 104, 105])")]
    [InlineData("''.join(map(chr, [101, 99, 104, 111, 32, 104, 105]))")]
    [InlineData("'%s %s' % ('echo', 'hi')")]
    [InlineData("'{} {}'.format('echo', 'hi')")]
    [InlineData("'{a} {b}'.format(b='hi', a='echo')")]
    [InlineData("f\"{'echo'} {'hi'}\"")]
    [InlineData("'xxecho hi'[2:]")]
    [InlineData("'eXcXho hi'.replace('X', '')")]
    [InlineData("' '.join('echo,hi'.split(','))")]
    [InlineData("bytes.fromhex('6563686f206869').decode()")]
    [InlineData("codecs.decode('rpub uv', 'rot_13')")]
    [InlineData("__import__('codecs').decode('rpub uv', 'rot13')")]
    [InlineData("''.join(chr(ord(c) ^ 1) for c in 'dbin!ih')")]
    [InlineData("''.join([chr(int(h, 16)) for h in '65 63 68 6f 20 68 69'.split()])")]
    [InlineData("{'a': 'echo hi'}['a']")]
    [InlineData("['x', 'echo hi'][-1]")]
    [InlineData("('echo hi' if True else 'no')")]
    [InlineData("bytes(b ^ 7 for b in bytes([98, 100, 111, 104, 39, 111, 110])).decode()")]
    [InlineData("bytes(a ^ b for a, b in zip(b'\\x0e\\x01\\x03\\x0d\\x4b\\x0b\\x02', itertools.cycle(b'kbkbkck'))).decode()")]
    [InlineData("'rpub uv'.translate(str.maketrans('rpubv', 'echoi'))")]
    public void Python_folds(string expression) =>
        Read.Python($"import os, itertools, codecs\nos.system({expression})").One("execute.shell").Value.ShouldBe("echo hi");

    [Fact]
    public void Python_follows_a_loop_that_decodes()
    {
        var facts = Read.Python("""
            import os
            out = ''
            for c in [103, 97, 106, 109, 34, 106, 107]:
                out += chr(c ^ 2)
            os.system(out)
            """);

        facts.One("execute.shell").Value.ShouldBe("echo hi");
    }

    [Fact]
    public void Python_follows_a_function_that_decodes()
    {
        var facts = Read.Python("""
            import os
            def d(s, k=1):
                return ''.join(chr(ord(c) - k) for c in s)
            os.system(d('fdip') + d('!ij'))
            os.system(d('gejq"jk', 2))
            """);

        facts.All("execute.shell").Select(fact => fact.Value).ShouldBe(["echo hi", "echo hi"]);
    }

    [Theory]
    [InlineData("'ec' + 'ho' + ' hi'")]
    [InlineData("['ec', 'ho', ' hi'].join('')")]
    [InlineData("'ih ohce'.split('').reverse().join('')")]
    [InlineData("[...'ih ohce'].reverse().join('')")]
    [InlineData("String.fromCharCode(101, 99, 104, 111, 32, 104, 105)")]
    [InlineData("[101, 99, 104, 111, 32, 104, 105].map(c => String.fromCharCode(c)).join('')")]
    [InlineData("`${'echo'} hi`")]
    [InlineData("'xxecho hi'.slice(2)")]
    [InlineData("'xxecho hixx'.substring(2, 9)")]
    [InlineData("Buffer.from('6563686f206869', 'hex').toString()")]
    [InlineData("atob('ZWNobyBoaQ==')")]
    [InlineData("decodeURIComponent('%65cho%20hi')")]
    [InlineData("'\\u0065cho\\x20hi'")]
    [InlineData("Buffer.from([101, 99, 104, 111, 32, 104, 105]).toString('utf8')")]
    [InlineData("'65 63 68 6f 20 68 69'.split(' ').map(h => String.fromCharCode(parseInt(h, 16))).join('')")]
    [InlineData("(() => 'echo hi')()")]
    [InlineData("({ a: 'echo hi' }).a")]
    [InlineData("['x', 'echo hi'][1]")]
    public void Script_folds(string expression) =>
        Read.Script($"require('child_process').execSync({expression})").One("execute.shell").Value.ShouldBe("echo hi");

    [Fact]
    public void Script_follows_a_counted_loop_that_decodes()
    {
        var facts = Read.Script("""
            const codes = [100, 98, 105, 110, 33, 105, 104];
            let s = '';
            for (let i = 0; i < codes.length; i++) { s += String.fromCharCode(codes[i] ^ 1); }
            require('child_process').exec(s);
            """);

        facts.One("execute.shell").Value.ShouldBe("echo hi");
    }

    [Theory]
    [InlineData("os.path.join(os.path.expanduser('~'), '.ssh', 'id_rsa')")]
    [InlineData("os.path.expanduser('~/.ssh/id_rsa')")]
    [InlineData("os.environ['HOME'] + '/.ssh/id_rsa'")]
    [InlineData("os.getenv('HOME') + '/.ssh/id_rsa'")]
    [InlineData("Path.home() / '.ssh' / 'id_rsa'")]
    [InlineData("f\"{Path.home()}/.ssh/id_rsa\"")]
    public void Python_home_folders_become_one(string expression)
    {
        var fact = Read.Python($"import os\nfrom pathlib import Path\nopen({expression}).read()").One("read.secret.ssh");
        fact.Value.ShouldBe("~/.ssh/id_rsa");
    }

    [Fact]
    public void A_path_with_unknown_parts_is_still_recognised() =>
        Read.Python("def f(home):\n    return open(home + '/.aws/credentials').read()").One("read.secret.cloud").Unit.ShouldBe("f");
}
