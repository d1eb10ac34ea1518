namespace PackageWall.Inspection.Manifests;

/// <summary>Commands of systems and common tools: a package that installs one under such a name stands in its place.</summary>
internal static class SystemCommands
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "sh", "bash", "zsh", "dash", "fish", "cmd", "powershell", "pwsh", "env", "sudo", "su", "doas", "ls", "cat", "cp", "mv", "rm", "mkdir", "chmod", "chown",
        "ln", "echo", "grep", "sed", "awk", "find", "xargs", "tar", "gzip", "zip", "unzip", "curl", "wget", "ssh", "scp", "sftp", "ssh-add", "ssh-keygen", "gpg", "openssl",
        "git", "hg", "svn", "gh", "glab", "make", "cmake", "gcc", "g++", "cc", "c++", "clang", "ld", "python", "python2", "python3", "py", "pip", "pip3", "uv", "poetry", "conda",
        "node", "npm", "npx", "yarn", "pnpm", "bun", "deno", "corepack", "dotnet", "nuget", "msbuild", "java", "javac", "mvn", "gradle", "go", "cargo", "rustc", "ruby", "gem",
        "perl", "php", "docker", "podman", "kubectl", "helm", "terraform", "aws", "az", "gcloud", "vault", "systemctl", "crontab", "ps", "kill", "killall", "top", "whoami",
        "id", "passwd", "mount", "which", "where", "open", "xdg-open", "code", "claude", "gemini", "codex", "explorer", "certutil", "reg", "schtasks", "tasklist", "net",
    };

    /// <summary>Whether the name, without a Windows extension, is one of them.</summary>
    public static bool Contains(string command)
    {
        string name = Layout.PackagePath.FileName(command.Replace('\\', '/'));
        int dot = name.LastIndexOf('.');
        string stem = dot > 0 && name[dot..].ToLowerInvariant() is ".exe" or ".cmd" or ".bat" or ".ps1" or ".com" ? name[..dot] : name;
        return Names.Contains(stem);
    }
}
