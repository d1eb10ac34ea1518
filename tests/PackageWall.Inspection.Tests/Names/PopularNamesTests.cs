using PackageWall.Inspection.Names;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Names;

public sealed class PopularNamesTests
{
    [Theory]
    [InlineData("lodahs", "lodash", "two letters swapped")]
    [InlineData("lodashh", "lodash", "one letter more")]
    [InlineData("expres", "express", "one letter less")]
    [InlineData("wevpack", "webpack", "a neighbouring key")]
    [InlineData("reactdom", "react-dom", "other separators")]
    [InlineData("typesnode", "@types/node", "the scope is left out")]
    [InlineData("cornmander", "commander", "letters that look alike")]
    [InlineData("commander-js", "commander", "the name with 'js' added")]
    [InlineData("@typess/node", "@types/node", "one letter more")]
    public void A_name_that_can_be_mistaken_for_a_popular_one_is_found(string name, string popular, string manner) =>
        PopularNames.Of(Ecosystem.Npm).Imitated(name).ShouldBe(new Imitation(popular, manner));

    [Theory]
    [InlineData("lodash")]
    [InlineData("node-sass")]
    [InlineData("@own/lodash")]
    [InlineData("@types/nodes-of-mine")]
    [InlineData("wholly-own-name")]
    [InlineData("")]
    public void A_name_that_stands_for_itself_is_not(string name) => PopularNames.Of(Ecosystem.Npm).Imitated(name).ShouldBeNull();

    [Theory]
    [InlineData(Ecosystem.PyPi, "python-dateutils")]
    [InlineData(Ecosystem.PyPi, "reqeusts")]
    [InlineData(Ecosystem.NuGet, "Newtonsoft.Jsom")]
    [InlineData(Ecosystem.NuGet, "NewtonsoftJson")]
    [InlineData(Ecosystem.NuGet, "Binance.Net.Api")]
    public void Each_ecosystem_has_its_own_names(Ecosystem ecosystem, string name) => PopularNames.Of(ecosystem).Imitated(name).ShouldNotBeNull();

    [Fact]
    public void Separators_and_case_mean_nothing_in_Python() => PopularNames.Of(Ecosystem.PyPi).Contains("Typing_Extensions").ShouldBeTrue();

    [Theory]
    [InlineData("plain-crypto-js", "crypto-js")]
    [InlineData("easy-day-js", "dayjs")]
    public void A_popular_name_among_other_words_is_found_when_asked_for(string name, string popular) =>
        PopularNames.Of(Ecosystem.Npm).HiddenIn(name)!.Popular.ShouldBe(popular);

    [Fact]
    public void No_popular_name_imitates_another()
    {
        PopularNames names = PopularNames.Of(Ecosystem.Npm);
        PopularLists.BuiltIn("npm").Where(name => names.Imitated(name) is not null).ShouldBeEmpty();
    }
}
