namespace PackageWall.Inspection.Languages.PowerShell;

/// <summary>Short names of commands, as <c>Get-Alias</c> lists them.</summary>
internal static class PsAliases
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iex"] = "invoke-expression", ["iwr"] = "invoke-webrequest", ["irm"] = "invoke-restmethod", ["curl"] = "invoke-webrequest", ["wget"] = "invoke-webrequest",
        ["gc"] = "get-content", ["cat"] = "get-content", ["type"] = "get-content", ["sc"] = "set-content", ["ac"] = "add-content", ["gci"] = "get-childitem",
        ["ls"] = "get-childitem", ["dir"] = "get-childitem", ["ri"] = "remove-item", ["rm"] = "remove-item", ["del"] = "remove-item", ["rd"] = "remove-item", ["erase"] = "remove-item",
        ["rmdir"] = "remove-item", ["cp"] = "copy-item", ["copy"] = "copy-item", ["cpi"] = "copy-item", ["mv"] = "move-item", ["move"] = "move-item", ["mi"] = "move-item",
        ["saps"] = "start-process", ["start"] = "start-process", ["sp"] = "set-itemproperty", ["%"] = "foreach-object", ["foreach"] = "foreach-object", ["?"] = "where-object",
        ["where"] = "where-object", ["echo"] = "write-output", ["write"] = "write-output", ["icm"] = "invoke-command", ["sleep"] = "start-sleep", ["gv"] = "get-variable",
        ["sv"] = "set-variable", ["set"] = "set-variable", ["gal"] = "get-alias", ["sal"] = "set-alias", ["nal"] = "new-alias", ["ipmo"] = "import-module", ["kill"] = "stop-process",
        ["spps"] = "stop-process", ["gwmi"] = "get-wmiobject", ["iwmi"] = "invoke-wmimethod", ["gcb"] = "get-clipboard", ["gi"] = "get-item", ["ni"] = "new-item", ["select"] = "select-object",
        ["sort"] = "sort-object", ["gm"] = "get-member", ["cd"] = "set-location", ["sl"] = "set-location", ["pushd"] = "push-location", ["popd"] = "pop-location", ["ft"] = "format-table",
        ["fl"] = "format-list", ["measure"] = "measure-object", ["group"] = "group-object", ["tee"] = "tee-object", ["ogv"] = "out-gridview", ["gp"] = "get-itemproperty",
    };

    /// <summary>The full name of a command, in lower case.</summary>
    public static string Resolve(string name) => Names.TryGetValue(name, out var full) ? full : name.ToLowerInvariant();
}
