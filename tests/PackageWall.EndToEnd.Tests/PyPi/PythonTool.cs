using PackageWall.EndToEnd.Tests.Clients;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Poetry and PDM as Debian packages them: with an interpreter, a home and settings of their own.</summary>
internal abstract class PythonTool : IDisposable
{
    private readonly string _program;

    protected PythonTool(string program, string package)
    {
        _program = Path.Combine("/usr/bin", program);

        // A test that passed because its client is not there would be worth less than none.
        File.Exists(_program).ShouldBeTrue($"{_program} is missing: apt-get install {package}");
        Home.Environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring";
        Home.Environment["POETRY_VIRTUALENVS_IN_PROJECT"] = "true";
        Home.Environment["PDM_CHECK_UPDATE"] = "0";
        Home.Environment["PDM_USE_VENV"] = "0";
        Home.Environment["PIP_CONFIG_FILE"] = "/dev/null";
    }

    public ClientHome Home { get; } = new();

    /// <summary>Both, for theories.</summary>
    public static TheoryData<string> Names => ["poetry", "pdm"];

    /// <summary>The tool of a name.</summary>
    public static PythonTool Of(string name) => name == "poetry" ? new Poetry() : new Pdm();

    /// <summary>Where packages are installed to, below the project.</summary>
    protected abstract string Site { get; }

    /// <summary>The lock file's name.</summary>
    public abstract string LockFile { get; }

    /// <summary>Writes a project that requires packages from an index; requirements as name and specifier, <c>acme-tools</c> and <c>&gt;=1.0</c>.</summary>
    public abstract void Project(Uri index, params (string Name, string Specifier)[] requirements);

    /// <summary>Resolves, locks and installs.</summary>
    public abstract Task<ClientRun> InstallAsync();

    /// <summary>Installs what the lock file names.</summary>
    public abstract Task<ClientRun> ReplayAsync();

    /// <summary>Forgets what was installed, and every cache; the lock file stays.</summary>
    public virtual void Forget()
    {
        Directory.Delete(Home.Home, recursive: true);
        Directory.CreateDirectory(Home.Home);
        if (Home.Exists(Site.Split('/')[0]))
        {
            Directory.Delete(Path.Combine(Home.Project, Site.Split('/')[0]), recursive: true);
        }
    }

    /// <summary>The installed version of a project, or null.</summary>
    public string? Installed(string project)
    {
        string root = Path.Combine(Home.Project, Site.Split('/')[0]);
        string start = project.Replace('-', '_') + "-";
        return !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root, start + "*.dist-info", SearchOption.AllDirectories)
            .Select(folder => Path.GetFileName(folder)[start.Length..^".dist-info".Length]).SingleOrDefault();
    }

    public void Dispose() => Home.Dispose();

    protected Task<ClientRun> RunAsync(params string[] arguments) => Home.RunAsync(_program, arguments);

    private sealed class Poetry() : PythonTool("poetry", "python3-poetry")
    {
        public override string LockFile => "poetry.lock";

        protected override string Site => ".venv";

        public override void Project(Uri index, params (string Name, string Specifier)[] requirements) => Home.Write("pyproject.toml", $"""
            [tool.poetry]
            name = "project"
            version = "1.0.0"
            description = ""
            authors = []

            [tool.poetry.dependencies]
            python = ">=3.8"
            {string.Join('\n', requirements.Select(requirement => $"\"{requirement.Name}\" = \"{requirement.Specifier}\""))}

            [[tool.poetry.source]]
            name = "wall"
            url = "{index}"
            default = true

            """);

        public override Task<ClientRun> InstallAsync() => RunAsync("install", "--no-root", "--no-interaction", "--no-ansi");

        public override Task<ClientRun> ReplayAsync() => InstallAsync();
    }

    private sealed class Pdm() : PythonTool("pdm", "python3-pdm")
    {
        public override string LockFile => "pdm.lock";

        protected override string Site => "__pypackages__";

        public override void Project(Uri index, params (string Name, string Specifier)[] requirements) => Home.Write("pyproject.toml", $"""
            [project]
            name = "project"
            version = "1.0.0"
            requires-python = ">=3.8"
            dependencies = [{string.Join(", ", requirements.Select(requirement => $"\"{requirement.Name}{(requirement.Specifier == "*" ? "" : requirement.Specifier)}\""))}]

            [[tool.pdm.source]]
            name = "pypi"
            url = "{index}"
            verify_ssl = false

            """);

        public override async Task<ClientRun> InstallAsync()
        {
            await UseAsync();
            return await RunAsync("install", "--no-self");
        }

        public override async Task<ClientRun> ReplayAsync()
        {
            await UseAsync();
            return await RunAsync("sync", "--no-self");
        }

        // Without it, it asks which interpreter, or makes an environment with whatever comes first on the path.
        private async Task UseAsync() => (await RunAsync("use", "-f", "/usr/bin/python3")).ShouldSucceed();
    }
}
