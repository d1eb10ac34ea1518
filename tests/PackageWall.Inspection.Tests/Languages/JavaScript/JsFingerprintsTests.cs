namespace PackageWall.Inspection.Tests.Languages.JavaScript;

/// <summary>The obfuscated samples print a greeting and nothing else.</summary>
public sealed class JsFingerprintsTests
{
    [Theory]
    [InlineData("hex-names, string array with rotation",
        "function a0_0x28d6(_0x493129,_0x51bd54){_0x493129=_0x493129-0x15f;var _0x471737=a0_0x4717();var _0x28d68f=_0x471737[_0x493129];return _0x28d68f;}(function(_0x4dad4b,_0x4b0b54){var _0x1c9491=a0_0x28d6,_0x3142f6=_0x4dad4b();while(!![]){try{var _0x1e46d2=-parseInt(_0x1c9491(0x162))/0x1;if(_0x1e46d2===_0x4b0b54)break;else _0x3142f6['push'](_0x3142f6['shift']());}catch(_0x5a1ca1){_0x3142f6['push'](_0x3142f6['shift']());}}}(a0_0x4717,0x83958));function a0_0x4717(){var _0xff950e=['hi','6ejPJKP','log','length'];a0_0x4717=function(){return _0xff950e;};return a0_0x4717();}",
        "obfuscation.hex-names obfuscation.string-array")]
    [InlineData("renamed",
        "var a0e=a0b;function a0b(a,b){a=a-0x0;var c=a0a();var d=c[a];return d;}function a0a(){var f=['hi','log','small','big'];a0a=function(){return f;};return a0a();}console[a0e(0x1)](a0e(0x0));",
        "obfuscation.string-array")]
    [InlineData("renamed and minified",
        "var e,n=t;function t(e,o){return e-=0,l()[e]}function l(){var e=[\"hi\",\"log\",\"small\"];return(l=function(){return e})()}console[n(1)](n(0));",
        "obfuscation.string-array")]
    [InlineData("older, with a rotation function",
        "var a=['log','hi','x'];(function(b,c){var d=function(e){while(--e){b['push'](b['shift']());}};d(++c);}(a,0x1b3));var f=function(g,h){g=g-0x0;var i=a[g];return i;};console[f('0x0')](f('0x1'));",
        "obfuscation.string-array")]
    [InlineData("flattened", "var o='2|0|1'['split']('|'),i=0;while(!![]){switch(o[i++]){case'0':a();continue;case'1':b();continue;case'2':c();continue;}break;}", "obfuscation.control-flow")]
    [InlineData("packer", "eval(function(p,a,c,k,e,d){return p}('0(1)',2,2,'print|hi'.split('|'),0,{}))", "obfuscation.packer")]
    [InlineData("aaencode", "ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻   //*´∇｀*/ ['_']; o=(ﾟｰﾟ)  =_=3; c=(ﾟΘﾟ) =(ﾟｰﾟ)-(ﾟｰﾟ);", "obfuscation.aaencode")]
    [InlineData("jjencode", "$=~[];$={___:++$,$$$$:(![]+\"\")[$],__$:++$};", "obfuscation.jjencode")]
    public void Obfuscators_are_known_by_what_they_leave(string name, string code, string found)
    {
        _ = name;
        string.Join(" ", Js.Oddities(code).Order(StringComparer.Ordinal)).ShouldBe(found);
    }

    [Fact]
    public void A_face_in_a_comment_is_no_encoder_and_hides_none()
    {
        Js.Oddities("// gone щ（ﾟДﾟщ）\nf();\n// back (ﾟДﾟ) or not ﾟωﾟ\n").ShouldBeEmpty();
        Js.Oddities("// щ（ﾟДﾟщ）\n" + new string(' ', 300) + "ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻   //*´∇｀*/ ['_']; o=(ﾟｰﾟ)  =_=3; c=(ﾟΘﾟ) =(ﾟｰﾟ)-(ﾟｰﾟ);").ShouldContain("obfuscation.aaencode");
    }

    [Fact]
    public void Text_of_brackets_alone_is_jsfuck()
    {
        Js.Oddities(string.Concat(Enumerable.Repeat("[][(![]+[])[+[]]+(!![]+[])[+[]]]+", 40)) + "[]").ShouldContain("obfuscation.jsfuck");
        Js.Oddities("var a = [[[[[[]]]]]], b = !![] + [];").ShouldBeEmpty();
    }

    [Fact]
    public void Strings_written_in_escapes_throughout_are_told()
    {
        static string Hide(string text) => string.Concat(text.Select(c => $"\\x{(int)c:x2}"));
        Js.Oddities(string.Join(";", Enumerable.Range(0, 20).Select(i => $"a('{Hide($"greeting{i}")}')"))).ShouldContain("obfuscation.escaped-strings");
    }

    [Fact]
    public void Forwarders_to_hidden_twins_are_told()
    {
        var code = string.Concat(Enumerable.Range(0, 4).Select(i => $"U.f{i}=function(){{return typeof U.r.g{i}==='function'?U.r.g{i}.apply(U.r,arguments):U.r.g{i};}};"));
        Js.Oddities(code).ShouldBe(["obfuscation.jscrambler"]);
    }

    [Theory]
    [InlineData("(()=>{var e={12:(e,t,n)=>{\"use strict\";Object.defineProperty(t,\"__esModule\",{value:!0}),t.a=void 0;const r=n(13);t.a=r.b}},t={};function n(r){var o=t[r];if(void 0!==o)return o.exports;var i=t[r]={exports:{}};return e[r](i,i.exports,n),i.exports}n(12)})();")]
    [InlineData("function _typeof(o){return _typeof=\"function\"==typeof Symbol?function(o){return typeof o}:function(o){return o},_typeof(o)}")]
    [InlineData("function _getRequireWildcardCache(e){var r=new WeakMap,t=new WeakMap;return(_getRequireWildcardCache=function(e){return e?t:r})(e)}")]
    [InlineData("function names(){var n=['a','b','c'];return n[0]} function rotate(a){a.push(a.shift());return a}")]
    [InlineData("var d='Mon|Tue|Wed'.split('|'), e='1|2|3'.split('|');")]
    [InlineData("const day=(n)=>{n=n-1;const d=days[n];return d}")]
    [InlineData("__defProp=Object.defineProperty;__export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})};")]
    public void Bundlers_and_minifiers_are_not_taken_for_obfuscators(string code) => Js.Oddities(code).ShouldBeEmpty();
}
