using System.IO.Compression;
using NuGet.Common;
using NuGet.Packaging;
using NuGet.Packaging.Signing;
using PackageWall.Core.Blobs;
using PackageWall.Core.Intake;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;

namespace PackageWall.Upstreams.NuGet;

/// <summary>
/// Verifies the signatures inside NuGet packages with NuGet's own library and its trusted roots, offline, and takes the release date
/// from a repository's signature that holds. Other ecosystems sign outside of the artifact: for them there is nothing to say.
/// </summary>
public sealed class NuGetIntegrity : IPackageIntegrity
{
    private const string SignatureFile = ".signature.p7s";
    private const int MaxSignature = 1 << 20;

    private readonly PackageSignatureVerifier _verifier;
    private readonly SignedPackageVerifierSettings _settings;

    /// <summary>Loads the trusted roots, which lie beside NuGet's library.</summary>
    public NuGetIntegrity()
    {
        X509TrustStore.InitializeForDotNetSdk(NullLogger.Instance);
        _verifier = new PackageSignatureVerifier([new IntegrityVerificationProvider(), new SignatureTrustAndValidityVerificationProvider()]);
        _settings = SignedPackageVerifierSettings.GetVerifyCommandDefaultPolicy(new OfflineRevocation());
    }

    /// <inheritdoc/>
    public async Task<IntegrityAnswer> CheckAsync(Ecosystem ecosystem, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (ecosystem != Ecosystem.NuGet)
        {
            return IntegrityAnswer.Nothing;
        }

        try
        {
            if (ReadSignature(content) is not { } p7s)
            {
                return IntegrityAnswer.Nothing;
            }

            using var stream = new PinnedStream(content);
            using var reader = new PackageArchiveReader(stream, leaveStreamOpen: true);
            VerifySignaturesResult result = await _verifier.VerifySignaturesAsync(reader, _settings, cancellation).ConfigureAwait(false);
            if (Broken(result) is { } problem)
            {
                return new IntegrityAnswer(problem, null);
            }

            // Anybody can sign as a "repository" of their own: the date counts only when everything about the signature holds.
            return result.IsValid
                && NuGetSignatureDate.Read(p7s) is NuGetReading<NuGetSignatureTime>.Read { Value: { Kind: NuGetSignatureKind.Repository } time }
                    ? new IntegrityAnswer(null, time.Timestamp)
                    : IntegrityAnswer.Nothing;
        }
        catch (Exception failure) when (failure is InvalidDataException or global::NuGet.Packaging.Core.PackagingException or SignatureException or IOException
            or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            // What cannot be read as a signed package is no reason to trust its date; the strict reader says what is wrong with the archive.
            return new IntegrityAnswer("the package's signature cannot be read", null);
        }
    }

    // Changed bytes and broken signatures are tampering. A root that this machine does not know is not: then only the date is not believed.
    private static string? Broken(VerifySignaturesResult result) => result.Results
        .SelectMany(provider => provider.Issues)
        .Where(issue => issue.Level == LogLevel.Error && issue.Code is (NuGetLogCode.NU3005 or NuGetLogCode.NU3008 or NuGetLogCode.NU3012))
        .Select(issue => $"the package does not match its own signature ({issue.Code})")
        .FirstOrDefault();

    private static byte[]? ReadSignature(ReadOnlyMemory<byte> content)
    {
        using var stream = new PinnedStream(content);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        if (archive.GetEntry(SignatureFile) is not { Length: > 0 and <= MaxSignature } entry)
        {
            return null;
        }

        using Stream signature = entry.Open();
        var bytes = new MemoryStream();
        signature.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Asking certificate authorities would be a way to the outside that no feed declares.
    private sealed class OfflineRevocation : IEnvironmentVariableReader
    {
        public string? GetEnvironmentVariable(string variable) =>
            variable == "NUGET_CERT_REVOCATION_MODE" ? "offline" : Environment.GetEnvironmentVariable(variable);
    }
}
