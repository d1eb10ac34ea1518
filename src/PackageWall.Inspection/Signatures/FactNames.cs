namespace PackageWall.Inspection.Signatures;

/// <summary>
/// The names that rules may use, as <c>signatures/vocabulary/README.md</c> explains them. A rule with a name that no reader makes would
/// never match and nobody would notice, so such a rule is refused.
/// </summary>
internal static class FactNames
{
    /// <summary>Facts of the package as a whole: they have no code that could run, so contexts do not apply to them.</summary>
    private static readonly string[] PackagePrefixes = ["archive.", "manifest.", "name.", "change.", "twin.", "indicator.file", "indicator.package", "unread"];

    /// <summary>Names made from data: whatever follows the prefix is a name.</summary>
    private static readonly string[] OpenPrefixes = ["archive.", "manifest.", "change."];

    /// <summary>Exceptions: facts of one file, which something may open or not.</summary>
    private static readonly string[] OfFiles = ["archive.opaque", "archive.nested"];

    private static readonly HashSet<string> All = [.. """
        read.secret.cloud read.secret.ssh read.secret.git read.secret.registry read.secret.kubernetes read.secret.docker read.secret.metadata
        read.secret.browser read.secret.wallet read.secret.history read.secret.dotenv read.secret.ci read.secret.ai read.secret.keychain
        read.secret.chat read.secret.database read.secret.key read.secret.system read.secret.scanner
        read.env read.env.secret read.env.bulk read.profile read.memory read.environ-file read.files read.file read.media read.own-source
        read.parameter.secret read.parameter.credential read.screen read.clipboard read.keyboard
        network.fetch network.send network.connect network.socket network.dns network.listen network.mail network.host network.drop
        network.chain network.publish network.github-write network.cloud-secrets network.ip-echo network.address network.lookalike
        network.insecure network.port network.foreign network.disguised
        execute.code execute.shell execute.process execute.interpreter execute.package-file execute.detached execute.native execute.pickle
        execute.marshal execute.assembly execute.memory execute.wasm execute.thread execute.agent execute.agent.unattended execute.install execute.install.own
        execute.kill execute.unread execute.sent-code fetch.runtime fetch.executable
        write.executable write.file write.manifest write.temporary write.code write.registry
        decode decode.constant decode.keyed decode.opaque decode.hidden encode encode.encrypt
        dynamic.import dynamic.exec dynamic.member dynamic.process
        persist.shell-profile persist.cron persist.systemd persist.launchd persist.registry persist.startup persist.task
        persist.site-packages persist.node-modules persist.node-modules.own persist.workflow persist.editor persist.agent persist.git-hook
        persist.authorized-keys persist.sudoers persist.hosts persist.policy
        wipe delete self-erase hook.network hook.wallet hook.import hook.builtins wallet.addresses wallet.payment
        gate.date gate.moment gate.elapsed gate.platform gate.host gate.locale gate.random gate.once gate.ci gate.sleep loop.endless silence
        text.padding text.bidi text.invisible text.nul text.odd-encoding text.mixed-script text.folded-identifier text.single-line text.far-code
        obfuscation.hex-names obfuscation.string-array obfuscation.control-flow obfuscation.jsfuck obfuscation.aaencode obfuscation.packer
        obfuscation.pyarmor obfuscation.hyperion obfuscation.confused-names obfuscation.character-codes obfuscation.blob
        hook.install hook.build hook.startup hook.plugin
        pth.import pth.import.pinned pth.path pth.long pth.odd-bytes gyp.no-sources gyp.sources gyp.expansion gyp.require gyp.action
        msbuild.exec msbuild.inline-task msbuild.inline-code msbuild.download msbuild.task-assembly msbuild.import-remote msbuild.tool powershell.policy
        indicator.host indicator.file indicator.package
        twin.capability
        name.confusable name.squat name.internal name.version-jump
        native.binary native.shadow native.packed native.strings
        dotnet.module-initializer dotnet.static-constructor dotnet.pinvoke dotnet.analyzer dotnet.hosting-startup dotnet.obfuscated
        dotnet.jit-hook dotnet.content-file dotnet.load-reaches dotnet.host-reaches
        pyc.unchecked pyc.mismatch pyc.sourceless pyc.unread
        unread
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>All names that are no prefix for names made from data.</summary>
    public static IReadOnlyCollection<string> Known => All;

    /// <summary>Whether a name, or a glob of names, can ever match a fact; one that excludes some has <c>!</c> before it.</summary>
    public static bool IsKnown(string glob)
    {
        glob = glob.TrimStart('!');
        if (All.Contains(glob) || OpenPrefixes.Any(prefix => glob.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return true;
        }

        return glob.Contains('*', StringComparison.Ordinal) && new Glob(glob) is { } pattern && All.Any(name => pattern.Matches(name));
    }

    /// <summary>Whether a fact is of the package as a whole.</summary>
    public static bool IsOfPackage(string name) =>
        !OfFiles.Contains(name) && PackagePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
