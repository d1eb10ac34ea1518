using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What members of paths give, and folders that are searched for modules.</summary>
internal sealed partial class Evaluation
{
    private const string PathObject = "pathlib.Path()";

    // Marks what was read from one of several files, or from one whose name is not known to its end; a colon keeps it out of facts.
    private const string SeveralFiles = ":several-files";

    /// <summary>A part of a path, <c>p.parent</c> or <c>p.name</c>; null where it is no path or nothing of it is known.</summary>
    private Value? PartOfPath(Value target, string member) => !_isPython || target.Constants.Length != 1 || !HasApi(target, PathObject) ? null : member switch
    {
        "parent" => ApiFolding.FolderOf(target) is { } folder ? folder with { Apis = target.Apis } : null,
        "name" => target.Text is { } text ? Value.Of(PathFolding.Name(text), target.Taint) : null,
        _ => null,
    };

    // The lines that begin with "import" in each .pth file of the folder run at once (Python documentation, "site"): those of the package that
    // could be meant are code. Nothing is written, so nothing stays by this alone.
    private Value SiteFolder(Call call, Arguments arguments)
    {
        var folder = arguments[0, "sitedir"];
        Emit("execute.code", call, folder.SomeText, folder.DeepTaint().WithoutMarks());
        _sink.Refer(ReferenceKind.Import, null, call, _unit, Languages.Language.Pth);
        return Value.Unknown;
    }
}
