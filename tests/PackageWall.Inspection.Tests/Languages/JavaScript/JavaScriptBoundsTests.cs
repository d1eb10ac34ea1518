using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Tests.Languages.JavaScript;

public sealed class JavaScriptBoundsTests
{
    private const int Million = 1_000_000;

    public static TheoryData<string, string, string> Nests => new()
    {
        { "[", "1", "]" }, { "(", "1", ")" }, { "{", "a", "}" }, { "a(", "1", ")" }, { "a[", "1", "]" }, { "{a:", "1", "}" },
        { "`${", "1", "}`" }, { "!", "1", "" }, { "a=>", "1", "" }, { "a?b:", "c", "" }, { "a=", "b", "" }, { "new ", "x", "" },
        { "if(a)", ";", "" }, { "a:", ";", "" }, { "<a>", "", "</a>" }, { "<a b={", "1", "}/>" }, { "class a extends ", "b", "" }, { "@", "a class b {}", "" },
        { "a.b(c,", "1", ")" }, { "function(){", "", "}" }, { "a+", "1", "" }, { "a-", "1", "" }, { "a,", "b", "" }, { "a.b", "", "" }, { "a()", "", "" },
        { "a?.", "b", "" }, { "typeof ", "b", "" }, { "yield ", "b", "" }, { "await ", "b", "" }, { "a**", "b", "" }, { "else if(a)b;", "", "" },
        { "a<b<", "c", "" }, { "(a:", "b", ")" }, { "x as ", "y", "" }, { "<!--", "a", "" }, { "<T>", "a", "" }, { "f<", "a", ">" }, { "keyof ", "a", "" },
        { "({", "a", "})" }, { "async ", "a", "" }, { "switch(a){case ", "1", ":}" }, { "try{", "", "}catch{}" }, { "a?", "b", ":c" }, { "(a)=>{", "", "}" },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public void A_million_levels_are_read_in_a_bounded_stack_and_time(string open, string inner, string close)
    {
        foreach (var (file, levels) in (ReadOnlySpan<(string, int)>)[("x.js", Million), ("x.ts", Million / 10)])
        {
            var count = levels / open.Length;
            var text = string.Concat(Enumerable.Repeat(open, count)) + inner + string.Concat(Enumerable.Repeat(close, count)) + "\n;tail('x')";
            var tree = Js.Parse(text, file);
            Height(tree.Root).ShouldBeLessThan(6000);
        }
    }

    [Fact]
    public void What_is_nested_too_deeply_is_reported_and_still_seen()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000));
        var tree = Js.Parse($"a = {deep}evil('x').then(b){new string(']', 5000)}; after()");
        tree.Unread.ShouldContain(reason => reason.Contains("deeper"));
        var found = string.Join(" ", Calls(tree.Root));
        found.ShouldContain("evil");
        found.ShouldContain("after");
    }

    [Fact]
    public void Calls_below_the_cap_are_seen_at_every_level()
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"f{i}(")) + "x" + new string(')', 3000);
        var found = Calls(Js.Parse(text).Root).ToHashSet();
        var names = Nodes(Js.Parse(text).Root).OfType<Name>().Select(name => name.Text).ToHashSet();
        Enumerable.Range(0, 3000).All(i => names.Contains($"f{i}")).ShouldBeTrue();
        found.Count.ShouldBeGreaterThan(450);
    }

    [Fact]
    public void Long_chains_make_shallow_trees()
    {
        var sum = string.Join("+", Enumerable.Range(0, 100_000).Select(i => $"a{i}"));
        Height(Js.Parse(sum).Root).ShouldBeLessThan(100);
        var strings = string.Join("+", Enumerable.Range(0, 100_000).Select(_ => "'ab'"));
        ((Literal)Js.Parse(strings).Root.Body[0]).Value.ShouldBe(string.Concat(Enumerable.Repeat("ab", 100_000)));
        var exports = string.Join("=", Enumerable.Range(0, 10_000).Select(i => $"exports.a{i}")) + "=void 0";
        Height(Js.Parse(exports).Root).ShouldBeLessThan(100);
        Js.Parse(exports).Unread.ShouldBeEmpty();
    }

    [Fact]
    public void Garbage_of_any_kind_is_read_without_an_exception()
    {
        var random = new Random(20260101);
        string[] pieces =
        [
            "(", ")", "[", "]", "{", "}", "`", "${", "'", "\"", "/", "*", "//", "/*", "*/", "<", ">", "</", "/>", "=>", "=", "?", ":", "?.", "...", ".", ",", ";",
            "a", "b", "eval", "async", "await", "yield", "function", "class", "import", "export", "from", "as", "type", "interface", "enum", "new", "if", "else", "for",
            "of", "in", "let", "const", "var", "switch", "case", "default", "try", "catch", "return", "@", "#", "#x", "\\u0061", "\\", "\n", " ", "0x", "1", "1.5e", "9n",
            "<!--", "-->", "\0", "\u202e", "\ud83d", "!", "++", "--", "+", "-", "satisfies", "declare", "namespace", "module", "abstract", "static", "get", "set", "\u2028",
        ];
        for (var round = 0; round < 1500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(3) == 0 ? " " : "")));
            var tree = Js.Parse(text, random.Next(3) switch { 0 => "x.js", 1 => "x.ts", _ => "x.tsx" });
            foreach (var node in Nodes(tree.Root))
            {
                node.Start.ShouldBeInRange(0, tree.Text.Length);
                node.End.ShouldBeInRange(0, tree.Text.Length);
            }
        }

        var bytes = new byte[5000];
        for (var round = 0; round < 200; round++)
        {
            random.NextBytes(bytes);
            PackageWall.Inspection.Languages.JavaScript.JavaScriptSyntax.Parse(bytes, "x.js").ShouldNotBeNull();
        }
    }

    [Fact]
    public void Ten_megabytes_on_one_line_are_read()
    {
        const string Piece = "function a(b,c){return b?c.d(b,\"text\",[1,2,3]):(e=b&&c.f)||{g:h,i:function(j){return j+1}}}";
        var text = string.Concat(Enumerable.Repeat(Piece, (10 << 20) / Piece.Length));
        var tree = Js.Parse(text);
        tree.Unread.ShouldBeEmpty();
        tree.Oddities.Select(odd => odd.Name).ShouldBe(["text.single-line"]);
    }

    private static IEnumerable<string> Calls(Node root) => Nodes(root).OfType<Call>().Select(call => Js.Show(call.Callee is Name or Member { Target: Name } ? call.Callee : new Name(0, 0, 0, "?")));

    private static int Height(Node root)
    {
        var height = 0;
        var stack = new Stack<(Node Node, int Depth)>([(root, 1)]);
        while (stack.TryPop(out var top))
        {
            height = Math.Max(height, top.Depth);
            foreach (var child in Children(top.Node))
            {
                stack.Push((child, top.Depth + 1));
            }
        }

        return height;
    }

    private static IEnumerable<Node> Nodes(Node root)
    {
        var stack = new Stack<Node>([root]);
        while (stack.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Children(node))
            {
                stack.Push(child);
            }
        }
    }

    private static IEnumerable<Node> Children(Node node) => (node switch
    {
        Member member => [member.Target],
        PackageWall.Inspection.Languages.Syntax.Index index => [index.Target, index.Key],
        Call call => [call.Callee, .. call.Arguments.Select(argument => argument.Value)],
        Binary binary => [binary.Left, binary.Right],
        Unary unary => [unary.Operand],
        Conditional choice => [choice.Test, choice.Then, choice.Else],
        ListNode list => list.Items,
        MapNode map => map.Pairs.SelectMany(pair => new[] { pair.Key, pair.Value }),
        Template template => template.Parts,
        Function function => [.. function.Parameters.SelectMany(p => new[] { p.Default, p.Pattern }), function.Body, .. function.Decorators],
        Class type => [.. type.Bases, type.Body, .. type.Decorators],
        Assign assign => [assign.Target, assign.Value],
        Block block => block.Body,
        Branch branch => branch.Parts,
        Return leave => [leave.Value],
        Unknown unknown => unknown.Parts,
        _ => Enumerable.Empty<Node?>(),
    }).OfType<Node>();
}
