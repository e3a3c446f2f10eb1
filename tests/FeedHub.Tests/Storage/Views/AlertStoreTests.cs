using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Alerts;
using FeedHub.Storage.Push;

namespace FeedHub.Tests.Storage.Views;

public class AlertStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    private AlertStore Alerts => new(storage.Database);
    private DeliveryStore Deliveries => new(storage.Database);

    [Fact]
    public async Task What_is_told_is_to_be_sent_and_how_far_it_has_come_are_written_together_once()
    {
        var state = State("a");
        await Alerts.BeginAsync(state, [], default);
        Assert.Equal(state, Assert.Single(await Alerts.ListAsync(default)));
        var after = state with { Number = 12, Due = Now.AddMinutes(1) };
        Assert.True(await Alerts.TellAsync(state, after, [new(3), new(4)], [Delivery(state)], Now, default));
        Assert.Equal(after, await Alerts.FindAsync("token-a", default));
        Assert.Equal([new StoryId(3)], await Alerts.ToldAsync("a", [new(3), new(5)], default));
        // Whoever had read the state before tells nothing.
        Assert.False(await Alerts.TellAsync(state, after with { Number = 11 }, [new(5)], [Delivery(state)], Now, default));
        Assert.Empty(await Alerts.ToldAsync("a", [new(5)], default));
        Assert.Single(await Deliveries.LatestAsync(state.Queue, 10, default));
    }

    [Fact]
    public async Task A_story_is_told_that_another_has_become_part_of_which_was_told()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("one")], Now, default);
        foreach (var (key, text) in new[] { ("a", "bridge"), ("b", "ferry") })
            await storage.CommitAsync(Now, TemporaryStorage.Entry("one", key, text));
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
        var state = State("a");
        await Alerts.BeginAsync(state, [], default);
        await Alerts.TellAsync(state, state with { Number = 2 }, [new(2)], [], Now, default);
        await new StoryEditor(storage.Grouping, TimeProvider.System).MergeAsync(new(1), new(2), default);
        Assert.Equal([new StoryId(1)], await Alerts.ToldAsync("a", [new(1)], default));
    }

    [Fact]
    public async Task An_alert_that_becomes_active_again_begins_with_what_happens_from_then_on()
    {
        await Alerts.BeginAsync(State("a"), [], default);
        await Alerts.SetStandingAsync("a", AlertStanding.Unsubscribed, 50, default);
        Assert.Equal((AlertStanding.Unsubscribed, 7), await StandingAsync());
        await Alerts.SetStandingAsync("a", AlertStanding.Active, 60, default);
        Assert.Equal((AlertStanding.Active, 60), await StandingAsync());
        await Alerts.SetStandingAsync("a", AlertStanding.Active, 70, default);
        Assert.Equal((AlertStanding.Active, 60), await StandingAsync());

        async Task<(AlertStanding, long)> StandingAsync()
        {
            var state = Assert.Single(await Alerts.ListAsync(default));
            return (state.Standing, state.Number);
        }
    }

    [Theory]
    [InlineData(AlertStanding.Active, 0)]
    [InlineData(AlertStanding.Ended, 0)]
    // Else his address could be asked again and again.
    [InlineData(AlertStanding.Unconfirmed, 1)]
    [InlineData(AlertStanding.Unsubscribed, 1)]
    public async Task What_a_reader_decided_is_kept_when_an_alert_is_forgotten(AlertStanding standing, int kept)
    {
        await Alerts.BeginAsync(State("a") with { Standing = standing }, [], default);
        await Alerts.ForgetAsync(["a"], default);
        Assert.Equal(kept, (await Alerts.ListAsync(default)).Count);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_asked_three_times_at_most()
    {
        for (var n = 0; n < 5; n++)
        {
            var state = State($"a{n}") with { Standing = AlertStanding.Unconfirmed, Receiver = "somebody" };
            await Alerts.BeginAsync(state, [Delivery(state)], default);
        }
        var asked = 0;
        for (var n = 0; n < 5; n++)
            asked += (await Deliveries.LatestAsync(State($"a{n}").Queue, 10, default)).Count;
        Assert.Equal((3, 5), (asked, (await Alerts.ListAsync(default)).Count));
    }

    public void Dispose()
    {
        storage.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Delivery Delivery(AlertState state) => FeedHub.Core.Push.Deliveries.Delivery.OfWebhook(
        state.Queue, new("https://a.example/hook", new(WebhookSecretPlace.Store, state.Queue), "{}"), Now);

    private static AlertState State(string id) => new()
    {
        Id = id,
        View = "energy",
        IsSaved = true,
        Standing = AlertStanding.Active,
        Number = 7,
        Due = Now,
        Receiver = $"receiver-{id}",
        Token = $"token-{id}",
    };
}
