using System.Diagnostics;
using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Archives.Names;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>
/// What Python's and npm's own unpackers see in archives: files and hashes, or a refusal. Scripts only list; nothing is
/// unpacked. One process serves a whole folder of archives.
/// </summary>
internal static class SecondOpinion
{
    private const string Python = """
        import hashlib, os, sys, tarfile, zipfile
        def files(path):
            if path.endswith('.zip'):
                with zipfile.ZipFile(path) as z:
                    for i in z.infolist():
                        if not i.is_dir():
                            yield i.filename, z.read(i)
            else:
                with tarfile.open(path) as t:
                    for m in t:
                        if m.isreg():
                            yield m.name, t.extractfile(m).read()
        for name in sorted(os.listdir(sys.argv[1])):
            try:
                seen = list(files(os.path.join(sys.argv[1], name)))
                for n, c in seen:
                    print(name, n.encode('utf-8', 'surrogateescape').hex() or '-', hashlib.sha256(c).hexdigest())
                print(name, 'read')
            except Exception as e:
                print(name, 'refused', type(e).__name__)
        """;

    private const string Node = """
        const crypto = require('crypto'), fs = require('fs'), path = require('path'), tar = require(process.argv[1]);
        const folder = process.argv[2];
        (async () => {
          for (const name of fs.readdirSync(folder).sort()) {
            if (name.endsWith('.zip')) continue;
            const out = [];
            try {
              await tar.t({ file: path.join(folder, name), onReadEntry: entry => {
                if (!/File$/.test(entry.type)) return;
                const hash = crypto.createHash('sha256');
                entry.on('data', part => hash.update(part));
                entry.on('end', () => out.push([name, Buffer.from(String(entry.path)).toString('hex') || '-', hash.digest('hex')].join(' ')));
              } });
              out.push(name + ' read');
              console.log(out.join('\n'));
            } catch (e) { console.log(name + ' refused ' + e.code); }
          }
        })();
        """;

    /// <summary>What Python's tarfile and zipfile see.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>?> OfPython(string folder) => Parse(Run("python3", ["-c", Python, folder]));

    /// <summary>What npm's own unpacker sees.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>?> OfNpm(string folder)
    {
        string modules = Run("npm", ["root", "-g"]).Trim();
        return Parse(Run("node", ["-e", Node, Path.Combine(modules, "npm", "node_modules", "tar"), folder]));
    }

    /// <summary>What we see, in the same form.</summary>
    public static Dictionary<string, string> Ours(ArchiveReading reading)
    {
        Dictionary<string, string> files = [];
        foreach (ArchiveEntry entry in reading.Entries.Where(entry => entry.Kind == ArchiveEntryKind.File))
        {
            files[entry.Path] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(entry.Content.Span));
        }

        return files;
    }

    /// <summary>Whether both see the same files with the same bytes.</summary>
    public static bool Agree(Dictionary<string, string> ours, Dictionary<string, string> theirs) =>
        ours.Count == theirs.Count && ours.All(file => theirs.GetValueOrDefault(file.Key) == file.Value);

    // Null for an archive that was refused; the last of two files with one path wins, as on disk.
    private static Dictionary<string, Dictionary<string, string>?> Parse(string lines)
    {
        Dictionary<string, Dictionary<string, string>?> seen = [];
        foreach (string[] words in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')))
        {
            seen.TryAdd(words[0], []);
            if (words[1] == "refused")
            {
                seen[words[0]] = null;
            }
            else if (words[1] != "read")
            {
                string path = words[1] == "-" ? string.Empty : Encoding.UTF8.GetString(Convert.FromHexString(words[1]));
                seen[words[0]]![ArchiveNames.Normalise(path)] = words[2];
            }
        }

        return seen;
    }

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
        return output;
    }
}
