using System.Collections.Frozen;

namespace PackageWall.Inspection.Languages.Outlines;

/// <summary>
/// Names that every program of a language has. Others, such as those of packages, mean what the vocabulary says only where the
/// file does not declare them itself.
/// </summary>
internal static class CommonNames
{
    private static readonly FrozenSet<string> JavaScript = new[]
    {
        "eval", "Function", "fetch", "process", "globalThis", "global", "window", "require", "module", "import", "XMLHttpRequest", "WebSocket",
        "EventSource", "Worker", "WebAssembly", "navigator", "document", "Bun", "Deno", "importScripts", "execScript", "Buffer", "ethereum",
        "Reflect", "Module", "GeneratorFunction", "AsyncFunction", "__non_webpack_require__", "__require", "createRequire",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Python = new[]
    {
        "exec", "eval", "compile", "open", "__import__", "getattr", "setattr", "globals", "locals", "vars", "__builtins__", "builtins", "input", "breakpoint",
        "__loader__", "__spec__", "exit", "quit",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Members that lead from any object to something powerful.</summary>
    private static readonly FrozenSet<string> Doors = new[]
    {
        "__globals__", "__builtins__", "__subclasses__", "__import__", "__loader__", "__code__", "__reduce__", "f_globals",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(bool isPython, string name) => (isPython ? Python : JavaScript).Contains(name);

    public static bool IsDoor(string member) => Doors.Contains(member);
}
