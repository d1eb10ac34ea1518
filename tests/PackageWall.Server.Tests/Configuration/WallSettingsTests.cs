using Microsoft.Extensions.Configuration;
using PackageWall.Server.Configuration;

namespace PackageWall.Server.Tests.Configuration;

/// <summary>Settings as the environment says them.</summary>
public sealed class WallSettingsTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("on", true)]
    [InlineData("off", false)]
    public void Rehearsals_are_held_unless_they_are_turned_off(string? value, bool expected)
    {
        var errors = new List<string>();

        Read(value, errors).Rehearses.ShouldBe(expected);

        errors.ShouldNotContain(error => error.Contains("REHEARSAL", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_word_is_a_mistake()
    {
        var errors = new List<string>();

        Read("maybe", errors);

        errors.ShouldContain("PACKAGEWALL_REHEARSAL: 'maybe' is neither on nor off");
    }

    private static WallSettings Read(string? rehearsal, List<string> errors) =>
        WallSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("PACKAGEWALL_REHEARSAL", rehearsal)]).Build(), errors);
}
