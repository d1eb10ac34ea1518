using PackageWall.Inspection.Names;

namespace PackageWall.Inspection.Tests.Names;

public sealed class SlipIndexTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz-";

    [Fact]
    public void Every_name_that_is_one_slip_away_is_a_candidate()
    {
        string[] names = [.. PopularLists.BuiltIn("npm").Take(1500)];
        SlipIndex index = new([.. names.Select((name, number) => (name, number))]);
        Random random = new(4);
        int found = 0;
        for (int i = 0; i < 400; i++)
        {
            string typed = Slip(names[random.Next(names.Length)], random);
            int[] near = [.. Enumerable.Range(0, names.Length).Where(number => EditDistance.Slip(typed, names[number]) is not null)];
            found += near.Length;

            near.Except(index.Candidates(typed)).ShouldBeEmpty(typed);
        }

        found.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Candidates_are_few() =>
        new SlipIndex([.. PopularLists.BuiltIn("npm").Select((name, number) => (name, number))]).Candidates("wholly-own-name").Count().ShouldBeLessThan(5);

    private static string Slip(string name, Random random)
    {
        int at = random.Next(name.Length);
        string letter = Letters[random.Next(Letters.Length)].ToString();
        return random.Next(4) switch
        {
            0 => name.Insert(at, letter),
            1 => name.Remove(at, 1),
            2 => name.Remove(at, 1).Insert(at, letter),
            _ => at + 1 < name.Length ? name[..at] + name[at + 1] + name[at] + name[(at + 2)..] : name,
        };
    }
}
