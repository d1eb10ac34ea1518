namespace PackageWall.Inspection.Tests.Languages.JavaScript;

/// <summary>Flow's types in files that say that they have them; nothing that an engine would run is taken for one.</summary>
public sealed class FlowSyntaxTests
{
    private const string Pragma = "// @flow strict-local\n";

    [Theory]
    [InlineData("function visit(value: any, fn: any => void, depth: number = 0): void { a() }", "fn visit(value, fn, depth=0) {a()}")]
    [InlineData("class A { _get: K => V; m(): number => T { b() } +c: D = e; static +f: G; }", "class A() {fn m() {b()}; (this.c = e)}")]
    [InlineData("handler: A => void = (event): void => { b() }", null)]
    [InlineData("const h: A => boolean = d => e(d)", "(h = fn (d) {return e(d)})")]
    [InlineData("type A = B => C => D; a()", "a()")]
    [InlineData("type A<+T, -U> = {| +a: T, -b: ?U |}; a()", "a()")]
    [InlineData("type X = interface { a(b: number): void }; a()", "a()")]
    [InlineData("opaque type A: B = C; export opaque type D = E; a()", "a()")]
    [InlineData("import typeof A from 'b'; import { typeof C as D, type E } from 'f'", "import b [default>A]; import f [C>D, E>E]")]
    [InlineData("const f = <T>(a: string): B<T> => ((c(a): any): B<T>)", "(f = fn (a) {return c(a)})")]
    [InlineData("const f = { g: <T>(a?: string): P<?T> => { b() } }", "(f = {\"g\": fn (a) {b()}})")]
    [InlineData("const s = new Set<{ blur(): void, measure(a: B): void }>()", "(s = new Set())")]
    [InlineData("function f(x: mixed): boolean %checks { return a(x) }", "fn f(x) {return a(x)}")]
    [InlineData("const a = (b: C?.['d'])", "(a = b)")]
    [InlineData("const A: component<T = any>(ref?: B<T>, ...props: C<T>) = a()", "(A = a())")]
    [InlineData("const A = b as component<T, S extends U<T> = V>(ref?: R<interface { get(): ?V, to(p: P): void }>, ...Q) renders D; c()", "(A = b); c()")]
    [InlineData("type A = component; b()", "b()")]
    public void Types_are_passed_over(string code, string? tree)
    {
        if (tree is null)
        {
            Js.Parse(Pragma + "class A { " + code + " }").Unread.ShouldBeEmpty();
            return;
        }

        Js.Show(Pragma + code).ShouldBe(tree);
    }

    [Theory]
    [InlineData("a ? (b) : c => evil()")]
    [InlineData("a < b(evil()) > (d)")]
    [InlineData("f < { a: evil() } > (d)")]
    [InlineData("f < { x: [a, evil(y), b] } > (d)")]
    [InlineData("f < { a(b) { evil() } } > (d)")]
    [InlineData("switch (a) { case (b): evil() }")]
    [InlineData("type\nX = evil()")]
    [InlineData("x = { a: b => evil(b) }")]
    [InlineData("x = { a: component(evil(b)) }")]
    [InlineData("a ? (b) : component(evil(b))")]
    [InlineData("switch (a) { case (b): component(evil()) }")]
    [InlineData("label: component(evil(b))")]
    [InlineData("type A = component\n(evil(b))")]
    [InlineData("label: b => evil(b)")]
    [InlineData("g(a => evil(a), <T>text</T>)")]
    public void What_engines_run_is_read(string code) => string.Join("; ", Js.Parse(Pragma + code).Root.Body.Select(Js.Show)).ShouldContain("evil(");

    [Theory]
    [InlineData("export const A = React.createContext<\n  | {\n      register(key: string): void;\n      unregister(key: string): void;\n    }\n  | undefined\n>(undefined)", "(A = React.createContext(undefined)); export {\"A\": A}")]
    public void Methods_stand_in_arguments_of_types(string code, string tree) => Js.Show(code, "x.tsx").ShouldBe(tree);

    [Theory]
    [InlineData("function f() {\n  if (a) {\n    b()\n")]
    [InlineData("})(\n  typeof exports === 'object' ? exports : {}\n);\n")]
    [InlineData("if (typeof(name) != 'string) {\n  throw TypeError('a')\n}")]
    [InlineData("const { %name.PascalCased%Stack } = require('../lib/%name%-stack');")]
    [InlineData("class %name.PascalCased%Stack extends Stack { }")]
    [InlineData("import %name% from 'a';")]
    public void What_no_engine_runs_is_known(string code) => PackageWall.Inspection.Languages.JavaScript.JsNoProgram.IsCertain(code).ShouldBeTrue();

    [Theory]
    [InlineData("a = /[(]/; b()")]
    [InlineData("a = `(`; b()")]
    [InlineData("a = <b>(</b>; c()")]
    [InlineData("a = b % c.d; e()")]
    [InlineData("{ %Optimize(f); }")]
    [InlineData("a.class %b.c")]
    [InlineData("let %b.c; as %b.c; interface %b.c")]
    [InlineData("a = { b: c % d.e }; /* ( */ f('(') // (\n")]
    [InlineData("a = 'b\\\n(c'; d()")]
    [InlineData("<!-- (\na()")]
    [InlineData("a('%name.b%'); class A { }")]
    [InlineData("#! (\na()")]
    public void What_an_engine_may_run_is_not(string code) => PackageWall.Inspection.Languages.JavaScript.JsNoProgram.IsCertain(code).ShouldBeFalse();
}
