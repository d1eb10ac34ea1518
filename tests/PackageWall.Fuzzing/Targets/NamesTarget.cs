using System.Text;
using PackageWall.Feeds.Npm;
using PackageWall.Fuzzing.Engine;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>Names and versions as clients and registries spell them. What is accepted is accepted again in its normal form.</summary>
internal sealed class NamesTarget : IFuzzTarget
{
    public string Name => "names";

    public InputKind Kind => InputKind.Text;

    public IEnumerable<byte[]> Seeds() =>
        new[] { "@scope/name", "Zope.Interface", "Newtonsoft.Json", "1.0.0-rc.1+build", "1!2.0.post1.dev2+local.1", "1.2.3.4-beta", "v1.0", "[1.0,2.0)" }.Select(Encoding.UTF8.GetBytes);

    public string Run(ReadOnlyMemory<byte> input)
    {
        string text = Encoding.UTF8.GetString(input.Span);
        StringBuilder words = new();
        foreach (Ecosystem ecosystem in Enum.GetValues<Ecosystem>())
        {
            if (PackageName.TryParse(ecosystem, text, out PackageName? name) && !(PackageName.TryParse(ecosystem, name.Value, out PackageName? again) && again.Value == name.Value))
            {
                throw new ViolationException("name-not-normal", $"{ecosystem} '{name.Value}'");
            }

            if (PackageVersion.TryParse(ecosystem, text, out PackageVersion? version))
            {
                if (!(PackageVersion.TryParse(ecosystem, version.Value, out PackageVersion? same) && same == version && same.CompareTo(version) == 0))
                {
                    throw new ViolationException("version-not-normal", $"{ecosystem} '{version.Value}'");
                }

                words.Append(version).Append(' ').Append(version.Key).Append(version.IsPrerelease).Append(version.Major);
            }

            words.Append(name).AppendLine();
        }

        return words.Append(NpmIntegrity.TryRead(input.Span, input.Span, out var hashes)).Append(hashes.Count).ToString();
    }
}
