using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>
/// Checks RECORD: every file is listed with its hash, and every listed file is there (binary distribution format, "The .dist-info
/// directory"). It says nothing about harm, only whether the wheel is the one that its tool wrote.
/// </summary>
internal static class WheelRecord
{
    private const int MaxReported = 50;

    public static void Check(ManifestDraft draft, string folder)
    {
        string path = $"{folder}/RECORD";
        if (!draft.Tree.Files.TryGetValue(path, out PackageFile? record))
        {
            Report(draft, path, path, "There is no RECORD.");
            return;
        }

        int reported = 0;
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] row in Rows(Encoding.UTF8.GetString(record.Content.Span)))
        {
            string name = row[0].Replace('\\', '/');
            listed.Add(name);
            string? problem = !draft.Tree.Files.TryGetValue(name, out PackageFile? file) ? "It is listed in RECORD and not there."
                : row.Length > 1 && row[1].Length > 0 && !Matches(file, row[1]) ? $"Its hash is not the one in RECORD ({row[1]})." : null;
            if (problem is not null && reported++ < MaxReported)
            {
                Report(draft, path, name, problem);
            }
        }

        foreach (string file in draft.Tree.Files.Keys.Where(file => !listed.Contains(file) && !IsExempt(file, folder)))
        {
            if (reported++ < MaxReported)
            {
                Report(draft, path, file, "It is not listed in RECORD.");
            }
        }
    }

    // RECORD cannot hold its own hash, nor that of the signatures over it; files of nested archives are no files of the wheel.
    private static bool IsExempt(string path, string folder) =>
        path.Contains("!/", StringComparison.Ordinal)
        || (path.StartsWith(folder + "/RECORD", StringComparison.Ordinal) && path[(folder.Length + 1)..] is "RECORD" or "RECORD.jws" or "RECORD.p7s");

    private static bool Matches(PackageFile file, string field)
    {
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        string algorithm = equals < 0 ? "" : field[..equals].ToLowerInvariant();
        byte[]? actual = algorithm switch
        {
            "sha256" => Convert.FromHexString(file.Sha256),
            "sha384" => SHA384.HashData(file.Content.Span),
            "sha512" => SHA512.HashData(file.Content.Span),
            _ => null,
        };
        return actual is not null && field[(equals + 1)..].TrimEnd('=') == Base64Url.EncodeToString(actual);
    }

    private static void Report(ManifestDraft draft, string record, string file, string problem)
    {
        draft.Report(ManifestAnomalies.Record, AnomalySeverity.Hold, file, problem);
        draft.Add("manifest.record", record, 0, $"{file}: {problem}", file);
    }

    /// <summary>Rows of comma separated values with double quotes.</summary>
    private static IEnumerable<string[]> Rows(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"')
                {
                    field.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    if (fields.Count > 1 || fields[0].Length > 0)
                    {
                        yield return [.. fields];
                    }

                    fields.Clear();
                }
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }
    }
}
