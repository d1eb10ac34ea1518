namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>Paths joined as the two languages' libraries would, with <c>~</c> for the home folder.</summary>
internal static class PathFolding
{
    public static Value Join(IReadOnlyList<Value> parts, bool isPython, Func<long, bool> produce)
    {
        var path = Value.Of("");
        foreach (var part in parts)
        {
            if (part.SomeText is { } text && (text.StartsWith('/') || text.StartsWith('~') || text.StartsWith("C:", StringComparison.Ordinal)) && isPython)
            {
                // An absolute part forgets what stood before it.
                path = part.With(path.Taint);
                continue;
            }

            var before = path.SomeText;
            if (before is { Length: 0 })
            {
                path = part.Constants.Length > 0 ? part : Hole(part);
                continue;
            }

            var trimmed = part.SomeText is { } relative && (relative.StartsWith("./", StringComparison.Ordinal) || relative.StartsWith('/')) && part.Text is not null
                ? part with { Constants = [relative.TrimStart('.', '/')] }
                : part;
            var separator = before is not null && (before.EndsWith('/') || before.EndsWith('\\')) ? "" : "/";
            path = TextSums.Concat([path, Value.Of(separator), trimmed], produce);
        }

        return path;
    }

    private static Value Hole(Value part) => Value.Of(new PartialText(PartialText.Hole.ToString()), part.Taint);

    public static string Parent(string path)
    {
        var slash = path.AsSpan().LastIndexOfAny('/', '\\');
        return slash < 0 ? "." : slash == 0 ? "/" : path[..slash];
    }

    public static string Name(string path) => path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
