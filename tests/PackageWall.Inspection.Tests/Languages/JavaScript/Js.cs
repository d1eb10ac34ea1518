using System.Text;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.Syntax;
using Index = PackageWall.Inspection.Languages.Syntax.Index;

namespace PackageWall.Inspection.Tests.Languages.JavaScript;

/// <summary>Parses and writes trees as short text, so that a test is one line.</summary>
internal static class Js
{
    public static SyntaxTree Parse(string text, string file = "x.js") => JavaScriptSyntax.Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>The tree of a text that must be understood.</summary>
    public static string Show(string text, string file = "x.js")
    {
        var tree = Parse(text, file);
        tree.Unread.ShouldBeEmpty();
        return string.Join("; ", tree.Root.Body.Select(Show));
    }

    public static IEnumerable<string> Oddities(string text, string file = "x.js") => Parse(text, file).Oddities.Select(odd => odd.Name).Distinct();

    public static string Show(Node? node) => node switch
    {
        null => "",
        Literal { Value: string text } => $"\"{text}\"",
        Literal { Value: null } => "null",
        Literal { Value: bool value } => value ? "true" : "false",
        Literal literal => FormattableString.Invariant($"{literal.Value}"),
        Name name => name.Text,
        Member member => $"{Show(member.Target)}.{member.Text}",
        Index index => $"{Show(index.Target)}[{Show(index.Key)}]",
        Call call => $"{(call.IsNew ? "new " : "")}{Show(call.Callee)}({string.Join(", ", call.Arguments.Select(a => (a.IsSpread ? "..." : "") + Show(a.Value)))})",
        Binary binary => $"({Show(binary.Left)} {binary.Operator} {Show(binary.Right)})",
        Unary unary => $"({unary.Operator} {Show(unary.Operand)})",
        Conditional choice => $"({Show(choice.Test)} ? {Show(choice.Then)} : {Show(choice.Else)})",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        MapNode map => "{" + string.Join(", ", map.Pairs.Select(pair => pair.Key is null ? "..." + Show(pair.Value) : $"{Show(pair.Key)}: {Show(pair.Value)}")) + "}",
        Template template => $"`{string.Join(" ", template.Parts.Select(Show))}`",
        Function function => $"fn {function.Text}({string.Join(", ", function.Parameters.Select(Show))}) {Show(function.Body)}",
        Class type => $"class {type.Text}({string.Join(", ", type.Bases.Select(Show))}) {Show(type.Body)}",
        Assign assign => $"({Show(assign.Target)} {assign.Operator} {Show(assign.Value)})",
        Block block => "{" + string.Join("; ", block.Body.Select(Show)) + "}",
        Branch branch => $"{branch.Keyword}<{string.Join(" | ", branch.Parts.Select(Show))}>",
        Return leave => $"{leave.Keyword} {Show(leave.Value)}".TrimEnd(),
        Import import => $"import {import.Module} [{string.Join(", ", import.Bindings.Select(b => $"{b.Imported}>{b.Local}"))}]",
        Unknown unknown => $"?({string.Join(", ", unknown.Parts.Select(Show))})",
        _ => node.GetType().Name,
    };

    private static string Show(Parameter parameter) =>
        (parameter.Pattern is null ? parameter.Text : Show(parameter.Pattern)) + (parameter.Default is null ? "" : "=" + Show(parameter.Default));
}
