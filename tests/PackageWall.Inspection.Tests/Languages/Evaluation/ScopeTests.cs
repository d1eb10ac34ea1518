namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>What a name means is decided by where it was declared: in minified code a few letters name everything.</summary>
public sealed class ScopeTests
{
    private const string Import = "import { io as a } from 'socket.io-client';\n";

    [Theory]
    [InlineData("function f() { var a; a = 5; return a() } f()")]
    [InlineData("function f() { var b, a; for (var i = 0; i < 3; i++) { a = i } return a(1) } f()")]
    [InlineData("function f(e) { try { e() } catch (a) { a(1) } } f()")]
    [InlineData("function f(e) { if (e) { let a; a = e } for (const a of e) { a(1) } } f()")]
    [InlineData("function f(e) { for (let a of e) { a(1) } } f()")]
    [InlineData("function f(e) { for (var a in e) { a(1) } } f()")]
    [InlineData("function f(e) { let a = e[0]; return a(1) } f()")]
    [InlineData("function f(e) { return function () { return a(1) }; var a = 7 } f()()")]
    [InlineData("function f({ a }) { a(1) } f()")]
    [InlineData("function f(e) { const { b: { a }, ...c } = e; a(1) } f()")]
    [InlineData("function f(e) { const [b, a = 3] = e; a(1) } f()")]
    [InlineData("function f(e) { switch (e) { case 1: var a = 3 } a(1) } f()")]
    [InlineData("function f(e) { for (var a, i = 0; a = e[i]; i++) a(1) } f()")]
    [InlineData("function f(e) { class a { x() { return a(1) } } return new a() } f()")]
    [InlineData("function f(e) { do { var a = e() } while (a(1)) } f()")]
    [InlineData("function f(e, a = 3) { a(1) } f()")]
    [InlineData("function f(e, ...a) { a(1) } f()")]
    [InlineData("const f = e => { const a = e; a(1) }; f()")]
    [InlineData("{ const a = 3; a(1) }")]
    public void A_name_of_its_own_is_not_the_one_outside(string code) => Read.Script(Import + code).Has("network.connect").ShouldBeFalse();

    [Theory]
    [InlineData("a('x')")]
    [InlineData("function f() { a('x') } f()")]
    [InlineData("function f() { { let a = 1; a } return a('x') } f()")]
    [InlineData("{ const a = 3; a } a('x')")]
    [InlineData("for (let a of [1]) { a } a('x')")]
    [InlineData("try { x() } catch (a) { a } a('x')")]
    [InlineData("function f(a) { return a } f(1); a('x')")]
    [InlineData("function f() { if (1) { function g() { a('x') } } g() } f()")]
    [InlineData("let b; { let c = a; b = c } b('x')")]
    [InlineData("function f() { var b; { b = a } return b('x') } f()")]
    [InlineData("function f() { for (let i = 0; i < 1; i++) { return a } } f()('x')")]
    [InlineData("function f() { { const b = a; return b } } f()('x')")]
    public void A_name_of_the_same_spelling_elsewhere_hides_nothing(string code) => Read.Script(Import + code).Has("network.connect").ShouldBeTrue();
}
