using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Honest npm packages whose hooks and entry points are those of attacks.</summary>
internal static class NpmTwins
{
    private const string Library = """
        'use strict';
        const path = require('path');
        function join(...parts) { return path.join(...parts).replace(/\\/g, '/'); }
        function retry(times, task) { return task().catch(error => times > 1 ? retry(times - 1, task) : Promise.reject(error)); }
        module.exports = { join, retry };

        """;

    /// <summary>Thanks the user after installation.</summary>
    public static CataloguePackage Funding { get; } = Npm("kind-words", "2.1.0", """{ "main": "index.js", "scripts": { "postinstall": "node postinstall.js || exit 0" } }""",
        ("index.js", Library),
        ("postinstall.js", """
            'use strict';
            const os = require('os');
            const fs = require('fs');
            const path = require('path');
            const env = process.env;
            if (env.CI || env.DISABLE_OPENCOLLECTIVE || env.npm_config_loglevel === 'silent') process.exit(0);
            const mark = path.join(os.tmpdir(), 'kind-words-shown');
            if (!fs.existsSync(mark) || Date.now() - fs.statSync(mark).mtimeMs > 180000) {
              fs.writeFileSync(mark, String(Date.now()));
              console.log('\u001b[96mThank you for using kind-words. Please consider a donation: https://opencollective.com/kind-words\u001b[0m');
            }

            """));

    /// <summary>Looks for a prebuilt binary among its optional dependencies and checks that it runs.</summary>
    public static CataloguePackage PlatformBinary { get; } = Npm("fastpack", "0.21.5", """
        { "main": "lib/main.js", "bin": { "fastpack": "bin/fastpack" }, "scripts": { "postinstall": "node install.js" },
          "optionalDependencies": { "@fastpack/linux-x64": "0.21.5", "@fastpack/darwin-arm64": "0.21.5", "@fastpack/win32-x64": "0.21.5" } }
        """,
        ("lib/main.js", Library),
        ("bin/fastpack", "#!/usr/bin/env node\nrequire('../lib/main.js');\n"),
        ("install.js", """
            const fs = require('fs');
            const path = require('path');
            const child_process = require('child_process');
            const versionFromPackageJSON = require(path.join(__dirname, 'package.json')).version;
            function pkgForCurrentPlatform() {
              const known = { 'linux x64': '@fastpack/linux-x64', 'darwin arm64': '@fastpack/darwin-arm64', 'win32 x64': '@fastpack/win32-x64' };
              const key = `${process.platform} ${process.arch}`;
              if (!(key in known)) throw new Error(`Unsupported platform: ${key}`);
              return known[key];
            }
            function validateBinaryVersion(binPath) {
              const stdout = child_process.execFileSync(binPath, ['--version'], { stdio: 'pipe' }).toString().trim();
              if (stdout !== versionFromPackageJSON) throw new Error(`Expected ${JSON.stringify(versionFromPackageJSON)} but got ${JSON.stringify(stdout)}`);
            }
            let bin;
            try { bin = require.resolve(`${pkgForCurrentPlatform()}/bin/fastpack`); }
            catch (error) { console.error('[fastpack] The optional package for this platform is not installed.'); process.exit(1); }
            validateBinaryVersion(bin);

            """));

    /// <summary>Compiles native code, or takes what was prebuilt and packed.</summary>
    public static CataloguePackage Addon { get; } = Npm("ring-hash", "3.0.2", """{ "main": "index.js", "gypfile": true, "scripts": { "install": "node-gyp-build" }, "dependencies": { "node-gyp-build": "^4.8.0", "node-addon-api": "^8.0.0" } }""",
        ("index.js", "module.exports = require('node-gyp-build')(__dirname);\n"),
        ("binding.gyp", """
            {
              "targets": [{
                "target_name": "ring_hash",
                "sources": ["src/ring_hash.cc"],
                "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
                "defines": ["NAPI_DISABLE_CPP_EXCEPTIONS"]
              }]
            }

            """),
        ("src/ring_hash.cc", "#include <napi.h>\nNapi::Value Hash(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), 1); }\nNapi::Object Init(Napi::Env env, Napi::Object exports) { exports.Set(\"hash\", Napi::Function::New(env, Hash)); return exports; }\nNODE_API_MODULE(ring_hash, Init)\n"));

    /// <summary>Prepares a repository's git hooks, as its own developers want it.</summary>
    public static CataloguePackage Prepare { get; } = Npm("tidy-lists", "1.4.0", """{ "main": "index.js", "scripts": { "prepare": "husky install && npm run build", "build": "tsc -p .", "prepublishOnly": "npm test", "test": "node --test" } }""",
        ("index.js", Library));

    /// <summary>A client for a service, with telemetry that a user turns on.</summary>
    public static CataloguePackage Client { get; } = Npm("acme-rest", "5.2.0", """{ "main": "dist/index.js", "homepage": "https://acme.invalid", "repository": "https://github.com/acme/acme-rest" }""",
        ("dist/index.js", """
            'use strict';
            const https = require('https');
            class AcmeClient {
              constructor(options = {}) {
                this.apiKey = options.apiKey || process.env.ACME_API_KEY;
                this.host = options.host || 'api.acme.invalid';
              }
              request(method, path, body) {
                return new Promise((resolve, reject) => {
                  const data = body ? JSON.stringify(body) : undefined;
                  const req = https.request({ method, path, hostname: this.host, headers: { authorization: `Bearer ${this.apiKey}`, 'content-type': 'application/json' } }, res => {
                    let text = '';
                    res.on('data', chunk => { text += chunk; });
                    res.on('end', () => resolve(JSON.parse(text)));
                  });
                  req.on('error', reject);
                  req.end(data);
                });
              }
            }
            module.exports = { AcmeClient };

            """));

    /// <summary>Wraps fetch for measuring, as monitoring does.</summary>
    public static CataloguePackage FetchWrapper { get; } = Npm("page-timing", "4.0.1", """{ "main": "dist/index.js", "browser": "dist/index.js" }""",
        ("dist/index.js", """
            (function (root) {
              'use strict';
              var timings = [];
              var original = root.fetch;
              root.fetch = function () {
                var start = Date.now();
                return original.apply(this, arguments).then(function (response) {
                  timings.push({ url: response.url, ms: Date.now() - start, ok: response.ok });
                  return response;
                });
              };
              var open = XMLHttpRequest.prototype.open;
              XMLHttpRequest.prototype.open = function (method, url) { this.__url = url; return open.apply(this, arguments); };
              root.pageTiming = { timings: function () { return timings.slice(); }, restore: function () { root.fetch = original; } };
            })(typeof window !== 'undefined' ? window : globalThis);

            """));

    /// <summary>A minified library of one long line.</summary>
    public static CataloguePackage Minified { get; } = Npm("tiny-matrix", "7.3.0", """{ "main": "dist/tiny-matrix.min.js" }""",
        ("dist/tiny-matrix.min.js", Obfuscation.Bundle("module.exports={add:f1,sub:f2,mul:f3};", 320_000, isObfuscated: false)));

    /// <summary>A wallet library: keys in, signatures out.</summary>
    public static CataloguePackage Wallet { get; } = Npm("ledgerline", "2.2.0", """{ "main": "index.js", "dependencies": { "@noble/curves": "^1.4.0", "@noble/hashes": "^1.4.0" }, "repository": "https://github.com/ledgerline/ledgerline", "homepage": "https://ledgerline.invalid" }""",
        ("index.js", """
            'use strict';
            const { secp256k1 } = require('@noble/curves/secp256k1');
            const { sha256 } = require('@noble/hashes/sha256');
            class Wallet {
              constructor(privateKey) { this.privateKey = privateKey; this.publicKey = secp256k1.getPublicKey(privateKey); }
              static fromSeed(seed) { return new Wallet(sha256(seed)); }
              sign(message) { return secp256k1.sign(sha256(message), this.privateKey); }
            }
            async function submit(signed, node = 'https://rpc.ledgerline.invalid') {
              const answer = await fetch(node, { method: 'POST', body: JSON.stringify({ method: 'submit', params: [signed] }) });
              return answer.json();
            }
            module.exports = { Wallet, submit };

            """));

    /// <summary>A command that publishes the packages of its user's repository.</summary>
    public static CataloguePackage Publisher { get; } = Npm("ship-it", "3.1.0", """{ "bin": { "ship-it": "cli.js" }, "main": "lib/publish.js" }""",
        ("cli.js", "#!/usr/bin/env node\nrequire('./lib/publish').run(process.argv.slice(2));\n"),
        ("lib/publish.js", """
            'use strict';
            const { spawnSync } = require('child_process');
            const fs = require('fs');
            function bump(folder, version) {
              const file = `${folder}/package.json`;
              const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
              manifest.version = version;
              fs.writeFileSync(file, JSON.stringify(manifest, null, 2) + '\n');
            }
            exports.run = ([folder, version]) => {
              bump(folder, version);
              spawnSync('git', ['tag', `v${version}`], { cwd: folder, stdio: 'inherit' });
              return spawnSync('npm', ['publish'], { cwd: folder, stdio: 'inherit' }).status;
            };

            """));

    /// <summary>An agent's command line: runs other programs because that is what it is for.</summary>
    public static CataloguePackage Agent { get; } = Npm("helpful-cli", "0.9.0", """{ "bin": { "helpful": "cli.js" } }""",
        ("cli.js", """
            #!/usr/bin/env node
            'use strict';
            const fs = require('fs');
            const path = require('path');
            const os = require('os');
            const settings = path.join(os.homedir(), '.helpful', 'settings.json');
            function load() { try { return JSON.parse(fs.readFileSync(settings, 'utf8')); } catch { return {}; } }
            async function main() {
              const key = process.env.HELPFUL_API_KEY || load().key;
              const answer = await fetch('https://api.helpful.invalid/v1/complete', { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: JSON.stringify({ prompt: process.argv.slice(2).join(' ') }) });
              console.log((await answer.json()).text);
            }
            main();

            """));

    /// <summary>Encoded data that stays data: fonts, certificates, WebAssembly.</summary>
    public static CataloguePackage EmbeddedData { get; } = Npm("inline-icons", "1.0.3", """{ "main": "index.js" }""",
        ("index.js", $$"""
            'use strict';
            const icon = Buffer.from('{{Encodings.Base64(Binaries.Png([]))}}', 'base64');
            const table = JSON.parse(Buffer.from('{{Encodings.Base64("""{"home":1,"search":2,"close":3}""")}}', 'base64').toString('utf8'));
            exports.iconOf = name => table[name] ? icon : null;

            """));
}
