using Microsoft.Extensions.Logging;
using PackageWall.Core.Caching;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>
/// Resolves beside an npm client: for each packument that it asks for, the versions that it will take by the ranges that versions predicted
/// before name, and by <c>latest</c> where nobody names one.
/// </summary>
/// <remarks>
/// Nothing of a package is fetched whose document no client has asked for, so a wrong guess does not run ahead by more than one level.
/// </remarks>
public sealed partial class NpmPredictions(PrefetchBoard board, TimeProvider time, ILogger<NpmPredictions> log)
{
    private const long MaxBytes = 8 << 20;
    private const int SizeOfWanted = 1_500;

    /// <summary>No install resolves for longer; the next one begins anew.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ClockCache<(string Feed, PackageName Package), NpmWanted> _wanted = new(MaxBytes);
    private readonly NpmGuesses _guesses = new();
    private volatile bool _isUsed;

    /// <summary>A client gets this packument, whose bytes are at hand.</summary>
    public void Given(Feed feed, PackageView view, ReadOnlySpan<byte> packument)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(view);
        if (!board.Options.IsOn)
        {
            return;
        }

        try
        {
            foreach (UpstreamVersion chosen in Choose(feed, view, isAsked: true))
            {
                Expand(feed, packument, chosen);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A guess must not cost a client its document.
            LogFailed(failure, view.Document.Package.Name.Value);
        }
    }

    /// <summary>A client gets the packument of a package out of a cache. Costs a look-up.</summary>
    public void GivenAgain(Feed feed, PackageName package)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (_isUsed && _wanted.TryGet((feed.Name, package), out NpmWanted? wanted) && !wanted.IsAsked)
        {
            wanted.IsAsked = true;
            board.Wish(new PrefetchWish.Ranges(feed, package));
        }
    }

    /// <summary>A client takes a file. Costs a look-up while something is being resolved, else a comparison.</summary>
    public void Taken(Feed feed, PackageName package, string file)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (!_isUsed || !_wanted.TryGet((feed.Name, package), out NpmWanted? wanted) || wanted.IsTaken)
        {
            return;
        }

        lock (wanted.Lock)
        {
            wanted.IsTaken = true;
            if (wanted.Guess is { } guess)
            {
                _guesses.Met(guess == file);
                wanted.Guess = null;
            }
        }
    }

    /// <summary>Follows ranges that became known after the client had the document.</summary>
    internal async Task FollowAsync(Feed feed, PackageView view)
    {
        List<UpstreamVersion> chosen = Choose(feed, view, isAsked: false);
        if (chosen.Count > 0)
        {
            using OpenDocument? opened = await ((NpmDocument)view.Document).OpenAsync(CancellationToken.None).ConfigureAwait(false);
            foreach (UpstreamVersion version in opened is null ? [] : chosen)
            {
                Expand(feed, opened!.Bytes.Span, version);
            }
        }
    }

    // Versions that were not chosen before, and are fetched from now on.
    private List<UpstreamVersion> Choose(Feed feed, PackageView view, bool isAsked)
    {
        var chosen = new List<UpstreamVersion>();
        NpmWanted wanted = Wanted(feed, view.Document.Package.Name);
        lock (wanted.Lock)
        {
            wanted.IsAsked |= isAsked;
            if (!wanted.IsAsked)
            {
                return chosen;
            }

            if (!wanted.IsKnown)
            {
                wanted.IsKnown = true;
                wanted.Add(NpmRange.Latest);
                wanted.Guess = NpmRange.Pick(view, NpmRange.Latest)?.Artifacts[0].FileName;
                if (!_guesses.Pay)
                {
                    wanted.Open.Clear();
                }
            }

            foreach (string range in wanted.Open)
            {
                // npm puts one copy where many can reach it: a range that an earlier choice fits adds none.
                if (wanted.HasRoom
                    && !wanted.Chosen.Exists(version => NpmRange.Fits(range, version.Version))
                    && NpmRange.Pick(view, range) is { } picked
                    && !wanted.Chosen.Contains(picked))
                {
                    wanted.Chosen.Add(picked);
                    chosen.Add(picked);
                }
            }

            wanted.Open.Clear();
        }

        foreach (UpstreamVersion version in chosen)
        {
            if (PrefetchChoice.Candidate(feed, view, version) is { } candidate)
            {
                bool isGuess = candidate.Artifact.FileName == wanted.Guess;
                board.Offer(candidate with { Reason = isGuess ? PrefetchReason.Guess : PrefetchReason.Range, IsLikely = () => !wanted.IsTaken });
            }
        }

        return chosen;
    }

    private void Expand(Feed feed, ReadOnlySpan<byte> packument, UpstreamVersion version)
    {
        foreach ((PackageName package, string range, bool isOptional) in NpmDependencyReader.Read(packument, version.Spelling))
        {
            NpmWanted wanted = Wanted(feed, package);
            bool isLate;
            lock (wanted.Lock)
            {
                wanted.IsKnown = true;
                isLate = !isOptional && wanted.Add(range) && wanted.IsAsked && wanted.HasRoom && !wanted.Chosen.Exists(chosen => NpmRange.Fits(range, chosen.Version));
            }

            if (isLate)
            {
                board.Wish(new PrefetchWish.Ranges(feed, package));
            }
        }
    }

    private NpmWanted Wanted(Feed feed, PackageName package)
    {
        DateTimeOffset now = time.GetUtcNow();
        (string, PackageName) key = (feed.Name, package);
        if (_wanted.TryGet(key, out NpmWanted? wanted) && now - wanted.Since < KeptFor && !wanted.IsTaken)
        {
            return wanted;
        }

        // Documents are read before files are taken: what was taken belongs to an install that has resolved.
        _isUsed = true;
        wanted = new NpmWanted(now);
        _wanted.Set(key, wanted, SizeOfWanted);
        return wanted;
    }

    [LoggerMessage(LogLevel.Warning, "What {Package} needs could not be predicted")]
    private partial void LogFailed(Exception failure, string package);
}
