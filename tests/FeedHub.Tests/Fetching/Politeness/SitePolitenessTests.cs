using FeedHub.Core.Nodes;
using FeedHub.Core.Sources.Settings;
using FeedHub.Fetching;
using FeedHub.Fetching.Politeness;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Fetching.Politeness;

public class SitePolitenessTests
{
    private static readonly Uri News = new("http://news.example/feed");
    private readonly CoarseTime time = new();
    private readonly SitePoliteness politeness;

    public SitePolitenessTests() => politeness = Polite(TimeSpan.FromSeconds(10));

    [Fact]
    public async Task Starts_are_spaced_even_when_the_host_is_quick()
    {
        await (await Enter(News)).DisposeAsync();
        var second = Enter(News);
        time.Advance(TimeSpan.FromSeconds(9.99));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.01));
        await (await second).DisposeAsync();
    }

    /// <summary>
    /// Timers go by a coarser clock than timestamps: the alarm came early, the spacing passed between two looks, and the line stood still.
    /// </summary>
    [Fact]
    public async Task An_alarm_that_comes_a_little_early_leaves_nobody_in_line()
    {
        await using var first = await Enter(News);
        var second = Enter(News);
        time.EarlyBy = TimeSpan.FromMilliseconds(0.1);
        time.Advance(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        await (await second.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken)).DisposeAsync();
    }

    [Fact]
    public async Task No_more_than_two_are_in_flight_however_slow_the_host()
    {
        var first = await Enter(News);
        time.Advance(TimeSpan.FromSeconds(10));
        await using var second = await Enter(News);
        time.Advance(TimeSpan.FromMinutes(10));
        var third = Enter(News);
        Assert.False(third.IsCompleted);
        await first.DisposeAsync();
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task Turns_come_in_the_order_of_asking()
    {
        await using var first = await Enter(News);
        var order = new List<int>();
        var waiting = Enumerable.Range(0, 5).Select(i => Note(i)).ToList();
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await waiting[i];
        }

        Assert.Equal([0, 1, 2, 3, 4], order);

        async Task Note(int number)
        {
            await using var turn = await Enter(News);
            order.Add(number);
        }
    }

    [Fact]
    public async Task Hosts_do_not_wait_for_each_other()
    {
        await using var news = await Enter(News);
        await using var other = await Enter(new Uri("http://other.example/feed"));
        await using var address = await Enter(new Uri("http://127.0.1.1/feed"));
        await using var neighbour = await Enter(new Uri("http://127.0.1.2/feed"));
    }

    [Theory]
    [InlineData("http://NEWS.example/other")]
    [InlineData("https://news.example:8443/feed")]
    [InlineData("http://news.example./feed")]
    public async Task One_host_is_one_line_whatever_the_spelling(string address)
    {
        await using var first = await Enter(News);
        var second = Enter(new Uri(address));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Hosts_of_one_registrable_domain_are_one_line_and_names_below_a_suffix_are_not()
    {
        await using var first = await Enter(new Uri("https://az.trend.az/rss"));
        var second = Enter(new Uri("https://en.trend.az/rss"));
        await using var news = await Enter(new Uri("https://news.am/rss"));
        await using var media = await Enter(new Uri("https://media.am/rss"));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_source_may_wait_for_its_host_alone()
    {
        var alone = new SourcePoliteness(Scope: PolitenessScope.Host);
        await using var first = await Enter(new Uri("https://one.example.org/"), alone);
        await using var second = await Enter(new Uri("https://two.example.org/"), alone);
        Assert.False(Enter(new Uri("https://two.example.org/"), alone).IsCompleted);
    }

    [Fact]
    public async Task A_source_may_have_a_spacing_and_a_number_of_connections_of_its_own()
    {
        var slow = new SourcePoliteness(TimeSpan.FromMinutes(1), 1);
        var first = await Enter(News);
        var second = Enter(News, slow);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
        var third = Enter(News, slow);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task A_host_is_spared_also_when_one_of_its_sources_waits_for_the_host_and_another_for_the_domain()
    {
        var (alone, host) = (new SourcePoliteness(Scope: PolitenessScope.Host), new Uri("https://www.example.org/"));
        await using var first = await Enter(host, alone);
        var second = Enter(host);
        var third = Enter(host, alone);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await using var turn = await second;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task A_spacing_of_a_source_s_own_is_remembered_while_nobody_asks()
    {
        var slow = new SourcePoliteness(TimeSpan.FromMinutes(1));
        await (await Enter(News, slow)).DisposeAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        var second = Enter(News, slow);
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Who_waits_for_others_to_end_starts_no_sooner_after_the_last_start_than_the_spacing_allows()
    {
        var few = new SitePoliteness(
            new FetchingOptions { UserAgent = () => "test", HostSpacing = () => TimeSpan.FromSeconds(10), MaxInFlight = 2 }, time);
        var elsewhere = await few.EnterAsync(
            new Uri("http://other.example/"), SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        await using var also = await few.EnterAsync(
            new Uri("http://another.example/"), SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        var first = few.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));
        var second = few.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        await elsewhere.DisposeAsync();
        await (await first).DisposeAsync();
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_takes_no_turn()
    {
        await using var first = await Enter(News);
        using var cancelled = new CancellationTokenSource();
        var second = politeness.EnterAsync(News, SourcePoliteness.Usual, cancelled.Token);
        var third = Enter(News);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        time.Advance(TimeSpan.FromSeconds(10));
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task Idle_hosts_are_forgotten_once_their_spacing_has_passed()
    {
        for (var i = 0; i < 1000; i++)
            await (await Enter(new Uri($"http://host{i}.example/"))).DisposeAsync();
        Assert.Equal(1000, politeness.Sites);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, politeness.Sites);
    }

    [Fact]
    public async Task A_turn_ends_once()
    {
        var eager = Polite(TimeSpan.Zero);
        var first = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        await using var second = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        await first.DisposeAsync();
        await first.DisposeAsync();
        await using var third = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.False(eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task A_turn_here_begins_once_the_site_has_room_among_all_nodes_and_ends_there_too()
    {
        var sites = new OtherNodes();
        var shared = new SitePoliteness(
            new FetchingOptions { UserAgent = () => "test", HostSpacing = () => TimeSpan.FromSeconds(10), SiteTurns = sites }, time);
        var turn = shared.EnterAsync(
            new Uri("http://www.news.example/"), SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.False(turn.IsCompleted);
        time.Advance(OtherNodes.Wait);
        await (await turn).DisposeAsync();
        Assert.Equal(2, sites.Asked.Count);
        Assert.All(sites.Asked, t => Assert.Equal(["news.example", "www.news.example"], t.Sites));
        Assert.All(sites.Asked, t => Assert.Equal((TimeSpan.FromSeconds(10), 2), (t.Spacing, t.Connections)));
        Assert.Equal([sites.Asked[1].Id], sites.Ended.Select(t => t.Id));
    }

    [Fact]
    public async Task Exempt_addresses_do_not_wait()
    {
        var sample = Polite(TimeSpan.FromHours(1), a => a.Host == "news.example");
        for (var i = 0; i < 10; i++)
            await sample.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.Equal(0, sample.Sites);
    }

    private SitePoliteness Polite(TimeSpan spacing, Func<Uri, bool>? exempt = null) => new(
        new FetchingOptions { UserAgent = () => "test", HostSpacing = () => spacing, IsExempt = exempt ?? (_ => false) }, time);

    private Task<IAsyncDisposable> Enter(Uri address, SourcePoliteness? way = null) =>
        politeness.EnterAsync(address, way ?? SourcePoliteness.Usual, TestContext.Current.CancellationToken);

    /// <summary>Nodes that leave no room at first.</summary>
    private sealed class OtherNodes : ISiteTurns
    {
        public static readonly TimeSpan Wait = TimeSpan.FromSeconds(3);

        public List<SiteTurn> Asked { get; } = [];

        public List<SiteTurn> Ended { get; } = [];

        public Task<TimeSpan?> BeginAsync(SiteTurn turn, CancellationToken cancellationToken)
        {
            Asked.Add(turn);
            return Task.FromResult(Asked.Count == 1 ? Wait : (TimeSpan?)null);
        }

        public Task EndAsync(SiteTurn turn)
        {
            Ended.Add(turn);
            return Task.CompletedTask;
        }
    }

    /// <summary>A clock whose next timestamp, and only that, can be early.</summary>
    private sealed class CoarseTime : FakeTimeProvider
    {
        public TimeSpan EarlyBy { get; set; }

        public override long GetTimestamp()
        {
            var early = EarlyBy;
            EarlyBy = TimeSpan.Zero;
            return base.GetTimestamp() - (long)(early.TotalSeconds * TimestampFrequency);
        }
    }
}
