using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.Outlines;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Languages.Outlines;

/// <summary>The quick walk sets aside only what can have no effect; whatever leads to one, by whatever way, is evaluated.</summary>
public sealed class OutlineTests
{
    [Theory]
    [InlineData("const a = require('./a'); module.exports = function (x) { return a.b(x) + 1; };")]
    [InlineData("import { join } from 'path'; export const p = (a) => join(a, 'b');")]
    [InlineData("if (typeof window !== 'undefined') { module.exports = 1; } var x = Object.prototype.hasOwnProperty;")]
    [InlineData("(function (root, factory) { if (typeof define === 'function') define([], factory); else root.x = factory(); })(this, function () { return {}; });")]
    [InlineData("const os = require('os'); exports.eol = os.EOL; const fs = require('fs'); exports.has = p => fs.existsSync(p);")]
    [InlineData("exports.dev = process.env.NODE_ENV !== 'production'; setTimeout(() => {}, 1); function f(self) { return self.fetch(); }")]
    [InlineData("class A { constructor() { this.x = 1; } clone() { return new this.constructor(this.x); } }")]
    public void Sets_aside_script_without_effects(string text) => Script(text).ShouldBeNull();

    [Theory]
    [InlineData("eval('1')")]
    [InlineData("const run = require('child_process').exec; exports.f = run;")]
    [InlineData("exports.f = c => cp.exec(c); const cp = require('child_process');")]
    [InlineData("const {exec: e} = require('node:child_process'); e('id')")]
    [InlineData("import * as cp from 'child_process'; cp['ex' + 'ec']('id')")]
    [InlineData("require('child_' + 'process').exec('id')")]
    [InlineData("const r = require; r('child_process').exec('id')")]
    [InlineData("module['require']('child_process').exec('id')")]
    [InlineData("module.constructor._load('child_process').exec('id')")]
    [InlineData("process.mainModule.require('child_process').exec('id')")]
    [InlineData("const p = process; p.binding('spawn_sync')")]
    [InlineData("const g = globalThis; g.fetch('https://a.invalid')")]
    [InlineData("const g = globalThis; g['fe' + 'tch']('https://a.invalid')")]
    [InlineData("const g = globalThis; g[['fe', 'tch'].join('')]('https://a.invalid'); 'atob'; atob('x')")]
    [InlineData("(function () {}).constructor('return process')()")]
    [InlineData("[]['filter']['constructor']('return process')()")]
    [InlineData("[][k][c]('return process.env')()")]
    [InlineData("const F = f.constructor; F('return require(\\'child_process\\')')()")]
    [InlineData("Function('return this')()['ev' + 'al']('1'); ")]
    [InlineData("setTimeout('alert(1)', 1)")]
    [InlineData("const code = 'require(\"child_process\").exec(\"id\")'; setTimeout(code, 1)")]
    [InlineData("import('child_process').then(m => m.exec('id'))")]
    [InlineData("const m = await import('node:child_process'); m.exec('id')")]
    [InlineData("require('child_process').exec.call(null, 'id')")]
    [InlineData("class A { static run = require('child_process').exec }; A.run('id')")]
    [InlineData("var fs = __importStar(require('fs')); fs.readFileSync('/etc/passwd')")]
    [InlineData("x.readFileSync('/root/.ssh/id_rsa')")]
    [InlineData("exports.p = '/root/.ssh/' + 'id_rsa'")]
    [InlineData("exports.t = process.env.NPM_TOKEN")]
    [InlineData("exports.t = process.env[k]")]
    [InlineData("const { env } = process; exports.e = JSON.stringify(env)")]
    [InlineData("document.cookie")]
    [InlineData("const x = new XMLHttpRequest(); x.open('GET', 'https://a.invalid'); x.send()")]
    [InlineData("window.fetch = mine")]
    [InlineData("for (;;) {}")]
    [InlineData("exports.x = 'cmVxdWlyZSgiY2hpbGRfcHJvY2VzcyIpLmV4ZWMoImlkIik7IGNvbnNvbGUubG9nKHByb2Nlc3MuZW52KQ=='")]
    [InlineData("Reflect.get(globalThis, name)('x')")]
    public void Evaluates_script_that_may_have_one(string text) => Script(text).ShouldNotBeNull();

    [Theory]
    [InlineData("import json\nfrom .a import b\n\ndef f(x):\n    return json.dumps(b(x))\n")]
    [InlineData("import os\n\nHERE = os.path.dirname(__file__)\n\nclass A:\n    def f(self):\n        return os.path.join(HERE, 'x')\n")]
    [InlineData("import sys\nif sys.version_info < (3, 8):\n    raise RuntimeError('old')\n")]
    public void Sets_aside_python_without_effects(string text) => Python(text).ShouldBeNull();

    [Theory]
    [InlineData("exec('1')")]
    [InlineData("import os as o\no.system('id')")]
    [InlineData("from os import system as s\ns('id')")]
    [InlineData("from os import *\nsystem('id')")]
    [InlineData("def f():\n    o.system('id')\nimport os as o\nf()")]
    [InlineData("__import__('os').system('id')")]
    [InlineData("getattr(__import__('o' + 's'), 'sys' + 'tem')('id')")]
    [InlineData("import os\ngetattr(os, name)('id')")]
    [InlineData("import os\nx = os\nx.system('id')")]
    [InlineData("().__class__.__base__.__subclasses__()")]
    [InlineData("f.__globals__['os'].system('id')")]
    [InlineData("import os\nprint(dict(os.environ))")]
    [InlineData("import os\nos.environ['AWS_SECRET_ACCESS_KEY']")]
    [InlineData("import builtins\nbuiltins.exec('1')")]
    [InlineData("open('/root/.ssh/id_rsa').read()")]
    [InlineData("import importlib\nimportlib.import_module('o' + 's').system('id')")]
    public void Evaluates_python_that_may_have_one(string text) => Python(text).ShouldNotBeNull();

    private static string? Script(string text) =>
        OutlineWalk.Of(Language.JavaScript, JavaScriptSyntax.Parse(Encoding.UTF8.GetBytes(text), "x.js"), Source(text, "x.js"), Vocabulary.Default).Because;

    private static string? Python(string text) =>
        OutlineWalk.Of(Language.Python, PythonReader.Parse(Encoding.UTF8.GetBytes(text)), Source(text, "pkg/x.py"), Vocabulary.Default).Because;

    private static SourceText Source(string text, string file) =>
        new(Ecosystem.PyPi, file, Encoding.UTF8.GetBytes(text), new InspectionBudget(InspectionLimits.Default));
}
