using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>What is stored of a source after a poll, for each kind of outcome.</summary>
public sealed class PollConclusionTests
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly FeedValidators Validators = new("\"1\"", null);

    private static readonly PollOutcome Read = TemporaryStorage.Read(new SourceId("a"), Now, TemporaryStorage.Entry("a", "1")) with
    {
        State = new() { Id = new SourceId("a"), Answer = new() { Url = "https://a.example/feed", Validators = Validators } },
    };

    private static readonly PollOutcome Failed =
        Read with { Result = new PollResult.Failed(FetchFailure.TooSlow, "30 s", null), Entries = [] };

    public static TheoryData<string, PollOutcome, IngestionCounts, string, bool> Outcomes => new()
    {
        { "new entries", Read, new(1, 0), "fetched", true },
        { "changed entries", Read, new(0, 1), "fetched", true },
        { "entries that were known", Read, default, "fetched", false },
        { "nothing changed", Read with { Result = new PollResult.NotModified(null), Entries = [] }, default, "not modified", false },
        { "a failure", Failed, default, "too slow", false },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void An_outcome_says_whether_the_source_succeeded_and_changed(
        string what, PollOutcome outcome, IngestionCounts counts, string word, bool changed)
    {
        var conclusion = PollConclusion.From(outcome, counts);
        var failed = outcome.Result is PollResult.Failed;
        Assert.Equal(
            (what, word, counts.New, counts.Updated),
            (what, conclusion.Fetch!.Outcome, conclusion.Fetch.New, conclusion.Fetch.Changed));
        Assert.Equal((failed ? null : Now, changed ? Now : null), (conclusion.State.Times.LastSuccess, conclusion.State.Times.LastChange));
        Assert.Equal((failed ? 1 : 0, Validators), (conclusion.State.Trouble.Failures, conclusion.State.Answer.Validators));
        Assert.True(conclusion.State.Times.Next > Now);
    }

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, 1, false)]
    public void Validators_that_stay_while_the_feed_changes_are_not_sent_again(bool same, int added, bool lie)
    {
        var outcome = Read with { Result = new PollResult.Read(same, null) };
        var answer = PollConclusion.From(outcome, new(added, 0)).State.Answer;
        Assert.Equal((lie, lie ? FeedValidators.None : Validators), (answer.ValidatorsLie, answer.ToSend(null, Now)));
    }

    [Fact]
    public void A_source_that_left_its_fallback_says_so_unless_it_failed()
    {
        var (back, failed) =
            (
                PollConclusion.From(Read with { HasReturned = true }, default),
                PollConclusion.From(Failed with { HasReturned = true }, default));
        Assert.True(back.Event is { Broke: false });
        Assert.Equal(back.Event.Detail, back.Fetch!.Note);
        Assert.Equal((null, "30 s"), (failed.Event, failed.Fetch!.Note));
    }

    [Fact]
    public void The_host_that_asked_for_rest_is_the_one_behind_the_redirect()
    {
        var answer =
            new FetchResult.Failed { Failure = FetchFailure.RateLimited, Detail = "429", StatusCode = 429, OtherHost = "other.example" };
        var outcome =
            Failed with { Result = new PollResult.Failed(FetchFailure.RateLimited, "429", TimeSpan.FromHours(1)), Answer = answer };
        var conclusion = PollConclusion.From(outcome, default);
        Assert.Equal(
            ("other.example", Now.AddHours(1), 429), (conclusion.RestingHost, conclusion.HostRestsUntil, conclusion.Fetch!.Status));
    }

    [Fact]
    public void Nothing_is_left_of_an_answer_from_another_address_or_to_another_reader_but_what_a_page_shows()
    {
        var answer = new LastAnswer
        {
            Url = "https://a.example/feed",
            Validators = Validators,
            BodyHash = "ab",
            ReaderRevision = 3,
            NotModifiedInRow = 2,
            ValidatorsLie = true,
            Notes = ["n"],
        };
        Assert.Same(answer, answer.At("https://a.example/feed", 3));
        foreach (var other in new[] { answer.At("https://a.example/other", 3), answer.At("https://a.example/feed", 4) })
        {
            Assert.Equal(
                (FeedValidators.None, null, 0, false), (other.Validators, other.BodyHash, other.NotModifiedInRow, other.ValidatorsLie));
            Assert.Equal(["n"], other.Notes);
        }
    }
}
