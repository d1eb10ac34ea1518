using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reachability;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>
/// Reads the files of a package, and the command lines of its entry points, into facts. What cannot be read says so. Scripts that nothing
/// leads to are left unread, unless a rule asks for them: what they hold is dormant, and most of the time for a package would go there.
/// </summary>
internal sealed class FileReading(InspectionRooms rooms, Ecosystem ecosystem, InspectionBudget budget, KnownReadings known, DormantCode dormant, CancellationToken caller)
{
    /// <summary>Kinds of files that nothing runs by themselves. A live file of any other that nobody reads is not nothing.</summary>
    private static readonly HashSet<string> Resting = new(StringComparer.Ordinal) { Language.Json, Language.Text, Language.Archive, Language.Binary, Language.Native };

    /// <summary>What takes time to read, and says nothing of a package unless it runs.</summary>
    private static readonly HashSet<string> Script = new(StringComparer.Ordinal) { Language.JavaScript, Language.Python, Language.Pyc };

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
                SourceText source = new(ecosystem, entry.DeclaredIn, Encoding.UTF8.GetBytes(command), budget) { FirstLine = Math.Max(entry.Line, 1), RunsUnasked = entry.Context < Context.Import };
                commands.Add(new ReadFile(entry.DeclaredIn, Language.Shell, Read(Language.Shell, source)) { CommandOf = entry });
            }
        }

        // What starts by itself is read first: if time runs out, it has been looked at.
        Dictionary<string, ReadFile> files = new(StringComparer.Ordinal);
        FileClosure closure = new(tree, manifest.Resolver);
        commands.Where(command => command.CommandOf!.Context < Context.Import).ToList().ForEach(command => closure.Follow(command.Path, command.Language, command.Facts));
        Enter(closure, manifest, entry => entry.Context < Context.Import);
        ReadReached(tree, closure, files, runsUnasked: true);

        commands.ForEach(command => closure.Follow(command.Path, command.Language, command.Facts));
        Enter(closure, manifest, entry => entry.Context >= Context.Import);
        ReadReached(tree, closure, files, runsUnasked: false);

        foreach (string path in tree.Files.Keys.Where(path => !files.ContainsKey(path) && !Script.Contains(tree.Files[path].Language)).Order(StringComparer.Ordinal))
        {
            files.Add(path, Told(tree.Files[path], Read(tree.Files[path])));
        }

        bool readsAll = dormant.IsAskedFor(files.Values.SelectMany(file => file.Facts.Facts).Concat(manifest.Facts));
        foreach (string path in tree.Files.Keys.Where(path => !files.ContainsKey(path)).Order(StringComparer.Ordinal))
        {
            files.Add(path, readsAll ? Told(tree.Files[path], Read(tree.Files[path])) : new ReadFile(path, tree.Files[path].Language, FileFacts.None));
        }

        return [.. files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value), .. commands];
    }

    private static void Enter(FileClosure closure, Manifest manifest, Func<EntryPoint, bool> isMeant)
    {
        foreach (EntryPoint entry in manifest.EntryPoints.Where(isMeant).OrderBy(entry => entry.Context))
        {
            closure.Enter(entry);
        }
    }

    private void ReadReached(PackageTree tree, FileClosure closure, Dictionary<string, ReadFile> files, bool runsUnasked)
    {
        while (closure.TryNext(out (string Path, string? RunAs) next))
        {
            PackageFile content = tree.Files[next.Path];
            FileFacts found = next.RunAs is null ? Read(content, runsUnasked) : Read(content, next.RunAs, runsUnasked);
            files[next.Path] = next.RunAs is null ? Told(content, found) : files[next.Path].RunAs(next.RunAs, found, content.Content.Length);
            closure.Follow(next.Path, next.RunAs ?? content.Language, found);
        }
    }

    private static ReadFile Told(PackageFile file, FileFacts facts) =>
        new(file.Path, file.Language, facts)
        {
            IsGuess = LanguageSniffer.IsGuess(file.Path, file.Content.Span),
            CannotRun = file.Language == Language.JavaScript && LanguageSniffer.CannotRun(file.Content.Span),
            CodeBytes = file.Language is Language.JavaScript or Language.Python or Language.Pyc or Language.DotNet ? file.Content.Length : 0,
        };

    private FileFacts Read(PackageFile file, bool runsUnasked = false) =>
        file.Language == Language.Native ? WithNative(file, Read(file, file.Language, runsUnasked: false)) : Read(file, file.Language, runsUnasked);

    private FileFacts Read(PackageFile file, string language, bool runsUnasked) =>
        file.Content.Length > budget.Limits.SourceBytes && !Resting.Contains(language)
            ? Unread($"it has {file.Content.Length} bytes, more than the {budget.Limits.SourceBytes} that are read as source")
            : rooms.ReaderOf(language) is null ? Read(language, SourceOf(file, runsUnasked))
            : known.Get(new(ecosystem, file.Path, file.Sha256, language, runsUnasked), budget, () => Read(language, SourceOf(file, runsUnasked)));

    private SourceText SourceOf(PackageFile file, bool runsUnasked) => new(ecosystem, file.Path, file.Content, budget) { RunsUnasked = runsUnasked };

    private FileFacts Read(string language, SourceText source)
    {
        if (rooms.ReaderOf(language) is not { } reader)
        {
            return Resting.Contains(language) ? FileFacts.None : Unread(UnreadReasons.OfLanguage(language));
        }

        caller.ThrowIfCancellationRequested();
        try
        {
            budget.Cancellation.ThrowIfCancellationRequested();
            LargeObjects.MakeRoom(source.Content.Length);
            return reader.Read(source);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            IsOutOfTime = true;
            return Unread("the time for the package was used up");
        }
#pragma warning disable CA1031 // A reader that fails on hostile input must not take the inspection with it: the package is held instead. Memory is the whole inspection's.
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException or TypeInitializationException))
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
