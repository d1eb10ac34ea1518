using PackageWall.Inspection.Signatures;

namespace PackageWall.Server.Configuration;

/// <summary>Loads the signatures: those built in, or those of a folder.</summary>
internal static class SignatureFolder
{
    /// <summary>The signatures, or null when the folder holds mistakes, which go to the errors: a wall without its rules does not start.</summary>
    public static SignatureSet? Load(string? folder, List<string> errors)
    {
        if (folder is null)
        {
            return SignatureSet.Default;
        }

        try
        {
            return SignatureSet.Load(folder);
        }
        catch (SignatureException wrong)
        {
            errors.AddRange(wrong.Errors.Select(error => error.ToString()));
            return null;
        }
    }
}
