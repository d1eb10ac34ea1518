using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;

namespace PackageWall.Inspection.Twins;

/// <summary>
/// Compares compiled Python with the source that stands beside it, and says which compiled files could not be read. Python runs the compiled
/// file where it takes it for that of its source: what only the compiled one can do was put there by hand.
/// </summary>
internal static class CompiledFacts
{
    private const int Most = 20;
    private const string Cache = "__pycache__/";

    public static IEnumerable<Fact> Of(PackageTree tree, IReadOnlyList<ReadFile> files, ReachedPackage reached)
    {
        List<ReadFile> compiled = [.. files.Where(file => file.Language == Language.Pyc && !ReferenceEquals(file.Facts, FileFacts.None))];
        if (compiled.Count == 0)
        {
            yield break;
        }

        Dictionary<string, ReadFile> sources = files.Where(file => file.Language == Language.Python && file.CommandOf is null).GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.First());
        foreach (ReadFile file in compiled)
        {
            Context context = reached.Files.GetValueOrDefault(file.Path, Context.Dormant);
            if (file.Facts.Unread.Count > 0 && context != Context.Dormant)
            {
                yield return new Fact { Name = "pyc.unread", File = file.Path, Value = file.Path, Evidence = file.Facts.Unread[0], Context = context };
            }

            // A source that was not read, or not to its end, is no measure: it holds the package itself where it runs.
            if (SourceOf(file.Path) is { } path && sources.TryGetValue(path, out ReadFile? source) && !ReferenceEquals(source.Facts, FileFacts.None) && source.Facts.Unread.Count == 0)
            {
                foreach (Fact fact in Only(file, source, tree).Take(Most))
                {
                    yield return fact with { Name = "pyc.mismatch", Value = fact.Name, From = [], Unit = "", Context = context, Evidence = $"not in {path}: {fact.Evidence}" };
                }
            }
        }
    }

    /// <summary>The source that a compiled file would come from: beside it, or beside the folder of compiled ones.</summary>
    internal static string? SourceOf(string path)
    {
        if (!path.EndsWith(".pyc", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".pyo", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string folder = path[..(path.LastIndexOf('/') + 1)];
        string stem = path[folder.Length..].Split('.')[0];
        return (folder.EndsWith(Cache, StringComparison.Ordinal) ? folder[..^Cache.Length] : folder) + stem + ".py";
    }

    // Both come from one compiler, so what runs other code is compared as well.
    internal static string? KeyOf(string fact) => Capabilities.KeyOf(fact) ?? (fact.StartsWith("execute.", StringComparison.Ordinal) ? fact : null);

    private static IEnumerable<Fact> Only(ReadFile compiled, ReadFile source, PackageTree tree)
    {
        HashSet<string?> known = [.. source.Facts.Facts.Select(fact => KeyOf(fact.Name))];
        HashSet<string> told = new(StringComparer.Ordinal);
        string? text = null;
        foreach (Fact fact in compiled.Facts.Facts)
        {
            if (KeyOf(fact.Name) is { } key && !known.Contains(key))
            {
                // Who reads all variables and has no way out for them may have written it so that it is not told from reading one.
                if ((key != "read.env.bulk" || compiled.Facts.Facts.Any(other => KeyOf(other.Name) is "network" or "start programs")) && told.Add(key))
                {
                    yield return fact;
                }
            }
            else if (HostIn(fact) is { } host && told.Add(host) && !(text ??= Encoding.Latin1.GetString(tree.Files[source.Path].Content.Span)).Contains(host, StringComparison.OrdinalIgnoreCase)
                && !source.Facts.Facts.Any(other => other.Value?.Contains(host, StringComparison.OrdinalIgnoreCase) == true))
            {
                yield return fact;
            }
        }
    }

    // The host of an address that is written out.
    private static string? HostIn(Fact fact)
    {
        if (!fact.Name.StartsWith("network.", StringComparison.Ordinal) || fact.Value is not { } value || value.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var start))
        {
            return null;
        }

        string rest = value[(start + 3)..];
        string host = rest[..(rest.AsSpan().IndexOfAny("/:?#") is >= 0 and var end ? end : rest.Length)];
        return host.Length > 3 && host.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-') ? host : null;
    }
}
