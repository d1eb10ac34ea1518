using System.CommandLine;

namespace PackageWall.Cli.Review;

/// <summary><c>packagewall review</c>: reads and decides what a running server holds.</summary>
internal static class ReviewCommand
{
    private const string DefaultServer = "http://127.0.0.1:8080";

    private static readonly (string Name, string What)[] Decisions =
    [
        ("release", "Lets a version out."),
        ("block", "Keeps a version in for good."),
        ("recall", "Takes back a version that was released."),
        ("extend", "Keeps a version cooling for longer."),
    ];

    public static Command Build(Terminal terminal)
    {
        Option<string?> server = new("--server") { Description = $"Address of the server; else PACKAGEWALL_SERVER, else {DefaultServer}. PACKAGEWALL_TOKEN is sent as bearer token.", Recursive = true };
        Option<string> format = new("--format") { Description = "How answers are written.", DefaultValueFactory = _ => "text", Recursive = true };
        format.AcceptOnlyFromAmong("text", "json");
        Command review = new("review", "Lists, shows and decides versions on a running server.") { server, format };
        review.Add(List(terminal, server, format));
        review.Add(Show(terminal, server, format));
        foreach ((string name, string what) in Decisions)
        {
            review.Add(Decision(name, what, terminal, server, format));
        }

        return review;
    }

    private static Command List(Terminal terminal, Option<string?> server, Option<string> format)
    {
        Option<string> state = new("--state") { Description = "Which versions.", DefaultValueFactory = _ => "held" };
        state.AcceptOnlyFromAmong("held", "cooling", "blocked", "recalled", "all");
        Command command = new("list", "Lists versions that wait or were refused.") { state };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal,
            parsed.GetValue(server),
            parsed.GetValue(format),
            isList: true,
            (client, token) => client.ListAsync(parsed.GetValue(state) ?? "held", token),
            cancellation));
        return command;
    }

    private static Command Show(Terminal terminal, Option<string?> server, Option<string> format)
    {
        Argument<string[]> version = VersionArgument();
        Command command = new("show", "Shows one version with its evidence.") { version };
        command.SetAction((parsed, cancellation) => Target(parsed.GetValue(version), terminal) is { } target
            ? RunAsync(terminal, parsed.GetValue(server), parsed.GetValue(format), isList: false, (client, token) => client.ShowAsync(target, token), cancellation)
            : Task.FromResult(ExitCode.Usage));
        return command;
    }

    private static Command Decision(string name, string what, Terminal terminal, Option<string?> server, Option<string> format)
    {
        Argument<string[]> version = VersionArgument();
        Option<string?> reason = new("--reason") { Description = "Why; kept in the audit log." };
        Option<string?> by = new("--by") { Description = "Who decides; else the name of the user." };
        Option<string?> until = new("--until") { Description = "When the decision ends, as a date or time in ISO 8601." };
        Command command = new(name, what) { version, reason, by, until };
        command.SetAction((parsed, cancellation) =>
        {
            if (Target(parsed.GetValue(version), terminal) is not { } target)
            {
                return Task.FromResult(ExitCode.Usage);
            }

            string? why = parsed.GetValue(reason);
            if (string.IsNullOrWhiteSpace(why))
            {
                terminal.Error.WriteLine($"--reason is missing: say why {target} is to be {PastOf(name)}; it is kept in the audit log.");
                return Task.FromResult(ExitCode.Usage);
            }

            string who = parsed.GetValue(by) ?? terminal.Variable("USER") ?? terminal.Variable("USERNAME") ?? "unknown";
            ReviewDecision decision = new(why.Trim(), who, parsed.GetValue(until));
            return RunAsync(
                terminal, parsed.GetValue(server), parsed.GetValue(format), isList: false, (client, token) => client.DecideAsync(target, name, decision, token), cancellation);
        });
        return command;
    }

    private static Argument<string[]> VersionArgument() => new("VERSION")
    {
        Description = "feed package@version, or feed package version: npm left-pad@1.3.0",
        Arity = new ArgumentArity(1, 3),
    };

    private static ReviewTarget? Target(string[]? words, Terminal terminal)
    {
        ReviewTarget? target = ReviewTarget.Parse(words ?? []);
        if (target is null)
        {
            terminal.Error.WriteLine("Name a version as: feed package@version, or feed package version. For example: npm left-pad@1.3.0");
        }

        return target;
    }

    private static string PastOf(string decision) => decision switch
    {
        "release" => "released",
        "block" => "blocked",
        "recall" => "recalled",
        _ => "kept longer",
    };

    private static async Task<int> RunAsync(
        Terminal terminal, string? server, string? format, bool isList, Func<ReviewClient, CancellationToken, Task<ReviewAnswer>> ask, CancellationToken cancellation)
    {
        string address = server ?? terminal.Variable("PACKAGEWALL_SERVER") ?? DefaultServer;
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            terminal.Error.WriteLine($"'{Printable.Line(address)}' is not the address of a server; it looks like {DefaultServer}.");
            return ExitCode.Usage;
        }

        using ReviewClient client = new(uri, terminal.Variable("PACKAGEWALL_TOKEN"), terminal.Network());
        switch (await ask(client, cancellation))
        {
            case ReviewAnswer.Told told when format == "json":
                terminal.Out.WriteLine(told.Body);
                return ExitCode.Fine;
            case ReviewAnswer.Told told when isList:
                ReviewText.WriteList(told.Records, terminal);
                return ExitCode.Fine;
            case ReviewAnswer.Told told:
                told.Records.ToList().ForEach(record => ReviewText.WriteOne(record, terminal.Out));
                return ExitCode.Fine;
            case ReviewAnswer.Refused refused:
                terminal.Error.WriteLine($"Refused ({refused.Status}): {Printable.Line(refused.Reason)}");
                return ExitCode.Refused;
            case ReviewAnswer.Unreachable unreachable:
                terminal.Error.WriteLine($"{uri}: {Printable.Line(unreachable.Reason)}");
                return ExitCode.Unreachable;
            default:
                return ExitCode.Refused;
        }
    }
}
