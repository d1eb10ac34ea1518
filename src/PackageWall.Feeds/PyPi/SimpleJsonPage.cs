using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.PyPi;

/// <summary>A project page in JSON (PEP 691, PEP 700).</summary>
internal static class SimpleJsonPage
{
    public static SimplePageReading Read(ReadOnlyMemory<byte> bytes, PackageName project, Uri pageUrl)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new SimplePageReading.Failure(reason);
        }

        using (document)
        {
            return Read(document.RootElement, project, pageUrl);
        }
    }

    private static SimplePageReading Read(JsonElement root, PackageName project, Uri pageUrl)
    {
        // PEP 691: meta, name and files are required; a page of a later major version must not be guessed at.
        string? apiVersion = root.Member("meta")?.Text("api-version");
        if (apiVersion is null || !PageValues.IsVersionOne(apiVersion))
        {
            return new SimplePageReading.Failure("the page names no repository version that we know");
        }

        if (!PackageName.TryParse(Ecosystem.PyPi, root.Text("name"), out PackageName? name) || name != project)
        {
            return new SimplePageReading.Failure("the page is of another project");
        }

        if (root.List("files") is not { } entries)
        {
            return new SimplePageReading.Failure("the page has no list of files");
        }

        var files = new List<PyPiFile>(entries.GetArrayLength());
        var versions = new PageVersions();
        int unreadable = 0;
        foreach (JsonElement entry in entries.EnumerateArray())
        {
            if (ReadFile(entry, project, pageUrl, versions) is { } file)
            {
                files.Add(file);
            }
            else
            {
                unreadable++;
            }
        }

        JsonElement? status = root.Member("project-status");
        return new SimplePageReading.Read(SimplePageReader.Assemble(project, files, unreadable, SimpleFormat.Json) with
        {
            ApiVersion = apiVersion,
            ProjectStatus = PageValues.Text(status?.Text("status")),
            ProjectStatusReason = PageValues.Text(status?.Text("reason")),
        });
    }

    private static PyPiFile? ReadFile(JsonElement entry, PackageName project, Uri pageUrl, PageVersions versions)
    {
        if (!DistributionFileName.TryParse(entry.Text("filename"), project, versions, out DistributionFileName? name)
            || PageValues.Url(pageUrl, entry.Text("url"), out _) is not { } url
            || entry.Member("hashes") is not { ValueKind: JsonValueKind.Object } stated)
        {
            return null;
        }

        // A hash that cannot be one would be a promise that nothing can be checked against: then the file is not taken at all.
        var hashes = new List<ArtifactHash>();
        foreach (JsonProperty hash in stated.EnumerateObject())
        {
            if (hash.Value.ValueKind != JsonValueKind.String || PageValues.Hash(hash.Name, hash.Value.GetString()) is not { } read)
            {
                return null;
            }

            hashes.Add(read);
        }

        // PEP 714: the old key counts only where the new one is absent.
        JsonElement? metadata = entry.Member("core-metadata") ?? entry.Member("dist-info-metadata");
        string? metadataHash = metadata?.Text("sha256") is { } hex ? PageValues.Hash("sha256", hex)?.Hex : null;
        JsonElement? yanked = entry.Member("yanked");
        string? yankedReason = yanked is { ValueKind: JsonValueKind.String } ? yanked.Value.GetString() : null;
        return new PyPiFile(name, url)
        {
            Hashes = PackedHashes.Of(hashes),
            Size = entry.Count("size"),
            UploadedAt = Timestamps.Read(entry.Text("upload-time")),
            RequiresPython = PageValues.Text(entry.Text("requires-python")),
            IsYanked = yanked is { ValueKind: JsonValueKind.True } || yankedReason is { Length: > 0 },
            YankedReason = PageValues.Text(yankedReason),
            HasCoreMetadata = metadata is { ValueKind: JsonValueKind.True or JsonValueKind.Object },
            CoreMetadataSha256 = metadataHash,
            HasSignature = entry.Flag("gpg-sig"),
        };
    }
}
