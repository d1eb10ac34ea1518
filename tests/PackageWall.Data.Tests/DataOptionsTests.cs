namespace PackageWall.Data.Tests;

public sealed class DataOptionsTests
{
    [Fact]
    public void Good_options_have_no_errors()
    {
        new DataOptions("data").Errors().ShouldBeEmpty();
        new DataOptions("data", "").Errors().ShouldBeEmpty();
        new DataOptions("data", "postgres://ada:x@db.example/wall").Errors().ShouldBeEmpty();
    }

    [Fact]
    public void All_errors_are_listed_and_none_repeats_the_password()
    {
        var errors = new DataOptions(" ", "postgres://ada:hunter2@db.example:port/wall").Errors();

        errors.Count.ShouldBe(2);
        errors[0].ShouldContain("PACKAGEWALL_DATA)");
        errors[1].ShouldContain("PACKAGEWALL_DATABASE");
        errors.ShouldAllBe(error => !error.Contains("hunter2"));
    }
}
