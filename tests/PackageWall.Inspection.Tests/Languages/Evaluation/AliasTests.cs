namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>However a function is reached, it is that function.</summary>
public sealed class AliasTests
{
    [Theory]
    [InlineData("import os\nos.system('x y')")]
    [InlineData("import os as o\no.system('x y')")]
    [InlineData("from os import system\nsystem('x y')")]
    [InlineData("from os import system as s\ns('x y')")]
    [InlineData("__import__('os').system('x y')")]
    [InlineData("import importlib\nimportlib.import_module('o' + 's').system('x y')")]
    [InlineData("import os\ngetattr(os, 'sys' + 'tem')('x y')")]
    [InlineData("import os\nf = os.system\ng = f\ng('x y')")]
    [InlineData("import os\nglobals()['os'].system('x y')")]
    [InlineData("globals()['__builtins__'].__import__('os').system('x y')")]
    [InlineData("__builtins__.__import__('os').system('x y')")]
    [InlineData("import builtins\nbuiltins.__import__('os').system('x y')")]
    [InlineData("getattr(__import__('builtins'), '__import__')('os').system('x y')")]
    [InlineData("import sys\nsys.modules['os'].system('x y')")]
    [InlineData("import os\n{'a': os.system}['a']('x y')")]
    [InlineData("import os\n(lambda f: f('x y'))(os.system)")]
    [InlineData("import os\nfrom functools import partial\npartial(os.system, 'x y')()")]
    [InlineData("import os\nclass A:\n    run = os.system\nA.run('x y')")]
    [InlineData("import os\nclass A:\n    def __init__(self):\n        self.f = os.system\n    def go(self):\n        self.f('x y')\nA().go()")]
    [InlineData("import os\nlist(map(os.system, ['x y']))")]
    [InlineData("import os\n\U0001D428\U0001D42C.system('x y')")]
    public void Python(string text)
    {
        var facts = Read.Python(text);
        facts.Has("execute.shell").ShouldBeTrue(facts.Names());
    }

    [Theory]
    [InlineData("require('child_process').exec('x y')")]
    [InlineData("require('node:child_process').exec('x y')")]
    [InlineData("const { exec } = require('child_process'); exec('x y')")]
    [InlineData("const { exec: run } = require('child_process'); run('x y')")]
    [InlineData("const cp = require('child_process'); cp['ex' + 'ec']('x y')")]
    [InlineData("import { exec } from 'child_process'; exec('x y')")]
    [InlineData("import * as cp from 'node:child_process'; cp.exec('x y')")]
    [InlineData("import cp from 'child_process'; cp.exec('x y')")]
    [InlineData("process.mainModule.require('child_process').exec('x y')")]
    [InlineData("module.constructor._load('child_process').exec('x y')")]
    [InlineData("globalThis['req' + 'uire']('child_process').exec('x y')")]
    [InlineData("const r = require; r('child_process').exec('x y')")]
    [InlineData("import('child_process').then(cp => cp.exec('x y'))")]
    [InlineData("(async () => { const cp = await import('child_process'); cp.exec('x y'); })()")]
    [InlineData("const { createRequire } = require('module'); createRequire(__filename)('child_process').exec('x y')")]
    [InlineData("Reflect.get(require('child_process'), 'exec')('x y')")]
    [InlineData("require('child_process').exec.call(null, 'x y')")]
    [InlineData("require('child_process').exec.apply(null, ['x y'])")]
    [InlineData("require('util').promisify(require('child_process').exec)('x y')")]
    [InlineData("class A { constructor() { this.f = require('child_process').exec; } go() { this.f('x y'); } } new A().go()")]
    public void Script(string text)
    {
        var facts = Read.Script(text);
        facts.Has("execute.shell").ShouldBeTrue(facts.Names());
    }

    [Theory]
    [InlineData("eval(x)")]
    [InlineData("(0, eval)(x)")]
    [InlineData("globalThis['ev' + 'al'](x)")]
    [InlineData("new Function(x)()")]
    [InlineData("Function('a', x)")]
    [InlineData("[].filter.constructor(x)()")]
    [InlineData("(() => {}).constructor(x)()")]
    [InlineData("require('vm').runInThisContext(x)")]
    [InlineData("new (require('vm').Script)(x)")]
    [InlineData("setTimeout(x, 10)")]
    [InlineData("module._compile(x, 'a')")]
    public void Script_that_was_fetched_and_runs(string run)
    {
        var facts = Read.Script($"fetch('https://a.invalid').then(r => r.text()).then(x => {{ {run}; }})");
        facts.One("execute.code").From.ShouldContain("network.fetch");
    }

    [Fact]
    public void A_name_that_cannot_be_known_is_said_to_be_so()
    {
        Read.Python("import sys\n__import__(sys.argv[1])").Has("dynamic.import").ShouldBeTrue();
        Read.Script("require(process.argv[2])").Has("dynamic.import").ShouldBeTrue();
        Read.Script("process[process.argv[2]]()").Has("dynamic.member").ShouldBeTrue();
        Read.Python("import os, sys\ngetattr(os, sys.argv[1])()").Has("dynamic.member").ShouldBeTrue();
    }
}
