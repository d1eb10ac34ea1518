using PackageWall.Packages;

namespace PackageWall.Feeds.Definitions;

/// <summary>Reads one feed's file.</summary>
internal sealed class FeedFileReader(string file, List<DefinitionError> errors)
{
    private static readonly string[] Keys =
        ["ecosystem", "name", "mount", "upstream", "credential", "artifact-hosts", "internal-names", "policy"];

    private static readonly string[] CredentialKeys = ["variable", "scheme"];

    // Paths that the server itself answers.
    private static readonly string[] Reserved = ["api", "assets", "console", "healthz", "livez", "metrics", "readyz", "status", "why"];

    /// <summary>The feed, or null when anything in the file is wrong; then the errors say what.</summary>
    public FeedFile? Read(string text)
    {
        int before = errors.Count;
        YamlNode? node = YamlTree.Read(text, Error);
        if (node is not YamlMap map)
        {
            if (errors.Count == before)
            {
                Error(0, "the file says nothing; begin with 'ecosystem: npm'");
            }

            return null;
        }

        var section = new FeedSection(map, "a feed", Keys, Error);
        Ecosystem? ecosystem = section.Choice("ecosystem", ("npm", Ecosystem.Npm), ("pypi", Ecosystem.PyPi), ("nuget", Ecosystem.NuGet));
        if (!section.Has("ecosystem"))
        {
            section.Error("ecosystem", "a feed needs 'ecosystem': npm, pypi or nuget");
        }

        // With an unknown ecosystem the rest is read as npm, so that its mistakes are listed too.
        Ecosystem kind = ecosystem ?? Ecosystem.Npm;
        (string? variable, string scheme) = Credential(section);
        var feed = new FeedDefinition
        {
            Name = Name(section),
            Ecosystem = kind,
            Mount = Mount(section, kind),
            Upstream = Upstream(section, kind),
            CredentialVariable = variable,
            CredentialScheme = scheme,
            ArtifactHosts = Hosts(section),
            InternalNames = ecosystem is null ? [] : InternalNames(section, kind),
            Policy = FeedPolicyReader.Read(section.Map("policy"), kind, Error),
        };
        return errors.Count == before ? new FeedFile(file, feed, section.LineOf("mount"), section.LineOf("name")) : null;
    }

    private string Name(FeedSection section)
    {
        string name = section.Text("name") ?? Path.GetFileNameWithoutExtension(file);
        if (!FeedText.IsFeedName(name))
        {
            string whence = section.Has("name") ? "'name'" : "without 'name' the file's name is the feed's, and it";
            section.Error("name", $"{whence} must be lower-case letters, digits and hyphens, at most 40, not '{FeedSection.Show(name)}'");
        }

        return name;
    }

    private static string Mount(FeedSection section, Ecosystem ecosystem)
    {
        string mount = section.Text("mount") ?? $"/{ecosystem.Name()}/";
        if (!FeedText.IsMount(mount))
        {
            string right = $"a path with a slash at both ends, in lower case, like /{ecosystem.Name()}/";
            section.Error("mount", $"'mount' must be {right}, not '{FeedSection.Show(mount)}'");
        }
        else if (Reserved.Contains(mount.Split('/')[1], StringComparer.Ordinal))
        {
            section.Error("mount", $"'mount' must not begin with /{mount.Split('/')[1]}/: PackageWall's own pages are there");
        }

        return mount;
    }

    private static Uri? Upstream(FeedSection section, Ecosystem ecosystem)
    {
        string text = section.Text("upstream") ?? "default";
        if (text == "default")
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Host.Length == 0)
        {
            const string Right = "default or an address that begins with https:// or http://";
            section.Error("upstream", $"'upstream' must be {Right}, not '{FeedSection.Show(text)}'");
            return null;
        }

        if (uri.UserInfo.Length > 0)
        {
            // The address is not shown: it holds a secret.
            section.Error("upstream", "'upstream' must not hold a user or password; name a variable under 'credential'");
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            section.Error("upstream", "'upstream' must not hold a query or fragment");
        }

        // Paths are appended to it; only NuGet's is the address of one document.
        return ecosystem == Ecosystem.NuGet || uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;
    }

    private (string? Variable, string Scheme) Credential(FeedSection feed)
    {
        const string Default = "bearer";
        if (feed.Map("credential") is not { } map)
        {
            return (null, Default);
        }

        var section = new FeedSection(map, "credential", CredentialKeys, Error);
        string? variable = section.Text("variable", required: true);
        if (variable is not null && !FeedText.IsVariable(variable))
        {
            // Not shown: whoever wrote the secret itself here should not find it in a log.
            section.Error(
                "variable", "'variable' must be the name of an environment variable, like NPM_TOKEN; the secret itself is never written here");
        }

        string scheme = section.Text("scheme") ?? Default;
        if (scheme is not ("bearer" or "basic"))
        {
            section.Error("scheme", $"'scheme' must be bearer or basic, not '{FeedSection.Show(scheme)}'");
        }

        return (variable, scheme);
    }

    private List<string> Hosts(FeedSection section)
    {
        var hosts = new List<string>();
        foreach (YamlScalar entry in section.Texts("artifact-hosts"))
        {
            string host = entry.Text.ToLowerInvariant();
            if (FeedText.IsHost(host))
            {
                hosts.Add(host);
            }
            else
            {
                string shown = FeedSection.Show(entry.Text);
                Error(entry.Line, $"an artifact host is a host alone, like files.example or *.files.example, not '{shown}'");
            }
        }

        return hosts;
    }

    private List<string> InternalNames(FeedSection section, Ecosystem ecosystem)
    {
        var names = new List<string>();
        foreach (YamlScalar entry in section.Texts("internal-names"))
        {
            if (NamePattern.TryNormalize(ecosystem, entry.Text, out string? pattern))
            {
                names.Add(pattern);
            }
            else
            {
                string shown = FeedSection.Show(entry.Text);
                Error(entry.Line, $"an internal name is a name of {ecosystem.Name()}, or one with * at an end, not '{shown}'");
            }
        }

        return names;
    }

    private void Error(int line, string message) => errors.Add(new DefinitionError(file, line, message));
}
