namespace PackageWall.Inspection.Languages.Syntax;

/// <summary>
/// A node of the syntax that JavaScript and Python share here: rough enough that a tolerant parser can always make it, fine enough
/// to fold constants and to follow what flows where. One evaluator serves both languages. Nodes below hold no language.
/// </summary>
/// <param name="Line">Line of its first token, from 1.</param>
/// <param name="Start">Offset of its first character in the decoded text.</param>
/// <param name="End">Offset after its last character.</param>
public abstract record Node(int Line, int Start, int End);

/// <summary>A string, bytes, number, boolean or null as written: <see cref="Value"/> is string, byte[], double, bool or null.</summary>
public sealed record Literal(int Line, int Start, int End, object? Value) : Node(Line, Start, End)
{
    /// <summary>What an evaluation made of it, when that is the same wherever and however often it is read.</summary>
    internal object? Folded { get; set; }
}

/// <summary>A name: <c>os</c>, <c>process</c>, <c>this</c>.</summary>
public sealed record Name(int Line, int Start, int End, string Text) : Node(Line, Start, End);

/// <summary><c>target.member</c>, also <c>target?.member</c>.</summary>
public sealed record Member(int Line, int Start, int End, Node Target, string Text) : Node(Line, Start, End);

/// <summary><c>target[index]</c>.</summary>
public sealed record Index(int Line, int Start, int End, Node Target, Node Key) : Node(Line, Start, End);

/// <summary><c>target[from:to:step]</c>, Python's slice.</summary>
public sealed record Slice(int Line, int Start, int End, Node Target, Node? From, Node? To, Node? Step) : Node(Line, Start, End);

/// <summary>An argument; <see cref="Keyword"/> for Python's <c>shell=True</c>, <see cref="IsSpread"/> for <c>*a</c>, <c>**a</c>, <c>...a</c>.</summary>
public readonly record struct Argument(string? Keyword, Node Value, bool IsSpread);

/// <summary><c>callee(arguments)</c>, <c>new callee(arguments)</c>, a tagged template, or <c>import(x)</c> with the name <c>import</c> as callee.</summary>
public sealed record Call(int Line, int Start, int End, Node Callee, Series<Argument> Arguments, bool IsNew) : Node(Line, Start, End);

/// <summary>A binary operator as written: <c>+</c>, <c>%</c>, <c>^</c>, <c>||</c>, <c>and</c>, <c>,</c> …</summary>
public sealed record Binary(int Line, int Start, int End, string Operator, Node Left, Node Right) : Node(Line, Start, End);

/// <summary>A unary operator as written: <c>-</c>, <c>!</c>, <c>~</c>, <c>not</c>, <c>typeof</c>, <c>await</c>, <c>void</c>, <c>delete</c>, <c>yield</c> …</summary>
public sealed record Unary(int Line, int Start, int End, string Operator, Node Operand) : Node(Line, Start, End);

/// <summary>A choice as an expression.</summary>
public sealed record Conditional(int Line, int Start, int End, Node Test, Node Then, Node Else) : Node(Line, Start, End);

/// <summary>A list, array, tuple or set.</summary>
public sealed record ListNode(int Line, int Start, int End, Series<Node> Items) : Node(Line, Start, End);

/// <summary>A dictionary or object; a null key is a spread. A shorthand <c>{a}</c> has a literal key and a name as value.</summary>
public sealed record MapNode(int Line, int Start, int End, Series<(Node? Key, Node Value)> Pairs) : Node(Line, Start, End);

/// <summary>A template string or f-string: literals and expressions in turn.</summary>
public sealed record Template(int Line, int Start, int End, Series<Node> Parts) : Node(Line, Start, End);

/// <summary>A Python comprehension or generator: <c>element for targets in source if conditions</c>, one per loop nested inward.</summary>
public sealed record Comprehension(int Line, int Start, int End, Node Element, Series<(Node Target, Node Source)> Loops, Series<Node> Conditions) : Node(Line, Start, End);

/// <summary>A function, lambda, arrow or method. Decorators are evaluated with it and run when it is defined.</summary>
public sealed record Function(int Line, int Start, int End, string? Text, Series<Parameter> Parameters, Node Body, Series<Node> Decorators) : Node(Line, Start, End)
{
    /// <summary>Names that it declares anywhere in its body for all of it, beside parameters and functions: JavaScript's <c>var</c>, and <c>let</c> and <c>const</c> outside inner blocks.</summary>
    public NameSet? Locals { get; init; }
}

/// <summary>A parameter; destructuring patterns are given as one parameter whose <see cref="Pattern"/> is set.</summary>
public readonly record struct Parameter(string Text, Node? Default, Node? Pattern);

/// <summary>A class: its body runs when it is defined, its methods when called.</summary>
public sealed record Class(int Line, int Start, int End, string? Text, Series<Node> Bases, Node Body, Series<Node> Decorators) : Node(Line, Start, End);

/// <summary>An assignment or declaration: <c>a = b</c>, <c>const {a} = b</c>, <c>a += b</c>, <c>a := b</c>, <c>for x of b</c> (operator <c>of</c>), <c>with b as a</c> (operator <c>with</c>).</summary>
public sealed record Assign(int Line, int Start, int End, Node Target, string Operator, Node Value) : Node(Line, Start, End);

/// <summary>Statements in order.</summary>
public sealed record Block(int Line, int Start, int End, Series<Node> Body) : Node(Line, Start, End)
{
    /// <summary>Names that mean something else in here than outside: JavaScript's <c>let</c> and <c>const</c>.</summary>
    public NameSet? Locals { get; init; }

    /// <summary>Whether none of its statements declares a function, once an evaluation has seen that.</summary>
    internal bool IsPlain { get; set; }
}

/// <summary><c>if</c>, <c>while</c>, <c>for</c>, <c>try</c>, <c>switch</c>, <c>with</c>: parts in order; which of them run is not decided here.</summary>
public sealed record Branch(int Line, int Start, int End, string Keyword, Series<Node> Parts) : Node(Line, Start, End)
{
    /// <summary>Names that mean something else in here than outside: those of <c>for (let …</c>.</summary>
    public NameSet? Locals { get; init; }
}

/// <summary><c>return x</c>, <c>throw x</c>, <c>raise x</c>, <c>export default x</c> (keyword <c>export</c>).</summary>
public sealed record Return(int Line, int Start, int End, string Keyword, Node? Value) : Node(Line, Start, End);

/// <summary>
/// <c>import a.b as c</c>, <c>from a import b as c</c>, <c>import x, {y as z} from "m"</c>. Each binding is (imported name or <c>*</c>
/// for the whole module or <c>default</c>, local name). Python's leading dots stay in <see cref="Module"/>.
/// </summary>
public sealed record Import(int Line, int Start, int End, string Module, Series<(string Imported, string Local)> Bindings) : Node(Line, Start, End);

/// <summary>What the parser did not understand: its parts are evaluated all the same, so that nothing hides in odd syntax.</summary>
public sealed record Unknown(int Line, int Start, int End, Series<Node> Parts) : Node(Line, Start, End);
