namespace PackageWall.Inspection.Tests.Languages.JavaScript;

public sealed class JavaScriptSyntaxTests
{
    [Theory]
    [InlineData("a = b + c * d", "(a = (b + (c * d)))")]
    [InlineData("a.b['c'](d, ...e)", "a.b[\"c\"](d, ...e)")]
    [InlineData("a?.b?.[c]?.(d)", "a.b[c](d)")]
    [InlineData("x = a ?.5 : b", "(x = (a ? 0.5 : b))")]
    [InlineData("'a' + \"b\" + 'c' + d + 'e' + 'f'", "((\"abc\" + d) + \"ef\")")]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a ? b : c = d", "(a ? b : (c = d))")]
    [InlineData("a = b = c", "(a = (b = c))")]
    [InlineData("a, b", "a; b")]
    [InlineData("(a, b)", "(a , b)")]
    [InlineData("!-~+a", "(! (- (~ (+ a))))")]
    [InlineData("i++; --j", "(i += 1); (j -= 1)")]
    [InlineData("new a.b(c).d()", "new a.b(c).d()")]
    [InlineData("new new X()()", "new new X()()")]
    [InlineData("new.target; import.meta.url", "new.target; import.meta.url")]
    [InlineData("import('x')", "import(\"x\")")]
    [InlineData("tag`a${b}c`", "tag(`\"a\" b \"c\"`)")]
    [InlineData("`a${`b${c}`}d`", "`\"a\" `\"b\" c` \"d\"`")]
    [InlineData("`plain`", "\"plain\"")]
    [InlineData("a / b / c", "((a / b) / c)")]
    [InlineData("a = /b[/]c/g.test(d)", "(a = new RegExp(\"b[/]c\", \"g\").test(d))")]
    [InlineData("if (a) /b/.test(c)", "if<a | new RegExp(\"b\", \"\").test(c)>")]
    [InlineData("a\n/b/g", "((a / b) / g)")]
    [InlineData("x => x + 1", "fn (x) {return (x + 1)}")]
    [InlineData("async (a, {b}, ...c) => { await a }", "fn (a, {\"b\": b}, c) {(await a)}")]
    [InlineData("(a, b = 1, [c] = d) => ({})", "fn (a, b=1, [c]=d) {return {}}")]
    [InlineData("() => {}\n(1)", "fn () {}; 1")]
    [InlineData("function* f() { yield; yield* g() }", "fn f() {(yield undefined); (yield g())}")]
    [InlineData("({a, b: c, [d]: e, ...f, get g() { return 1 }, async *h() {}, 'i'() {}, async: 1})",
        "{\"a\": a, \"b\": c, d: e, ...f, \"g\": fn g() {return 1}, \"h\": fn h() {}, \"i\": fn i() {}, \"async\": 1}")]
    [InlineData("const {a: {b = 1}, ...c} = d", "({\"a\": {\"b\": (b = 1)}, ...c} = d)")]
    [InlineData("for (const [k, v] of m) f(k)", "for<([k, v] of m) | f(k)>")]
    [InlineData("for (var k in m);", "for<(k in m) | {}>")]
    [InlineData("for (var i = 0; i < 9; i++) f()", "for<(i = 0) | (i < 9) | (i += 1) | f()>")]
    [InlineData("for (;;) {}", "for<{} | {} | {} | {}>")]
    [InlineData("while (1) { break }", "while<1 | {}>")]
    [InlineData("do a(); while (b)", "do<a() | b>")]
    [InlineData("if (a) b; else if (c) d; else e", "if<a | b | c | d | e>")]
    [InlineData("switch (a) { case 1: b(); break; default: c() }", "switch<a | 1 | {b()} | {c()}>")]
    [InlineData("try { a() } catch { } finally { b() }", "try<{a()} | catch<{}> | {b()}>")]
    [InlineData("x: for (;;) continue x", "for<{} | {} | {} | {}>")]
    [InlineData("return\na", "return; a")]
    [InlineData("throw new E('x')", "throw new E(\"x\")")]
    [InlineData("class A extends B { #x = 1; static { f() } get y() { return this.#x } static async *z() {} [k] = 2; constructor() { super() } }",
        "class A(B) {(this.#x = 1); {f()}; fn y() {return this.#x}; fn z() {}; (this[k] = 2); fn constructor() {super()}}")]
    [InlineData("#x in y", "(#x in y)")]
    [InlineData("var let_ = 1; let x, y = 2; using z = f()", "(let_ = 1); (y = 2); (z = f())")]
    [InlineData("1_000; 0x1F; 0b11; 0o17; 017; 10n; .5e1; 1..a", "1000; 31; 3; 15; 15; 10; 5; 1.a")]
    [InlineData("'\\x41\\u0042\\u{43}\\104\\\ne\\n'", "\"ABCDe\n\"")]
    [InlineData("\\u0065val(x)", "eval(x)")]
    [InlineData("a\n++b", "a; (b += 1)")]
    [InlineData("await x", "(await x)")]
    [InlineData("let a\n!b && ([{ c }] = d)", "((! b) && ([{\"c\": c}] = d))")]
    [InlineData("let a!: T = b", "(a = b)")]
    [InlineData("export opaque type A = number; b()", "b()")]
    [InlineData("delete a.b, typeof c, void 0", "(delete a.b); (typeof c); (void 0)")]
    [InlineData("a ** b ?? c", "((a ** b) ?? c)")]
    [InlineData("#!/usr/bin/env node\na()", "a()")]
    [InlineData("a ||= b; c ??= d", "(a ||= b); (c ??= d)")]
    public void Code_becomes_the_shared_tree(string code, string tree) => Js.Show(code).ShouldBe(tree);

    [Theory]
    [InlineData("import 'a'", "import a []")]
    [InlineData("import a, {b as c, 'd' as e} from 'f'", "import f [default>a, b>c, d>e]")]
    [InlineData("import * as a from 'b' with { type: 'json' }", "import b [*>a]")]
    [InlineData("import type from 'a'", "import a [default>type]")]
    [InlineData("export * from 'a'; export * as b from 'c'; export {d as e} from 'f'", "import a []; import c []; import f []")]
    [InlineData("export {a as b}", "export {\"b\": a}")]
    [InlineData("export default function () {}", "export fn () {}")]
    [InlineData("export const a = 1, b = 2", "(a = 1); (b = 2); export {\"a\": a, \"b\": b}")]
    [InlineData("export class A {}", "class A() {}; export {\"A\": A}")]
    public void Modules_become_imports_and_exports(string code, string tree) => Js.Show(code).ShouldBe(tree);

    [Theory]
    [InlineData("const a: Map<string, Array<number>> = f<string>(b as any, c!)", "(a = f(b, c))")]
    [InlineData("function f(this: X, a?: string, private readonly b: number = 1): asserts a is string { return <any>a }", "fn f(a, b=1) {return a}")]
    [InlineData("interface A<T> extends B { c: () => void }\nd()", "d()")]
    [InlineData("type A<T> = T extends (infer U)[] ? U : { [K in keyof T]: T[K] }; d()", "d()")]
    [InlineData("enum A { B = 1, C }", "(A = {\"B\": 1, \"C\": \"C\"})")]
    [InlineData("declare module 'a' { export const b: string }\nc()", "{}; c()")]
    [InlineData("namespace N.M { export const b = 1 }", "{(b = 1); export {\"b\": b}}")]
    [InlineData("const f = async <T,>(a: T): Promise<T> => a", "(f = fn (a) {return a})")]
    [InlineData("abstract class A<T> implements B<T> { private a?: string; abstract b(): void; constructor(public c = 1) {} @dec() d: number = 2 }",
        "class A() {fn b() {}; fn constructor(c=1) {}; (this.d = 2); dec()}")]
    [InlineData("@dec class A {}", "class A() {}")]
    [InlineData("x = y satisfies Z", "(x = y)")]
    [InlineData("x = a < b && c > (d)", "(x = ((a < b) && (c > d)))")]
    [InlineData("x = a ? (b) : c => d", "(x = (a ? b : fn (c) {return d}))")]
    [InlineData("x = a ? (b: T): U => d : e", "(x = (a ? fn (b) {return d} : e))")]
    [InlineData("const f = (a: T): (() => void) => { b() }", "(f = fn (a) {b()})")]
    [InlineData("const f = (a: T): ((...c: unknown[]) => unknown) => { b() }", "(f = fn (a) {b()})")]
    [InlineData("const f = (a: T): (c: D) => void => { b() }", "(f = fn (a) {b()})")]
    [InlineData("const f = (a: T): ({ c }: D, e?: F) => void => b", "(f = fn (a) {return b})")]
    [InlineData("import a = require('b'); export = a", "(a = require(\"b\")); export a")]
    [InlineData("import type { A } from 'b'", "import b [A>A]")]
    public void Types_are_passed_over(string code, string tree) => Js.Show(code, "x.ts").ShouldBe(tree);

    [Fact]
    public void A_comparison_that_looks_like_types_keeps_its_calls() =>
        Js.Show("a < b(c()) > (d)", "x.ts").ShouldContain("c()");

    [Theory]
    [InlineData("x = <a b='c' d={e} {...f}>it's {g()} <h.i/></a>", "(x = ?(a, \"c\", e, f, \"it's\", g(), ?(h)))")]
    [InlineData("x = <><b-c/></>", "(x = ?(?(b-c)))")]
    [InlineData("x = <a>{/* note */}{...b}</a>, y", "(x = ?(a, b)); y")]
    public void Markup_keeps_attributes_and_children(string code, string tree) => Js.Show(code, "x.jsx").ShouldBe(tree);

    [Fact]
    public void Html_comments_are_read_as_code_too()
    {
        Js.Show("a()\n<!-- b()\n--> c()\nd()").ShouldBe("a(); d(); {b()}; {c()}");
    }

    [Fact]
    public void What_is_no_javascript_is_reported_and_its_parts_are_kept()
    {
        var tree = Js.Parse("a(] ) evil('x')");
        tree.Unread.ShouldHaveSingleItem().ShouldContain("line 1");
        string.Join(" ", tree.Root.Body.Select(Js.Show)).ShouldContain("evil(\"x\")");
    }

    [Fact]
    public void Lines_and_offsets_point_at_the_text()
    {
        var tree = Js.Parse("/*\n*/ var a = `\n\n`;\n  b('c');");
        var last = tree.Root.Body[^1];
        last.Line.ShouldBe(5);
        tree.Text[last.Start..last.End].ShouldBe("b('c')");
    }
}
