using System.Diagnostics.Metrics;
using Dapper;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Origin;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>A poll from the socket to the database.</summary>
public sealed class SourceRefresherTests
{
    [Fact]
    public async Task A_changed_item_is_an_update_and_not_a_second_entry()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put(
            "/x", OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>Two hurt</title></item>"), "application/rss+xml"));
        await setting.DeclareAsync("/x");
        await setting.PollAsync();
        setting.Origin.Put(
            "/x", OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>Three hurt</title></item>"), "application/rss+xml"));
        Assert.Equal(new IngestionCounts(0, 1), (await setting.PollAsync()).Counts);
    }

    [Fact]
    public async Task New_and_changed_entries_are_counted()
    {
        var (here, counted) = (new AsyncLocal<bool> { Value = true }, new Dictionary<string, long>());
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == RefreshTelemetry.Name)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        // Other tests refresh at the same time; a measurement is told in the flow of who made it.
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (here.Value)
                counted[instrument.Name] = counted.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/x");
        foreach (var items in new[] { "1,One;2,Two;3,Three", "1,One more;2,Two more;4,Four" })
        {
            var feed = string.Concat(
                items.Split(';').Select(i => $"<item><guid>{i.Split(',')[0]}</guid><title>{i.Split(',')[1]}</title></item>"));
            setting.Origin.Put("/x", OriginDocument.Of(PollSetting.Rss(feed), "application/rss+xml"));
            await setting.PollAsync();
        }
        Assert.Equal((2, 4, 2), (counted["feedhub.fetches"], counted["feedhub.entries.new"], counted["feedhub.entries.changed"]));
    }

    [Fact]
    public async Task A_source_breaks_at_the_third_failure_and_comes_back_with_an_event_each()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/missing");
        for (var i = 0; i < 4; i++)
            Assert.Equal(FetchFailure.HttpClientError, (await setting.PollAsync()).Failure);
        var broke = Assert.Single(await setting.Storage.Sources.EventsAsync(10, default));
        Assert.True(broke.Broke);
        Assert.Equal(4, (await setting.StateAsync()).Trouble.Failures);

        setting.Origin.Put(
            "/missing", OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>Here</title></item>"), "application/rss+xml"));
        await setting.PollAsync();
        Assert.Equal([false, true], (await setting.Storage.Sources.EventsAsync(10, default)).Select(e => e.Broke));
        Assert.Equal(
            (0, null, null),
            (
                (await setting.StateAsync()).Trouble.Failures, (await setting.StateAsync()).Trouble.LastError,
                (await setting.StateAsync()).Trouble.BrokenSince));
    }

    /// <summary>
    /// A source from a list of other readers' tells no language; one whose file does is better known than by a header sent by habit.
    /// </summary>
    [Theory]
    [InlineData(null, "ka")]
    [InlineData("az", "az")]
    public async Task The_language_of_the_answer_counts_where_neither_feed_nor_source_tells_one(string? declared, string language)
    {
        await using var setting = await PollSetting.StartAsync();
        var feed = OriginDocument.Of(PollSetting.Rss("<item><guid>1</guid><title>7</title></item>"), "application/rss+xml");
        setting.Origin.Put("/x", feed with { Headers = new Dictionary<string, string> { ["Content-Language"] = "ka" } });
        await setting.DeclareAsync("/x", s => s with { Language = declared });
        await setting.PollAsync();
        await using var database = await setting.Storage.ConnectAsync();
        Assert.Equal(language, await database.ExecuteScalarAsync<string>("SELECT language FROM entry"));
    }

    [Fact]
    public async Task Each_fetch_is_in_the_source_s_history()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/feed.rss");
        await setting.PollAsync();
        await setting.PollAsync();
        setting.Origin.Put("/feed.rss", OriginDocument.Of("gone fishing", "text/plain"));
        await setting.PollAsync();
        var history = await setting.FetchesAsync(10);
        Assert.Equal(
            [("not a feed", 200, 0), ("not modified", 304, 0), ("fetched", 200, 2)],
            history.Select(f => (f.Outcome, f.Status!.Value, f.New)));
        Assert.True(history[2].Bytes > 100);
        Assert.Contains("plain text", history[0].Note, StringComparison.Ordinal);
    }
}
