using System.Collections.Frozen;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Reachability;

/// <summary>
/// Tells files that can do nothing with a text but read and write it: they run nothing, start nothing, and take nothing from anywhere that could. Where
/// all that an entry point reaches is such, a document that it opens stays a document, whatever it looks like.
/// </summary>
internal sealed class PlainReaders(IReferenceResolver resolver)
{
    /// <summary>Modules that run no text and start no program by anything that the vocabulary does not name.</summary>
    private static readonly FrozenSet<string> Plain = new[]
    {
        "__future__", "abc", "argparse", "codecs", "collections", "configparser", "contextlib", "copy", "datetime", "distutils", "enum", "errno", "functools", "glob", "io", "itertools", "json",
        "math", "operator", "optparse", "os", "pathlib", "platform", "re", "setuptools", "shutil", "stat", "string", "struct", "sys", "sysconfig", "tempfile", "textwrap", "time", "typing",
        "warnings",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a file is none of these.</summary>
    public bool MayRunText(ReadFile file) =>
        file.Language is not (Language.Python or Language.Pyc)
        || file.CommandOf is not null
        || file.Facts.Unread.Count > 0
        || file.Facts.Layers.Count > 0
        || file.Facts.Facts.Any(fact => fact.Name.StartsWith("execute.", StringComparison.Ordinal) || fact.Name.StartsWith("dynamic.", StringComparison.Ordinal) || fact.Name.StartsWith("hook.", StringComparison.Ordinal)
            || fact.Name.StartsWith("decode", StringComparison.Ordinal) || fact.Name is "write.code" or "write.executable")
        || file.Facts.References.Any(reference => !IsPlain(file, reference));

    private bool IsPlain(ReadFile file, Reference reference) => reference.Kind switch
    {
        ReferenceKind.Open => reference.RunAs is null,
        ReferenceKind.Import => reference.Target is { Length: > 0 } target
            && (target[0] == '.' || Plain.Contains(target.Split('.')[0]) || resolver.Resolve(file.Path, reference).Count > 0),
        _ => false,
    };
}
