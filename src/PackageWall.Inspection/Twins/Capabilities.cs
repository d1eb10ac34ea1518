namespace PackageWall.Inspection.Twins;

/// <summary>Which facts make two builds of one source differ in what they can do, and not merely in how they were compiled.</summary>
internal static class Capabilities
{
    /// <summary>What a fact lets code do, in the coarse words in which builds are compared; null for what compilers and
    /// frameworks change: making a client that nobody uses yet, calling native functions by pointers.</summary>
    public static string? KeyOf(string fact) => fact switch
    {
        "network.send" or "network.fetch" or "network.socket" or "network.dns" or "network.mail" => "network",
        "network.drop" or "network.chain" => fact,
        "execute.process" or "execute.shell" or "execute.interpreter" or "execute.package-file" or "execute.detached" => "start programs",
        "execute.marshal" or "execute.pickle" or "decode.keyed" or "decode.hidden" => fact,
        "read.env.bulk" or "wipe" or "self-erase" or "hook.wallet" or "obfuscation.string-array" or "obfuscation.hex-names" or "obfuscation.control-flow" => fact,
        _ when fact.StartsWith("read.secret.", StringComparison.Ordinal) || fact.StartsWith("persist.", StringComparison.Ordinal) || fact.StartsWith("fetch.", StringComparison.Ordinal) => fact,
        _ => null,
    };
}
