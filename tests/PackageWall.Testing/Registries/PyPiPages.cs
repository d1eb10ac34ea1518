using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PackageWall.Testing.Registries;

/// <summary>The project pages of a fake Python index, written without the code under test.</summary>
internal static class PyPiPages
{
    public static string Json(string project, IReadOnlyList<PyPiUpload> uploads, Uri files)
    {
        var list = new JsonArray();
        foreach (PyPiUpload upload in uploads)
        {
            var file = new JsonObject
            {
                ["filename"] = upload.FileName,
                ["url"] = new Uri(files, upload.Path).AbsoluteUri,
                ["hashes"] = new JsonObject { ["sha256"] = upload.Sha256 },
                ["requires-python"] = upload.RequiresPython,
                ["size"] = upload.Size,
                ["upload-time"] = upload.UploadTimeText ?? upload.UploadedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                ["yanked"] = upload.Yanked is { Length: > 0 } reason ? reason : upload.Yanked is not null,
                ["provenance"] = null,
            };
            JsonNode metadata = upload.Metadata is { } bytes
                ? new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) }
                : JsonValue.Create(false);
            file["core-metadata"] = metadata;
            file["data-dist-info-metadata"] = metadata.DeepClone();
            list.Add(file);
        }

        var versions = new JsonArray([.. uploads.Select(upload => Version(upload.FileName)).Distinct().Select(version => JsonValue.Create(version))]);
        return new JsonObject
        {
            ["alternate-locations"] = new JsonArray(),
            ["files"] = list,
            ["meta"] = new JsonObject { ["_last-serial"] = 1, ["api-version"] = "1.4" },
            ["name"] = project,
            ["project-status"] = new JsonObject { ["status"] = "active" },
            ["versions"] = versions,
        }.ToJsonString();
    }

    public static string Html(string project, IReadOnlyList<PyPiUpload> uploads, Uri files)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html>\n  <head>\n    <meta name=\"pypi:repository-version\" content=\"1.4\">\n    <title>Links for {project}</title>\n  </head>\n  <body>\n    <h1>Links for {project}</h1>\n");
        foreach (PyPiUpload upload in uploads)
        {
            page.Append(CultureInfo.InvariantCulture, $"<a href=\"{new Uri(files, upload.Path).AbsoluteUri}#sha256={upload.Sha256}\"");
            if (upload.RequiresPython is { } python)
            {
                page.Append(CultureInfo.InvariantCulture, $" data-requires-python=\"{WebUtility.HtmlEncode(python)}\"");
            }

            if (upload.Metadata is { } metadata)
            {
                page.Append(CultureInfo.InvariantCulture, $" data-core-metadata=\"sha256={Convert.ToHexStringLower(SHA256.HashData(metadata))}\"");
            }

            if (upload.Yanked is { } yanked)
            {
                page.Append(CultureInfo.InvariantCulture, $" data-yanked=\"{WebUtility.HtmlEncode(yanked)}\"");
            }

            page.Append(CultureInfo.InvariantCulture, $">{upload.FileName}</a><br />\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    // Both kinds of names have the version as their second part once the suffix is off.
    private static string Version(string fileName) => fileName.EndsWith(".whl", StringComparison.Ordinal)
        ? fileName.Split('-')[1]
        : fileName.Replace(".tar.gz", "", StringComparison.Ordinal).Replace(".zip", "", StringComparison.Ordinal).Split('-')[^1];
}
