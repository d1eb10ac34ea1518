using System.Text;
using System.Xml;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>What each element of an MSBuild file does (MSBuild documentation, "Project file schema reference").</summary>
internal sealed class MsBuildElements(SourceText source, FactList list, PropertyTable properties, ReadAs readAs, ILiteralVocabulary vocabulary)
{
    private static readonly string[] Interpreters = ["powershell", "pwsh"];

    private string _codeLanguage = "cs";
    private int _line;

    public void Element(XmlReader reader, IReadOnlyList<string> path)
    {
        _line = XmlWalk.Line(reader) + source.FirstLine - 1;
        string name = reader.LocalName;
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.MoveToNextAttribute())
        {
            PropertyFunctions.Find(reader.Value, _line, list, vocabulary);
            FindVariables(reader.Value);
            attributes[reader.LocalName] = properties.Expand(reader.Value);
        }

        reader.MoveToElement();
        Look(name, attributes, path);
    }

    public void Text(string text, IReadOnlyList<string> path)
    {
        string name = path.Count > 0 ? path[^1] : "";
        PropertyFunctions.Find(text, _line, list, vocabulary);
        if (name == "Code")
        {
            ReadCode(text);
        }
        else if (name is "PreBuildEvent" or "PostBuildEvent")
        {
            Command(properties.Expand(text));
        }
        else
        {
            FindVariables(text);
            Tool(name, properties.Expand(text).Trim());
        }
    }

    // Properties by which the build finds the programs that it starts and the files that it imports (MSBuild documentation, "Common MSBuild project
    // properties", "Customize your build").
    private void Tool(string name, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        if (name.EndsWith("ToolExe", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ToolPath", StringComparison.OrdinalIgnoreCase)
            || name.Equals("RunCommand", StringComparison.OrdinalIgnoreCase) || name.Equals("StartProgram", StringComparison.OrdinalIgnoreCase) || name.Equals("DOTNET_HOST_PATH", StringComparison.OrdinalIgnoreCase))
        {
            list.Add("msbuild.tool", _line, $"{name} = {value}", value);
            list.Refer(ReferenceKind.Spawn, value, _line);
        }
        else if (name.StartsWith("CustomBefore", StringComparison.OrdinalIgnoreCase) || name.StartsWith("CustomAfter", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("AfterMicrosoft", StringComparison.OrdinalIgnoreCase) || name.StartsWith("BeforeMicrosoft", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("Directory", StringComparison.OrdinalIgnoreCase) && (name.EndsWith("PropsPath", StringComparison.OrdinalIgnoreCase) || name.EndsWith("TargetsPath", StringComparison.OrdinalIgnoreCase))))
        {
            list.Add("msbuild.tool", _line, $"{name} = {value}", value);
            Import(value, "");
        }
    }

    private void Look(string name, Dictionary<string, string> attributes, IReadOnlyList<string> path)
    {
        string Get(string attribute) => attributes.GetValueOrDefault(attribute, "");
        switch (name)
        {
            case "UsingTask":
                UsingTask(Get("TaskName"), Get("AssemblyFile"), Get("TaskFactory"));
                break;
            case "Code":
                _codeLanguage = Get("Language") is { Length: > 0 } language ? language : "cs";
                list.Add("msbuild.inline-task", _line, $"Code of an inline task in {_codeLanguage}", _codeLanguage);
                if (Get("Source").Length > 0)
                {
                    list.Add("msbuild.inline-code", _line, $"Code of an inline task in {Get("Source")}", Get("Source"));
                    list.Refer(ReferenceKind.Spawn, Get("Source"), _line, Languages.Language.CSharp);
                }

                break;
            case "Exec":
                Command(Get("Command"));
                break;
            case "DownloadFile":
                list.Add("msbuild.download", _line, $"DownloadFile {Get("SourceUrl")}", Get("SourceUrl"));
                list.Add("network.fetch", _line, $"DownloadFile {Get("SourceUrl")}", Get("SourceUrl"));
                Host(Get("SourceUrl"));
                break;
            case "Import":
                Import(Get("Project"), Get("Sdk"));
                break;
            case "MSBuild" when path.Contains("Target"):
                list.Refer(ReferenceKind.Import, Get("Projects"), _line, Languages.Language.MsBuild);
                break;
            case "WriteLinesToFile":
                Write(Get("File"), Get("Lines"));
                break;
            case "Copy":
                Write(Get("DestinationFiles") + Get("DestinationFolder"), "");
                list.Refer(ReferenceKind.Open, Get("SourceFiles"), _line);
                break;
            case "ReadLinesFromFile":
                list.Refer(ReferenceKind.Open, Get("File"), _line);
                Place(Get("File"));
                break;
            case "Analyzer" or "CompilerVisibleItemMetadata" when Get("Include").Length > 0:
                list.Refer(ReferenceKind.Spawn, Get("Include"), _line);
                break;
            case "Compile" when Get("Include").Length > 0:
                list.Refer(ReferenceKind.Import, Get("Include"), _line, Languages.Language.CSharp);
                break;
            case "RemoveDir" when Place(Get("Directories")) is { }:
                list.Add("wipe", _line, $"RemoveDir {Get("Directories")}", Get("Directories"));
                break;
        }
    }

    private void UsingTask(string task, string assembly, string factory)
    {
        // These two are MSBuild's own names for "the task is in the assembly", there in another process; a body with code is seen as that.
        if (factory.Length > 0 && !(assembly.Length > 0 && factory is "TaskHostFactory" or "AssemblyTaskFactory"))
        {
            list.Add("msbuild.inline-task", _line, $"UsingTask {task} TaskFactory={factory}", factory);
            if (factory is not ("RoslynCodeTaskFactory" or "CodeTaskFactory"))
            {
                list.Add("msbuild.inline-code", _line, $"UsingTask {task} TaskFactory={factory}", factory);
            }
        }

        if (assembly.Length > 0)
        {
            list.Add("msbuild.task-assembly", _line, $"UsingTask {task} AssemblyFile={assembly}", assembly);
            list.Refer(ReferenceKind.Spawn, assembly, _line);
        }
    }

    private void Import(string project, string sdk)
    {
        bool isRemote = project.Contains("://", StringComparison.Ordinal) || project.StartsWith("\\\\", StringComparison.Ordinal) || project.StartsWith("//", StringComparison.Ordinal);
        if (isRemote)
        {
            list.Add("msbuild.import-remote", _line, $"Import {project}", project);
        }
        else if (project.Length > 0 && sdk.Length == 0)
        {
            list.Refer(ReferenceKind.Import, project, _line, Languages.Language.MsBuild);
        }
    }

    private void Command(string command)
    {
        if (command.Trim().Length == 0)
        {
            return;
        }

        list.Add("msbuild.exec", _line, $"Exec {command}", command);
        list.Refer(ReferenceKind.Spawn, FirstWord(command), _line);
        byte[] bytes = Encoding.UTF8.GetBytes(command);
        list.Take(readAs(Languages.Language.Shell, source with { Content = bytes, FirstLine = _line }));
        if (Interpreters.Any(name => command.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            list.Take(readAs(Languages.Language.PowerShell, source with { Content = bytes, FirstLine = _line }));
        }
    }

    private void ReadCode(string text)
    {
        string language = _codeLanguage.ToLowerInvariant();
        if (language is not ("cs" or "c#" or "csharp") || !PlainTaskCode.Is(text, source.Content))
        {
            list.Add("msbuild.inline-code", _line, text.Trim(), _codeLanguage);
        }

        if (language is "cs" or "c#" or "csharp" or "vb" or "visualbasic" or "vbs")
        {
            list.Take(readAs(Languages.Language.CSharp, source with { Content = Encoding.UTF8.GetBytes(text), FirstLine = _line }));
        }
        else if (language.StartsWith("p", StringComparison.Ordinal))
        {
            list.Take(readAs(Languages.Language.PowerShell, source with { Content = Encoding.UTF8.GetBytes(text), FirstLine = _line }));
        }
        else
        {
            list.Unread($"Code of an inline task in '{_codeLanguage}'.");
        }
    }

    private void Write(string file, string lines)
    {
        list.Add("write.file", _line, $"{file} {lines}", file);
        Place(file);
    }

    private string? Place(string path)
    {
        string? place = vocabulary.Place(path);
        if (place is not null)
        {
            list.Add(place, _line, path, path);
        }

        return place;
    }

    private void Host(string address)
    {
        if (vocabulary.Host(address) is { } host)
        {
            list.Add(host, _line, address, address);
        }

        list.Add("network.host", _line, address, address);
    }

    // Variables of the environment are properties: $(NAME).
    private void FindVariables(string text)
    {
        int at = 0;
        while ((at = text.IndexOf("$(", at, StringComparison.Ordinal)) >= 0)
        {
            int end = at + 2;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            string name = text[(at + 2)..end];
            if (name.Length > 2 && vocabulary.IsSecretVariable(name))
            {
                list.Add("read.env.secret", _line, text, name);
            }

            at = end;
        }
    }

    private static string FirstWord(string command)
    {
        string text = command.TrimStart();
        if (text.StartsWith('"'))
        {
            int close = text.IndexOf('"', 1);
            return close < 0 ? text[1..] : text[1..close];
        }

        int end = text.AsSpan().IndexOfAny(' ', '\t', '\n');
        return end < 0 ? text : text[..end];
    }
}
