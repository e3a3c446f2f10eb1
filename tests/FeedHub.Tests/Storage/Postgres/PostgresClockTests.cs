using FeedHub.Storage.Postgres;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Postgres;

public class PostgresClockTests
{
    private static readonly DateTimeOffset Start = TemporaryStorage.Start;
    private readonly FakeTimeProvider local = new(Start);
    private readonly PostgresClock clock;

    public PostgresClockTests() => clock = new(local);

    [Fact]
    public void It_is_that_of_the_server_and_goes_on_between_two_readings()
    {
        Assert.Equal(Start, clock.GetUtcNow());
        Read(Start.AddHours(1), way: 0, back: 0);
        local.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(Start.AddHours(1).AddSeconds(5), clock.GetUtcNow());
    }

    [Fact]
    public void An_answer_that_was_late_does_not_replace_a_better_one()
    {
        Read(Start, way: 0.001, back: 0.001);
        var right = clock.GetUtcNow() - local.GetUtcNow();
        // The way back alone took six seconds, of which half would be taken for the way there.
        Read(local.GetUtcNow() + right, way: 0, back: 6);
        Assert.Equal(right, clock.GetUtcNow() - local.GetUtcNow());
    }

    [Fact]
    public void A_server_whose_clock_was_set_is_followed_even_by_a_late_answer()
    {
        Read(Start, way: 0.001, back: 0.001);
        Read(Start.AddMinutes(10), way: 1, back: 1);
        Assert.Equal(Start.AddMinutes(10).AddSeconds(1), clock.GetUtcNow());
    }

    [Fact]
    public void A_late_answer_is_better_than_one_of_hours_ago()
    {
        Read(Start, way: 0.001, back: 0.001);
        local.Advance(TimeSpan.FromHours(1));
        Read(Start.AddHours(1).AddSeconds(1), way: 0.5, back: 0.5);
        Assert.Equal(Start.AddHours(1).AddSeconds(1.5), clock.GetUtcNow());
    }

    /// <param name="way">Seconds from the question to the reading of the server's clock, and from there <paramref name="back"/>.</param>
    private void Read(DateTimeOffset server, double way, double back)
    {
        var asked = local.GetTimestamp();
        local.Advance(TimeSpan.FromSeconds(way));
        local.Advance(TimeSpan.FromSeconds(back));
        clock.Set(server.ToUnixTimeMilliseconds(), asked);
    }
}
