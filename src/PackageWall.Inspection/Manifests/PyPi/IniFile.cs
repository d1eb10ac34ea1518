using System.Text;

namespace PackageWall.Inspection.Manifests.PyPi;

/// <summary>One setting of an ini file; what continues on indented lines is joined with line feeds.</summary>
internal sealed record IniSetting(string Section, string Key, string Value, int Line);

/// <summary>Reads <c>entry_points.txt</c> and <c>setup.cfg</c> as Python's configparser does: sections, <c>key = value</c>, continuations.</summary>
internal static class IniFile
{
    public static IReadOnlyList<IniSetting> Read(ReadOnlySpan<byte> content)
    {
        var settings = new List<IniSetting>();
        string section = "";
        int number = 0;
        StringBuilder? value = null;
        foreach (ReadOnlySpan<char> line in Encoding.UTF8.GetString(content).AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> text = line.Trim();
            if (text.IsEmpty || text[0] is '#' or ';')
            {
                continue;
            }

            if (line[0] is ' ' or '\t' && value is not null)
            {
                value.Append('\n').Append(text);
                settings[^1] = settings[^1] with { Value = "" };
                continue;
            }

            Close();
            if (text[0] == '[' && text.IndexOf(']') is var end and > 0)
            {
                section = text[1..end].Trim().ToString();
                continue;
            }

            int equals = text.IndexOfAny('=', ':');
            string key = (equals < 0 ? text : text[..equals]).Trim().ToString();
            value = new StringBuilder(equals < 0 ? "" : text[(equals + 1)..].Trim().ToString());
            settings.Add(new IniSetting(section, key, "", number));
        }

        Close();
        return settings;

        void Close()
        {
            if (value is not null)
            {
                settings[^1] = settings[^1] with { Value = value.ToString() };
                value = null;
            }
        }
    }
}
