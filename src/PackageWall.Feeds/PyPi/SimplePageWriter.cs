using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>
/// Writes project pages for clients: every URL is ours, withheld files are yanked with the reason or left out, upstream yanks stay,
/// <c>provenance</c> is dropped because it would name another host.
/// </summary>
public static class SimplePageWriter
{
    /// <summary>Writes a page in a form other than <see cref="SimpleFormat.NotAcceptable"/>. The same arguments give the same bytes.</summary>
    public static byte[] Write(SimplePage page, DocumentView view, SimplePageOptions options, SimpleFormat format)
    {
        // Installers pass over what is yanked upstream, so it is only named where there is nothing else.
        List<PyPiFile> open = [.. page.Files.Where(file => WithheldAs(file, view, options) is null)];
        PackageVersion? newest = WithheldSentence.Newest(open.Where(file => !file.IsYanked).Select(file => file.Version))
            ?? WithheldSentence.Newest(open.Select(file => file.Version));
        ShownPage shown = new(page, Show(page, view, options, newest), Notices(page, view, options, newest));
        return format == SimpleFormat.Json ? SimpleJsonWriter.Write(shown, view) : SimpleHtmlWriter.Write(shown);
    }

    /// <summary>Where clients find a file under our address: <c>{base}files/{project}/{file name}</c>.</summary>
    public static string FileUrl(Uri baseUrl, PackageName project, string fileName) =>
        $"{baseUrl.AbsoluteUri}files/{project.Value}/{Uri.EscapeDataString(fileName)}";

    // What the page says in words, for people and programs that look: no installer prints it. Plain ASCII.
    private static List<string> Notices(SimplePage page, DocumentView view, SimplePageOptions options, PackageVersion? newest)
    {
        var notices = new List<string>();
        if (!page.StatesDates)
        {
            notices.Add("PackageWall: the upstream does not state when every file was uploaded, so new versions wait from the moment PackageWall first saw them.");
        }

        if (view.IsStale)
        {
            notices.Add("PackageWall: the upstream cannot be reached, this is its last known state.");
        }

        // A yanked file carries its reason itself; one that is left out has no other place for it.
        if (options.Display == WithheldDisplay.Remove)
        {
            notices.AddRange(page.Files.Select(file => WithheldAs(file, view, options)).OfType<WithheldVersion>()
                .DistinctBy(withheld => withheld.Version)
                .Select(withheld => WithheldSentence.For(page.Name, withheld, newest)));
        }

        return notices;
    }

    private static List<ShownFile> Show(SimplePage page, DocumentView view, SimplePageOptions options, PackageVersion? newest)
    {
        var shown = new List<ShownFile>(page.Files.Count);
        foreach (PyPiFile file in page.Files)
        {
            WithheldVersion? withheld = WithheldAs(file, view, options);
            if (withheld is not null && options.Display == WithheldDisplay.Remove)
            {
                continue;
            }

            string? metadata = options.Metadata.GetValueOrDefault(file.FileName);
            shown.Add(new ShownFile(file, FileUrl(view.Base, page.Name, file.FileName))
            {
                IsYanked = file.IsYanked || withheld is not null,
                YankedReason = withheld is null ? file.YankedReason : Reason(page.Name, file, withheld, newest),
                MetadataSha256 = metadata is not null && PageValues.Hash("sha256", metadata) is { } hash ? hash.Hex : null,
            });
        }

        return shown;
    }

    private static WithheldVersion? WithheldAs(PyPiFile file, DocumentView view, SimplePageOptions options) =>
        view.Withheld.GetValueOrDefault(file.Version.Value) ?? options.WithheldFiles.GetValueOrDefault(file.FileName);

    private static string Reason(PackageName project, PyPiFile file, WithheldVersion withheld, PackageVersion? newest)
    {
        string ours = WithheldSentence.For(project, withheld, newest);
        return (file.IsYanked, file.YankedReason) switch
        {
            (true, null) => ours + "; also yanked upstream",
            (true, { } theirs) => $"{ours}; also yanked upstream: {theirs}",
            _ => ours,
        };
    }
}
