using PackageWall.Core.Prefetch;

namespace PackageWall.Core.Tests.Prefetch;

public sealed class NpmGuessesTests
{
    private readonly NpmGuesses _guesses = new();

    [Fact]
    public void A_few_wrong_guesses_say_nothing_yet()
    {
        Meet(right: 0, wrong: 7);

        _guesses.Pay.ShouldBeTrue();
    }

    [Fact]
    public void An_old_project_that_takes_none_of_them_ends_it()
    {
        Meet(right: 0, wrong: 8);

        _guesses.Pay.ShouldBeFalse();
    }

    [Fact]
    public void It_comes_back_when_clients_take_what_would_have_been_guessed()
    {
        Meet(right: 0, wrong: 200);

        Meet(right: 64, wrong: 0);

        _guesses.Pay.ShouldBeTrue();
    }

    private void Meet(int right, int wrong)
    {
        for (int i = 0; i < right + wrong; i++)
        {
            _guesses.Met(i < right);
        }
    }
}
