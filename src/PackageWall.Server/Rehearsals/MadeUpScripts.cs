namespace PackageWall.Server.Rehearsals;

/// <summary>Code of made-up packages as honest packages have it. Nobody ever runs it.</summary>
internal static class MadeUpScripts
{
    /// <summary>What an npm package exports.</summary>
    public static string Export(int number) => $$"""
        'use strict';
        const path = require('path');
        const { read } = require('./lib/reader');
        const isQuiet = process.env.NODE_ENV === 'production';

        class Joiner {
          constructor(separator = ', ') { this.separator = separator; this.number = {{number}}; }
          join(items) {
            return items.filter((item) => typeof item === 'string' && /^[a-z0-9-]+$/i.test(item)).map((item) => `${item}`).join(this.separator);
          }
        }

        module.exports.join = function join(items) {
          if (!Array.isArray(items)) throw new TypeError('items is not an array');
          const joiner = new Joiner();
          if (!isQuiet) console.log('joined %d', items.length);
          return joiner.join(items) + read(path.join(__dirname, 'README.md')).length;
        };

        """;

    /// <summary>A file of it that reads another.</summary>
    public static string Reader(int number) => $$"""
        const fs = require('fs');
        const cache = new Map();
        exports.read = (file) => {
          let text = cache.get(file);
          if (text === undefined) {
            try { text = fs.readFileSync(file, 'utf8'); } catch (e) { text = 'none{{number}}'; }
            cache.set(file, text);
          }
          return Buffer.from(text, 'utf8').toString();
        };

        """;

    /// <summary>Its command.</summary>
    public static string Command(int number) => $$"""
        #!/usr/bin/env node
        const { join } = require('./index.js');
        const [, , ...words] = process.argv;
        process.stdout.write(join(words.concat(['{{number}}'])) + require('os').EOL);

        """;

    /// <summary>A Python module.</summary>
    public static string Module(int number) => $$"""
        "Made up, and of no use."
        import json
        import os
        import re

        NUMBER = {{number}}
        _WORD = re.compile(r"^[a-z0-9-]+$")


        class Joiner:
            def __init__(self, separator: str = ", ") -> None:
                self.separator = separator

            def join(self, items: list[str]) -> str:
                return self.separator.join(item for item in items if _WORD.match(item))


        def read(name: str) -> dict:
            path = os.path.join(os.path.dirname(__file__), name)
            with open(path, encoding="utf-8") as file:
                return json.load(file)

        """;
}
