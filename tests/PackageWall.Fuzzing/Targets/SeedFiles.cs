using System.Text;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Catalogue;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Inert files to begin with: the samples of the rules and the packages of the catalogue.</summary>
internal static class SeedFiles
{
    private const int Longest = 16 << 10;

    private static readonly Lazy<IReadOnlyList<(string Path, byte[] Content)>> Files = new(() =>
    [
        .. SignatureSet.Default.Compiled.SelectMany(rule => rule.Malicious.Concat(rule.Benign)).SelectMany(sample => sample.Files).Select(file => (file.Path, file.Content.ToArray())),
        .. AttackCatalogue.All.SelectMany(fixture => fixture.Attack.Files).Concat(AttackCatalogue.Twins.SelectMany(twin => twin.Files)).Select(file => (file.Path, file.Content)),
    ]);

    /// <summary>The files of one language.</summary>
    public static IEnumerable<byte[]> Of(string language) =>
        Files.Value.Where(file => file.Content.Length < Longest && LanguageSniffer.Sniff(file.Path, file.Content) == language).Select(file => file.Content);

    /// <summary>The files with one of these names.</summary>
    public static IEnumerable<byte[]> Named(params string[] endings) =>
        Files.Value.Where(file => file.Content.Length < Longest && endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))).Select(file => file.Content);

    /// <summary>The packages of the catalogue of one form, built.</summary>
    public static IEnumerable<byte[]> Packages(PackageForm form) =>
        AttackCatalogue.All.Select(fixture => fixture.Attack).Concat(AttackCatalogue.Twins).Where(package => package.Form == form).Select(package => package.Build());

    /// <summary>The samples of the rules of one ecosystem, each as one bundle of texts.</summary>
    public static IEnumerable<byte[]> Bundles(Ecosystem ecosystem) => SignatureSet.Default.Compiled
        .SelectMany(rule => rule.Malicious.Concat(rule.Benign))
        .Where(sample => sample.Ecosystem == ecosystem)
        .Select(sample => Encoding.UTF8.GetBytes(string.Concat(sample.Files.Select(file => $"{Bundle.Mark}{file.Path}\n{Encoding.UTF8.GetString(file.Content.Span)}\n"))));
}
