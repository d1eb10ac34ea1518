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
public sealed class NuGetIntegrity : IPackageIntegrity, IDisposable
{
    private readonly PackageSignatureVerifier _verifier;
    private readonly KnownSigners _known = new();
    private readonly SignerCertificates _certificates = new();
    private readonly SemaphoreSlim _unknown = new(1);
    private readonly SignedPackageVerifierSettings _settings;

    /// <summary>Loads the trusted roots, which lie beside NuGet's library.</summary>
    public NuGetIntegrity()
    {
        X509TrustStore.InitializeForDotNetSdk(NullLogger.Instance);
        _verifier = new PackageSignatureVerifier([new IntegrityVerificationProvider(), new SignatureTrustAndValidityVerificationProvider()]);
        _settings = SignedPackageVerifierSettings.GetVerifyCommandDefaultPolicy(new OfflineRevocation());
    }

    /// <inheritdoc/>
    public bool Covers(Ecosystem ecosystem) => ecosystem == Ecosystem.NuGet;

    /// <inheritdoc/>
    public async Task<IntegrityAnswer> CheckAsync(Ecosystem ecosystem, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (!Covers(ecosystem))
        {
            return IntegrityAnswer.Nothing;
        }

        try
        {
            using var stream = new PinnedStream(content);
            using var reader = new PackageArchiveReader(stream, leaveStreamOpen: true);

            // The signature that is read for its date is the one that is verified, not another entry of the same name.
            if (await reader.GetPrimarySignatureAsync(cancellation).ConfigureAwait(false) is not { } signature)
            {
                return IntegrityAnswer.Nothing;
            }

            // Anybody can sign as a "repository" of their own: the date counts only when everything about the signature holds. Whether its
            // certificates lead to a trusted root takes longer than all of the inspection, and is the same for every package of a registry.
            var time = (NuGetSignatureDate.Read(signature.GetBytes(), _certificates) as NuGetReading<NuGetSignatureTime>.Read)?.Value;
            if (time is not { Kind: NuGetSignatureKind.Repository })
            {
                return new IntegrityAnswer(Broken(await VerifyAsync(reader, cancellation).ConfigureAwait(false)), null);
            }

            if (_known.Covers(time))
            {
                return await CheckContentAsync(reader, signature, time, cancellation).ConfigureAwait(false);
            }

            // One after the other: a burst of packages by a signer that is new here needs its chains once.
            await _unknown.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                return _known.Covers(time)
                    ? await CheckContentAsync(reader, signature, time, cancellation).ConfigureAwait(false)
                    : await CheckAllAsync(reader, time, cancellation).ConfigureAwait(false);
            }
            finally
            {
                _unknown.Release();
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or global::NuGet.Packaging.Core.PackagingException or SignatureException or IOException
            or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            // What cannot be read as a signed package is no reason to trust its date; the strict reader says what is wrong with the archive.
            return new IntegrityAnswer("the package's signature cannot be read", null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _unknown.Dispose();

    private async Task<IntegrityAnswer> CheckAllAsync(PackageArchiveReader reader, NuGetSignatureTime time, CancellationToken cancellation)
    {
        VerifySignaturesResult result = await VerifyAsync(reader, cancellation).ConfigureAwait(false);
        if (Broken(result) is { } problem)
        {
            return new IntegrityAnswer(problem, null);
        }

        if (!result.IsValid)
        {
            return IntegrityAnswer.Nothing;
        }

        _known.Verified(time);
        return new IntegrityAnswer(null, time.Timestamp);
    }

    // The signatures were verified against each other and their content when the time was read. What is left is whether that is this package's.
    private static async Task<IntegrityAnswer> CheckContentAsync(
        PackageArchiveReader reader, PrimarySignature signature, NuGetSignatureTime time, CancellationToken cancellation)
    {
        try
        {
            await reader.ValidateIntegrityAsync(signature.SignatureContent, cancellation).ConfigureAwait(false);
            return new IntegrityAnswer(null, time.Timestamp);
        }
#pragma warning disable CA1031 // Whatever the library stumbles over, these are not the bytes that were signed.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new IntegrityAnswer(Mismatch(NuGetLogCode.NU3008), null);
        }
    }

    private Task<VerifySignaturesResult> VerifyAsync(PackageArchiveReader reader, CancellationToken cancellation) =>
        _verifier.VerifySignaturesAsync(reader, _settings, cancellation);

    // Changed bytes and broken signatures are tampering. A root that this machine does not know is not: then only the date is not believed.
    private static string? Broken(VerifySignaturesResult result) => result.Results
        .SelectMany(provider => provider.Issues)
        .Where(issue => issue.Level == LogLevel.Error && issue.Code is (NuGetLogCode.NU3005 or NuGetLogCode.NU3008 or NuGetLogCode.NU3012))
        .Select(issue => Mismatch(issue.Code))
        .FirstOrDefault();

    private static string Mismatch(NuGetLogCode code) => $"the package does not match its own signature ({code})";

    // Asking certificate authorities would be a way to the outside that no feed declares.
    private sealed class OfflineRevocation : IEnvironmentVariableReader
    {
        public string? GetEnvironmentVariable(string variable) =>
            variable == "NUGET_CERT_REVOCATION_MODE" ? "offline" : Environment.GetEnvironmentVariable(variable);
    }
}
