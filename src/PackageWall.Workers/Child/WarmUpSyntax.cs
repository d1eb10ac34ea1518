namespace PackageWall.Workers.Child;

/// <summary>Code of no use that shows a parser each kind of syntax once. Nobody ever runs it.</summary>
internal static class WarmUpSyntax
{
    /// <summary>JavaScript as it is published for older engines, and by bundlers.</summary>
    public const string Script = """
        'use strict';
        Object.defineProperty(exports, '__esModule', { value: true });
        var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { default: mod }; };
        var path_1 = __importDefault(require('path')), fs = require('fs'), child = require('child_process');
        var Shape = /** @class */ (function () {
          function Shape(sides) { var _this = this; this.sides = sides; this.names = []; _this.done = void 0; }
          Shape.prototype.add = function (name) { this.names.push(name); return this; };
          Object.defineProperty(Shape.prototype, 'count', { get: function () { return this.names.length; }, enumerable: false });
          return Shape;
        }());
        class Square extends Shape {
          static #made = 0;
          colour = 'red';
          ['computed' + 1] = 2;
          static { Square.all = new Map(); }
          constructor(...args) { super(4, ...args); Square.#made++; }
          get area() { return this.side ** 2; }
          set area(value) { this.side = Math.sqrt(value); }
          async *walk() { for await (const step of this.names) { yield* [step, yield step]; } }
          static of({ side = 1, ...rest } = {}, [first, , third] = []) { return Object.assign(new Square(), { side, first, third }, rest); }
        }
        function route(kind, done) {
          outer: for (var i = 0, j = 10; i < j; i++, j--) {
            switch (kind) {
              case 'a': case 'b': continue outer;
              case 'c': { break outer; }
              default: done && done(null, kind);
            }
          }
          do { i = i - 1 >>> 0; } while (i > 3);
          while (j-- > 0) { if (j % 2) { continue; } else if (j in [1, 2]) { break; } }
          try { return JSON.parse(fs.readFileSync(path_1.default.join(__dirname, kind + '.json'), 'utf8')); } catch { throw new Error(`no ${kind}`, { cause: i }); } finally { delete exports.last; }
        }
        const names = ['one', 'two'].map((name) => name.toUpperCase()).filter(Boolean).concat([...'ab'].reverse());
        const table = { names, 'two': 2, [names[0]]: 3, method() { return arguments.length; }, get: () => table?.names?.[0] ?? 'none', async later() { await null; }, __proto__: null };
        const handlers = { start: (x) => child.spawnSync('git', ['--version', x]).stdout.toString(), stop: function () { return process.exit(table.two | 0); } };
        exports.run = async (which, ...rest) => { const { length: n } = rest; return (handlers[which] || route)(...rest, n > 1 ? n : -n, /[a-z]+(?:\/x)?/giu.test(which), 0x1f, 1_000n); };
        exports.load = (name) => import('./' + name + '.mjs').then((m) => m.default, (e) => { console.error(e); });
        exports.Square = Square; module.exports.route = route; for (const key in table) exports[key] = table[key];
        var hex = String.fromCharCode(104, 105) + unescape('%21') + Buffer.from('6869', 'hex') + atob('aGk='), list = [1, 2, 3].reduce(function (a, b) { return a + b; }, 0);
        hex.split('').forEach(function (letter, at) { list += letter.charCodeAt(at) ^ 7; }); setTimeout(exports.run.bind(null, 'start'), list);
        (0, function () { return typeof globalThis !== 'undefined' ? globalThis : new Function('return this')(); })().shapes = new Square().add('x');

        """;

    /// <summary>A module.</summary>
    public const string Module = """
        #!/usr/bin/env node
        import fs, { readFileSync as read } from 'node:fs';
        import * as os from 'os';
        import './typed.tsx';
        import data from './package.json' with { type: 'json' };
        export * from './main.js';
        export * as everything from './main.js';
        export { read as default, os };
        export const [home, { env: { PATH: where = '' }, ...others }] = [os.homedir(), process];
        export function* count(to = 3) { let i = 0; while (i < to) yield i++; }
        export class Empty { static async make() { return await new this(); } }
        export async function send(text) { const answer = await fetch(new URL(`/x?${text}`, 'http://warm.invalid'), { method: 'POST', body: JSON.stringify({ text, data }) }); return answer.ok; }
        label: { if (!fs.existsSync(where)) break label; }
        let total = 0; total ||= 1; total ??= 2; total &&= 3; total **= 2; total <<= 1;
        const tagged = String.raw`a${total}b${`c${total}`}`;
        console.log(tagged, others, import.meta.url, new.target);

        """;

    /// <summary>TypeScript with markup.</summary>
    public const string Typed = """
        import type { ReactNode } from 'react';
        import React, { type FC } from 'react';
        declare module 'warm' { interface Options { quiet?: boolean } }
        declare const version: string;
        interface Props<T extends object = {}> extends Base<T>, Other { readonly name: string; (x: number): void; [key: string]: unknown; onDone?(error: Error | null): asserts error is Error }
        type Key = keyof Props | `on${string}` | (typeof names)[number] | { [K in Kind]?: Array<K> } | (new (...args: any[]) => void);
        export type Choice<T> = T extends (infer U)[] ? U : never;
        export type { Key };
        enum Kind { One = 1, Two = One << 1, Three = 'three'.length }
        declare enum Ambient { A }
        namespace Inner.Deep { export const x: number = 1; export namespace More { export function y(): void {} } }
        abstract class Base<T> implements Other { constructor(private readonly a: string, protected b?: number) { super(); } abstract make(): T; declare c: string; d!: number; static override e = <any>1; @logged() public f<U>(this: Base<T>, g: U, ...h: U[]): g is U { return (g as unknown as U)! satisfies U; } }
        function over(a: string): string; function over(a: number): number; function over(a: any) { return a; }
        @decorated({ selector: 'x' }) class Decorated { @input name = ''; @output() done = new Emitter<string>(); }
        const identity = <T,>(x: T): T => x, call = identity<Map<string, number[]>>(new Map<string, number[]>()), names = ['a', 'b'] as const;
        export const View: FC<Props> = ({ name, children, ...rest }: Props & { children: ReactNode }) => (
          <section className="warm" {...rest} onClick={() => over(1)} data-x='y'>
            {names.map((n) => <Item key={n} value={n as string} />)} text &amp; more {/* nothing */}
            <>{name && <b.c.d>{name}</b.c.d>}</>
          </section>
        );
        export = View;
        export default abstract class {}

        """;
}
