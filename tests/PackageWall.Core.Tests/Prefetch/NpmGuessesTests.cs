using PackageWall.Core.Prefetch;

namespace PackageWall.Core.Tests.Prefetch;

public sealed class NpmGuessesTests
{
    private readonly NpmGuesses _guesses = new();

    [Fact]
    public void A_few_right_guesses_say_nothing_yet()
    {
        Meet(right: 7, wrong: 0);

        _guesses.Pay.ShouldBeFalse();
    }

    [Fact]
    public void New_projects_that_take_the_latest_begin_it()
    {
        Meet(right: 8, wrong: 4);

        _guesses.Pay.ShouldBeTrue();
    }

    [Fact]
    public void An_old_project_that_takes_none_of_them_ends_it()
    {
        Meet(right: 8, wrong: 5);

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
