namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>The addresses of wallets in a file, and the patterns that take one alone, as checks of input do.</summary>
internal sealed class WalletList
{
    private const int Most = 100;

    /// <summary>A check next to an address may put the one in the place of what the other takes. In bundles both come from libraries that know nothing of each other.</summary>
    private const int Near = 20_000;

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _coins = new(StringComparer.Ordinal);
    private readonly List<int> _addressPlaces = [];
    private readonly List<int> _checkPlaces = [];

    /// <summary>Takes in an address; whether it makes a list: it is the second, or stands near a check.</summary>
    public bool AddAddress(string address, int place)
    {
        if (_addresses.Count >= Most || !_addresses.Add(address))
        {
            return false;
        }

        _addressPlaces.Add(place);
        return _addresses.Count > 1 || IsNear(_checkPlaces, place);
    }

    /// <summary>Takes in a check; whether it makes a list: it is for a second coin, or stands near an address. Those of one coin are written in many ways and find one thing.</summary>
    public bool AddCheck(string pattern, int place)
    {
        if (_checkPlaces.Count >= Most)
        {
            return false;
        }

        _checkPlaces.Add(place);
        return (_coins.Add(WalletAddresses.CoinOf(pattern)) && _coins.Count > 1) || IsNear(_addressPlaces, place);
    }

    private static bool IsNear(List<int> places, int place) => places.Exists(other => Math.Abs(other - place) <= Near);
}
