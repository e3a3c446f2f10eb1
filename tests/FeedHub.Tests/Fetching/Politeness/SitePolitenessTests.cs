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
        (await Enter(News)).Dispose();
        var second = Enter(News);
        time.Advance(TimeSpan.FromSeconds(9.99));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.01));
        (await second).Dispose();
    }

    /// <summary>
    /// Timers go by a coarser clock than timestamps: the alarm came early, the spacing passed between two looks, and the line stood still.
    /// </summary>
    [Fact]
    public async Task An_alarm_that_comes_a_little_early_leaves_nobody_in_line()
    {
        using var first = await Enter(News);
        var second = Enter(News);
        time.EarlyBy = TimeSpan.FromMilliseconds(0.1);
        time.Advance(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        (await second.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken)).Dispose();
    }

    [Fact]
    public async Task No_more_than_two_are_in_flight_however_slow_the_host()
    {
        var first = await Enter(News);
        time.Advance(TimeSpan.FromSeconds(10));
        using var second = await Enter(News);
        time.Advance(TimeSpan.FromMinutes(10));
        var third = Enter(News);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Turns_come_in_the_order_of_asking()
    {
        using var first = await Enter(News);
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
            using var turn = await Enter(News);
            order.Add(number);
        }
    }

    [Fact]
    public async Task Hosts_do_not_wait_for_each_other()
    {
        using var news = await Enter(News);
        using var other = await Enter(new Uri("http://other.example/feed"));
        using var address = await Enter(new Uri("http://127.0.1.1/feed"));
        using var neighbour = await Enter(new Uri("http://127.0.1.2/feed"));
    }

    [Theory]
    [InlineData("http://NEWS.example/other")]
    [InlineData("https://news.example:8443/feed")]
    [InlineData("http://news.example./feed")]
    public async Task One_host_is_one_line_whatever_the_spelling(string address)
    {
        using var first = await Enter(News);
        var second = Enter(new Uri(address));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        (await second).Dispose();
    }

    [Fact]
    public async Task Hosts_of_one_registrable_domain_are_one_line_and_names_below_a_suffix_are_not()
    {
        using var first = await Enter(new Uri("https://az.trend.az/rss"));
        var second = Enter(new Uri("https://en.trend.az/rss"));
        using var news = await Enter(new Uri("https://news.am/rss"));
        using var media = await Enter(new Uri("https://media.am/rss"));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        (await second).Dispose();
    }

    [Fact]
    public async Task A_source_may_wait_for_its_host_alone()
    {
        var alone = new SourcePoliteness(Scope: PolitenessScope.Host);
        using var first = await Enter(new Uri("https://one.example.org/"), alone);
        using var second = await Enter(new Uri("https://two.example.org/"), alone);
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
        first.Dispose();
        (await second).Dispose();
        var third = Enter(News, slow);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        (await third).Dispose();
    }

    [Fact]
    public async Task A_host_is_spared_also_when_one_of_its_sources_waits_for_the_host_and_another_for_the_domain()
    {
        var (alone, host) = (new SourcePoliteness(Scope: PolitenessScope.Host), new Uri("https://www.example.org/"));
        using var first = await Enter(host, alone);
        var second = Enter(host);
        var third = Enter(host, alone);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        using var turn = await second;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task A_spacing_of_a_source_s_own_is_remembered_while_nobody_asks()
    {
        var slow = new SourcePoliteness(TimeSpan.FromMinutes(1));
        (await Enter(News, slow)).Dispose();
        time.Advance(TimeSpan.FromSeconds(59));
        var second = Enter(News, slow);
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_waits_for_others_to_end_starts_no_sooner_after_the_last_start_than_the_spacing_allows()
    {
        var few = new SitePoliteness(
            new FetchingOptions { UserAgent = () => "test", HostSpacing = () => TimeSpan.FromSeconds(10), MaxInFlight = 2 }, time);
        var elsewhere = await few.EnterAsync(
            new Uri("http://other.example/"), SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        using var also = await few.EnterAsync(
            new Uri("http://another.example/"), SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        var first = few.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(10));
        var second = few.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        elsewhere.Dispose();
        (await first).Dispose();
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_takes_no_turn()
    {
        using var first = await Enter(News);
        using var cancelled = new CancellationTokenSource();
        var second = politeness.EnterAsync(News, SourcePoliteness.Usual, cancelled.Token);
        var third = Enter(News);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        time.Advance(TimeSpan.FromSeconds(10));
        (await third).Dispose();
    }

    [Fact]
    public async Task Idle_hosts_are_forgotten_once_their_spacing_has_passed()
    {
        for (var i = 0; i < 1000; i++)
            (await Enter(new Uri($"http://host{i}.example/"))).Dispose();
        Assert.Equal(1000, politeness.Sites);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, politeness.Sites);
    }

    [Fact]
    public async Task A_turn_ends_once()
    {
        var eager = Polite(TimeSpan.Zero);
        var first = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        using var second = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        first.Dispose();
        first.Dispose();
        using var third = await eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken);
        Assert.False(eager.EnterAsync(News, SourcePoliteness.Usual, TestContext.Current.CancellationToken).IsCompleted);
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

    private Task<IDisposable> Enter(Uri address, SourcePoliteness? way = null) =>
        politeness.EnterAsync(address, way ?? SourcePoliteness.Usual, TestContext.Current.CancellationToken);

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
