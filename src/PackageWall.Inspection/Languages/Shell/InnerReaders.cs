using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.PowerShell;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Readers of the code that stands on command lines.</summary>
internal static class InnerReaders
{
    /// <summary>A reader of code in any language: command languages and JavaScript by their own readers, all else by the given one.</summary>
    public static CodeReader With(CodeReader? reader) => (language, source) => language switch
    {
        Language.Shell => new ShellReader(reader).Read(source),
        Language.PowerShell => new PowerShellReader(reader).Read(source),
        Language.Batch => new BatchReader(reader).Read(source),
        Language.JavaScript when reader is null => new JavaScriptReader().Read(source),
        _ => reader?.Invoke(language, source) ?? new FileFacts { Unread = [$"{language} on a command line was not read"] },
    };
}
