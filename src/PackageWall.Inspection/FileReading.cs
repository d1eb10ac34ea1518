using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>Reads every file of a package, and the command lines of its entry points, into facts. What cannot be read says so.</summary>
internal sealed class FileReading(InspectionRooms rooms, Ecosystem ecosystem, InspectionBudget budget, CancellationToken caller)
{
    /// <summary>Languages that run: a live file of one of these that nobody reads is not nothing.</summary>
    private static readonly HashSet<string> Running = new(StringComparer.Ordinal)
    {
        Language.JavaScript, Language.Python, Language.Shell, Language.PowerShell, Language.Batch, Language.MsBuild, Language.DotNet,
        Language.CSharp, Language.Gyp, Language.Pth, Language.Pyc,
    };

    /// <summary>Whether the time was used up: what then was not read could lead anywhere, so nothing is known to be dormant.</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>Files sorted by path, then command lines in the order of the manifest.</summary>
    public IReadOnlyList<ReadFile> ReadAll(PackageTree tree, Manifest manifest)
    {
        List<ReadFile> commands = [];
        foreach (EntryPoint entry in manifest.EntryPoints)
        {
            if (entry.Command is { } command)
            {
                SourceText source = new(ecosystem, entry.DeclaredIn, Encoding.UTF8.GetBytes(command), budget) { FirstLine = Math.Max(entry.Line, 1) };
                commands.Add(new ReadFile(entry.DeclaredIn, Language.Shell, Read(Language.Shell, source)) { CommandOf = entry });
            }
        }

        // What starts by itself is read first: if time runs out, it has been looked at.
        Dictionary<string, ReadFile> files = new(StringComparer.Ordinal);
        IEnumerable<string> first = manifest.EntryPoints.OrderBy(entry => entry.Context).Select(entry => entry.Target).OfType<string>().Where(tree.Files.ContainsKey);
        foreach (string path in first.Concat(tree.Files.Keys.Order(StringComparer.Ordinal)))
        {
            if (!files.ContainsKey(path))
            {
                PackageFile file = tree.Files[path];
                files.Add(path, new ReadFile(path, file.Language, Read(file)) { IsGuess = LanguageSniffer.IsGuess(path, file.Content.Span), CodeBytes = file.Language is Language.JavaScript or Language.Python or Language.DotNet ? file.Content.Length : 0 });
            }
        }

        return [.. files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value), .. commands];
    }

    private FileFacts Read(PackageFile file)
    {
        if (file.Language == Language.Native)
        {
            return WithNative(file, Read(file.Language, new SourceText(ecosystem, file.Path, file.Content, budget)));
        }

        return file.Content.Length > budget.Limits.SourceBytes && Running.Contains(file.Language)
            ? Unread($"it has {file.Content.Length} bytes, more than the {budget.Limits.SourceBytes} that are read as source")
            : Read(file.Language, new SourceText(ecosystem, file.Path, file.Content, budget));
    }

    private FileFacts Read(string language, SourceText source)
    {
        if (rooms.ReaderOf(language) is not { } reader)
        {
            return Running.Contains(language) ? Unread($"there is no reader for {language}") : FileFacts.None;
        }

        caller.ThrowIfCancellationRequested();
        try
        {
            budget.Cancellation.ThrowIfCancellationRequested();
            return reader.Read(source);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            IsOutOfTime = true;
            return Unread("the time for the package was used up");
        }
#pragma warning disable CA1031 // A reader that fails on hostile input must not take the inspection with it: the package is held instead. Memory is the whole inspection's.
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return Unread($"the reader for {language} failed with {exception.GetType().Name}");
        }
    }

    /// <summary>That a file is native is a fact whatever its reader finds in it.</summary>
    private static FileFacts WithNative(PackageFile file, FileFacts read) => read.Facts.Any(fact => fact.Name == "native.binary")
        ? read
        : read with { Facts = [.. read.Facts, new Fact { Name = "native.binary", File = file.Path, Value = file.Path, Evidence = $"{file.Content.Length} bytes of native code" }] };

    private static FileFacts Unread(string reason) => FileFacts.None with { Unread = [reason] };
}
