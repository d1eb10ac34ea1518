using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Honest Python packages whose hooks and entry points are those of attacks.</summary>
internal static class PyPiTwins
{
    private const string Module = """
        from pathlib import Path

        __version__ = "1.0"


        def slug(text: str) -> str:
            return "-".join(text.lower().split())


        def read(path: str) -> str:
            return Path(path).read_text(encoding="utf-8")

        """;

    /// <summary>A path file of one folder.</summary>
    public static CataloguePackage PathFile { get; } = Wheel("dotted_paths", "1.2.0", ("dotted_paths/__init__.py", Module), ("dotted_paths.pth", "dotted_paths/vendor\n"), ("dotted_paths/vendor/tiny.py", "ONE = 1\n"));

    /// <summary>The path file that old namespace packages have.</summary>
    public static CataloguePackage NamespacePathFile { get; } = Wheel("zone_core", "2.0.0", ("zone/core.py", Module),
        ("zone_core-2.0.0-py3.8-nspkg.pth", "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('zone',));importlib = has_mfs and __import__('importlib.util');has_mfs and __import__('importlib.machinery');m = has_mfs and sys.modules.setdefault('zone', importlib.util.module_from_spec(importlib.machinery.PathFinder.find_spec('zone', [os.path.dirname(p)])));m = m or sys.modules.setdefault('zone', types.ModuleType('zone'));mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p)\n"));

    /// <summary>A setup script that reads its version and builds an extension.</summary>
    public static CataloguePackage Setup { get; } = Sdist("fast-slug", "1.3.1", ("fast_slug/__init__.py", Module),
        ("setup.py", """
            import os
            import re
            from setuptools import Extension, find_packages, setup
            from setuptools.command.build_ext import build_ext

            here = os.path.abspath(os.path.dirname(__file__))
            with open(os.path.join(here, "fast_slug", "__init__.py"), encoding="utf-8") as source:
                version = re.search(r'__version__ = "([^"]+)"', source.read()).group(1)


            class OptionalBuild(build_ext):
                def run(self):
                    try:
                        super().run()
                    except Exception as error:
                        print(f"The extension was not built: {error}")


            setup(
                name="fast-slug",
                version=version,
                packages=find_packages(),
                ext_modules=[] if os.environ.get("FAST_SLUG_PURE") else [Extension("fast_slug._speedups", ["fast_slug/_speedups.c"])],
                cmdclass={"build_ext": OptionalBuild},
            )

            """),
        ("fast_slug/_speedups.c", "#include <Python.h>\nstatic struct PyModuleDef module = { PyModuleDef_HEAD_INIT, \"_speedups\" };\nPyMODINIT_FUNC PyInit__speedups(void) { return PyModule_Create(&module); }\n"));

    /// <summary>A service's client: imports much, does nothing until called.</summary>
    public static CataloguePackage Client { get; } = Wheel("acme_sdk", "3.4.0", ("acme_sdk/__init__.py", "from ._client import Acme\n\n__all__ = [\"Acme\"]\n"),
        ("acme_sdk/_client.py", """
            import base64
            import os
            import threading

            import httpx


            class Acme:
                def __init__(self, api_key: str | None = None, base_url: str = "https://api.acme.invalid/v2"):
                    self.api_key = api_key or os.environ.get("ACME_API_KEY")
                    self._http = httpx.Client(base_url=base_url, headers={"Authorization": f"Bearer {self.api_key}"})
                    self._lock = threading.Lock()

                def voice(self, text: str) -> bytes:
                    with self._lock:
                        answer = self._http.post("/speech", json={"text": text})
                    answer.raise_for_status()
                    return base64.b64decode(answer.json()["audio"])

            """),
        ("acme_sdk/audio.py", """
            import wave


            def seconds(path: str) -> float:
                with wave.open(path, "rb") as sound:
                    frames = sound.readframes(sound.getnframes())
                    return len(frames) / sound.getsampwidth() / sound.getframerate()

            """));

    /// <summary>Starts a background thread at import, to flush a queue.</summary>
    public static CataloguePackage BackgroundThread { get; } = Wheel("quiet_log", "0.8.0", ("quiet_log/__init__.py", """
        import atexit
        import queue
        import threading

        _queue: "queue.Queue[str]" = queue.Queue()


        def _work() -> None:
            while True:
                line = _queue.get()
                if line is None:
                    return
                print(line)


        _thread = threading.Thread(target=_work, daemon=True)
        _thread.start()
        atexit.register(lambda: _queue.put(None))


        def log(line: str) -> None:
            _queue.put(line)

        """));

    /// <summary>A data file that is unpacked and read as data.</summary>
    public static CataloguePackage DataFile { get; } = Wheel("word_check", "1.1.0", ("word_check/__init__.py", """
        import gzip
        import json
        from importlib import resources


        def load(language: str = "en") -> dict[str, int]:
            with resources.files(__package__).joinpath(f"resources/{language}.json.gz").open("rb") as packed:
                return json.loads(gzip.decompress(packed.read()))


        WORDS = load()

        """), ("word_check/resources/en.json.gz", Encodings.Gzip("""{"the": 1, "of": 2, "house": 3}""")));

    /// <summary>Checks which machine it runs on, and whether libraries fit.</summary>
    public static CataloguePackage Compatibility { get; } = Wheel("light_cone", "0.7.2", ("light_cone/__init__.py", """
        import os
        import platform
        import warnings
        from importlib import metadata


        def _check_tf_compatibility() -> None:
            os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
            try:
                version = metadata.version("tensorflow")
            except metadata.PackageNotFoundError:
                return
            if platform.system() == "Darwin" and version.startswith("2.13"):
                warnings.warn(f"tensorflow {version} is known to be slow on this platform")


        _check_tf_compatibility()

        """));

    /// <summary>A compiled extension beside its stubs.</summary>
    public static CataloguePackage Extension { get; } = Wheel("swift_sum", "2.0.1", ("swift_sum/__init__.py", "from ._core import total\n\n__all__ = [\"total\"]\n"),
        ("swift_sum/_core.pyi", "def total(values: list[float]) -> float: ...\n"),
        ("swift_sum/_core.abi3.so", Binaries.Elf("PyInit__core", "total", "PyFloat_FromDouble", "libc.so.6")));

    /// <summary>A command named for itself.</summary>
    public static CataloguePackage Command { get; } = Wheel("tidy_csv", "0.4.0", ("tidy_csv/__init__.py", Module), ("tidy_csv/cli.py", "import sys\n\n\ndef main() -> int:\n    print(sys.argv[1:])\n    return 0\n"),
        ("{info}/entry_points.txt", "[console_scripts]\ntidy-csv = tidy_csv.cli:main\n"));
}
