using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Reachability;
using static PackageWall.Inspection.Tests.Reachability.HandMade;

namespace PackageWall.Inspection.Tests.Reachability;

public sealed class ReachabilityAnalysisTests
{
    private static Context ContextOf(ReachedPackage package, string name) => package.Facts.Single(fact => fact.Name == name).Context;

    [Fact]
    public void Top_level_of_an_entry_file_runs_in_the_entry_points_context()
    {
        ReachedPackage package = new HandMade().File("setup.js", Does("wipe")).Entry("npm.script.preinstall", Context.Install, "setup.js").Reach();

        Fact fact = package.Facts.ShouldHaveSingleItem();
        fact.Context.ShouldBe(Context.Install);
        fact.Chain.ShouldBe(["package.json preinstall", "setup.js"]);
    }

    [Fact]
    public void Functions_that_the_top_level_calls_run_with_it_and_others_only_when_called()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [], [("", "one"), ("one", "two")], Does("wipe", "two"), Does("delete", "three"))
            .Entry("npm.main", Context.Import, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Import);
        ContextOf(package, "delete").ShouldBe(Context.Call);
    }

    [Fact]
    public void Files_that_nothing_leads_to_are_dormant()
    {
        ReachedPackage package = new HandMade().File("a.js").File("test/b.js", Does("wipe")).Entry("npm.main", Context.Import, "a.js").Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Dormant);
        package.Files.Keys.ShouldBe(["a.js"]);
    }

    [Fact]
    public void Imports_hand_on_the_context_through_any_number_of_files()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Import("b.js")], [])
            .File("b.js", [Import("c.js")], [])
            .File("c.js", Does("wipe"))
            .Entry("npm.script.postinstall", Context.Install, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Install);
        package.Facts[0].Chain.ShouldBe(["package.json postinstall", "a.js", "b.js", "c.js"]);
    }

    [Fact]
    public void What_a_function_imports_runs_when_the_function_is_called()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Import("b.js", "lazy")], [])
            .File("b.js", Does("wipe"))
            .Entry("npm.main", Context.Import, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Call);
    }

    [Fact]
    public void Of_several_entry_points_the_most_dangerous_counts_and_each_keeps_its_own_view()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", Does("wipe"))
            .File("m.js", [Import("a.js", "later")], [])
            .Entry("npm.main", Context.Import, "m.js")
            .Entry("npm.script.install", Context.Install, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Install);
        package.Components.Select(component => (component.EntryPoints[0].Kind, component.Facts.Single().Context)).ShouldBe(
            [("npm.script.install", Context.Install), ("npm.main", Context.Call)]);
    }

    [Fact]
    public void An_entry_point_with_a_function_starts_there_and_at_the_top_level()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", Does("wipe", "main"), Does("delete"), Does("silence", "other"))
            .Entry("pypi.start", Context.Startup, "a.js", "main")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Startup);
        ContextOf(package, "delete").ShouldBe(Context.Startup);
        ContextOf(package, "silence").ShouldBe(Context.Call);
    }

    [Fact]
    public void A_function_of_an_imported_file_that_the_top_level_calls_runs_with_it()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Import("b.js")], [("", "b.run")])
            .File("b.js", Does("wipe", "run"))
            .Entry("npm.main", Context.Import, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Import);
    }

    [Fact]
    public void A_command_line_hands_its_context_to_the_files_it_starts()
    {
        ReachedPackage package = new HandMade()
            .Command("npm.script.preinstall", Context.Install, "node x.js", [new Reference(ReferenceKind.Spawn, "x.js", 1, "")], Does("execute.shell"))
            .File("x.js", Does("wipe"))
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Install);
        package.Facts.Single(fact => fact.Name == "execute.shell").Chain.ShouldBe(["package.json preinstall"]);
        package.Facts.Single(fact => fact.Name == "wipe").Chain.ShouldBe(["package.json preinstall", "x.js"]);
    }

    [Fact]
    public void A_file_that_is_opened_as_data_runs_as_text_but_what_it_imports_is_not_followed()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Open("version.js")], [])
            .File("version.js", [Import("c.js")], [], Does("gate.date"))
            .File("c.js", Does("wipe"))
            .Entry("npm.script.install", Context.Install, "a.js")
            .Reach();

        ContextOf(package, "gate.date").ShouldBe(Context.Install);
        ContextOf(package, "wipe").ShouldBe(Context.Dormant);
    }

    [Fact]
    public void A_file_that_is_opened_by_code_that_runs_text_is_followed_like_an_import()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Open("data.js")], [], Does("execute.code"))
            .File("data.js", [Import("c.js")], [])
            .File("c.js", Does("wipe"))
            .Entry("npm.script.install", Context.Install, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Install);
    }

    [Fact]
    public void A_file_that_is_first_opened_and_then_run_by_something_else_is_followed_after_all()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Open("b.js")], [])
            .File("b.js", [Import("c.js")], [])
            .File("c.js", Does("wipe"))
            .File("m.js", [Import("b.js")], [])
            .Entry("npm.script.install", Context.Install, "a.js")
            .Entry("npm.main", Context.Import, "m.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Import);
    }

    [Fact]
    public void A_dynamic_import_in_code_that_runs_by_itself_wakes_every_file_it_could_mean()
    {
        ReachedPackage package = new HandMade()
            .File("lib/a.js", [Import(null)], [])
            .File("lib/deep/b.js", Does("wipe"))
            .File("other/c.js", Does("delete"))
            .Entry("npm.main", Context.Import, "lib/a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Import);
        ContextOf(package, "delete").ShouldBe(Context.Dormant);
    }

    [Fact]
    public void A_dynamic_import_wakes_all_files_of_a_large_tree()
    {
        HandMade package = new HandMade().File("a.js", [Import(null)], []).Entry("npm.main", Context.Import, "a.js");
        for (int file = 0; file < 2_000; file++)
        {
            package.File($"f/{file % 7}/{file % 11}/{file}.js", [Import(null)], []);
        }

        package.File("f/6/10/z/last.js", Does("wipe"));

        ContextOf(package.Reach(), "wipe").ShouldBe(Context.Import);
    }

    [Fact]
    public void Cycles_and_files_that_name_themselves_end()
    {
        ReachedPackage package = new HandMade()
            .File("a.js", [Import("b.js"), Import("a.js"), Open("a.js")], [("", "f"), ("f", "f")], Does("wipe", "f"))
            .File("b.js", [Import("a.js")], [])
            .Entry("npm.main", Context.Import, "a.js")
            .Reach();

        ContextOf(package, "wipe").ShouldBe(Context.Import);
    }

    [Fact]
    public void A_chain_of_fifty_thousand_files_and_thousands_of_entry_points_is_walked_in_time()
    {
        const int count = 50_000;
        HandMade package = new();
        for (int file = 0; file < count; file++)
        {
            package.File($"{file}.js", file + 1 < count ? [Import($"{file + 1}.js")] : [], []);
        }

        package.File("last.js", Does("wipe"));
        for (int entry = 0; entry < 2_000; entry++)
        {
            package.Entry("npm.exports", Context.Import, $"{entry}.js");
        }

        ReachedPackage reached = package.Reach();

        reached.Files.Count.ShouldBe(count);
        reached.Components.Count.ShouldBeLessThan(2_000);
        reached.Components.SelectMany(component => component.EntryPoints).Count().ShouldBe(2_000);
    }

    [Fact]
    public void Facts_have_the_same_order_whatever_order_they_were_found_in()
    {
        ReachedPackage one = new HandMade().File("b.js", Does("wipe", line: 2), Does("delete", line: 1)).File("a.js", Does("silence")).Reach();
        ReachedPackage two = new HandMade().File("a.js", Does("silence")).File("b.js", Does("delete", line: 1), Does("wipe", line: 2)).Reach();

        one.Facts.Select(fact => fact.Name).ShouldBe(["silence", "delete", "wipe"]);
        two.Facts.Select(fact => fact.Name).ShouldBe(["silence", "delete", "wipe"]);
    }

    [Fact]
    public void A_function_that_another_file_calls_runs_when_that_file_does() =>
        new HandMade()
            .Calling("index.js", [Import("lib.js")], [new("", "lib.js", "run")])
            .File("lib.js", Does("network.send", "run"), Does("read.env", "other"))
            .Entry("main", Context.Import, "index.js")
            .Reach().Facts.Select(fact => (fact.Name, fact.Context)).ShouldBe([("network.send", Context.Import), ("read.env", Context.Call)], ignoreOrder: true);

    [Fact]
    public void A_function_is_found_behind_a_file_that_hands_it_on() =>
        new HandMade()
            .Calling("index.js", [Import("barrel.js")], [new("", "barrel.js", "run")])
            .File("barrel.js", [Import("lib.js")], [])
            .File("lib.js", Does("network.send", "A.run"))
            .Entry("main", Context.Import, "index.js")
            .Reach().Facts.ShouldHaveSingleItem().Context.ShouldBe(Context.Import);

    [Fact]
    public void A_function_that_is_reached_before_its_file_is_loaded_makes_no_circle() =>
        new HandMade()
            .Calling("index.js", [Import("lib.js", "late")], [new("", "lib.js", "run")])
            .Calling("lib.js", [Import("index.js", "run")], [new("run", "index.js", "late")], Does("network.send", "run"), Does("read.env", "late"))
            .Entry("main", Context.Import, "index.js")
            .Reach().Facts.Count.ShouldBe(2);
}
