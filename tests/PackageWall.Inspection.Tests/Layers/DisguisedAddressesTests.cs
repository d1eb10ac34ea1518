using PackageWall.Inspection.Layers;

namespace PackageWall.Inspection.Tests.Layers;

public sealed class DisguisedAddressesTests
{
    private const string Address = "https://collect.invalid/v1?k=7";

    public static TheoryData<string> Disguises =>
    [
        Each((letter, _) => letter ^ 5),
        Each((letter, _) => letter ^ 0x55),
        Each((letter, _) => letter + 3),
        Each((letter, at) => letter ^ at ^ 9),
        Each((letter, at) => letter + at + 1),
        Each((letter, at) => letter ^ "key!"[at % 4]),
        new string([.. Address.Reverse()]),
        Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Address)),
    ];

    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_disguised_address_is_known(string text) => DisguisedAddresses.Open(text).ShouldBe(Address);

    [Theory]
    [InlineData(Address)]
    [InlineData("The quick brown fox jumps over the lazy dog")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("aHR0cGJvZHkgaXMgbm90IGFuIGFkZHJlc3M=")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Other_texts_are_none(string text) => DisguisedAddresses.Open(text).ShouldBeNull();

    private static string Each(Func<int, int, int> hide) => string.Concat(Address.Select((letter, at) => (char)hide(letter, at)));
}
