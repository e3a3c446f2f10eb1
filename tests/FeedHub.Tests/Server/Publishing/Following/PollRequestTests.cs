using System.Net;
using System.Text.Json;
using FeedHub.Origin;
using Microsoft.AspNetCore.Http;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>WordPress calls when something is published. No call is lost, whether or not it waits.</summary>
public sealed class PollRequestTests : IAsyncLifetime
{
    private const string Poll = "/api/v1/series/weekly/poll";
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync()
    {
        institute = await FollowedInstitute.OpenAsync(3);
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 3);
    }

    [Fact]
    public async Task A_call_that_does_not_wait_is_answered_202_with_where_to_look_and_the_poll_is_run()
    {
        institute.WordPress.Publish(InstitutePosts.Post(4));
        using var answer = await institute.SendAsync(HttpMethod.Post, Poll);
        Assert.Equal((HttpStatusCode.Accepted, Poll), (answer.StatusCode, answer.Headers.Location?.ToString()));
        await institute.WaitAsync(s => s.Briefs.Count == 4);
        var standing = await StandingAsync();
        Assert.Equal("question-4", standing.GetProperty("last").GetProperty("new")[0].GetString());
        Assert.Equal(("idle", JsonValueKind.Null), (standing.GetProperty("state").GetString(), standing.GetProperty("failure").ValueKind));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_at_once_has_called()
    {
        institute.WordPress.Publish(InstitutePosts.Post(4));
        institute.Clock.Advance(TimeSpan.FromSeconds(6));
        using var hungUp = new CancellationTokenSource();
        institute.WordPress.Instead = () =>
        {
            hungUp.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Poll + "?wait=60");
            request.Headers.Add("Authorization", $"Bearer {institute.Key}");
            using var answer = await institute.Hub.Client.SendAsync(request, hungUp.Token);
        });
        await institute.WaitAsync(s => s.Briefs.Count == 4);
    }

    [Fact]
    public async Task Posts_published_one_after_another_all_come_through_and_calls_share_a_poll()
    {
        for (var n = 4; n <= 23; n++)
        {
            institute.WordPress.Publish(InstitutePosts.Post(n));
            using var answer = await institute.SendAsync(HttpMethod.Post, Poll);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        await institute.WaitAsync(s => s.Briefs.Count == 23);
    }

    [Fact]
    public async Task The_site_s_own_call_ends_the_wait_that_it_asked_for_in_maintenance()
    {
        institute.WordPress.Instead = () => OriginDocument.Of("Briefly unavailable for scheduled maintenance.", "text/html") with
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "600" },
        };
        institute.Clock.Advance(TimeSpan.FromMinutes(11));
        using var closed = await institute.AskAsync();
        Assert.Equal(HttpStatusCode.BadGateway, closed.StatusCode);

        institute.WordPress.Instead = null;
        institute.WordPress.Publish(InstitutePosts.Post(4));
        Assert.Equal("question-4", (await institute.PollAsync()).GetProperty("new")[0].GetString());
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private async Task<JsonElement> StandingAsync()
    {
        using var answer = await institute.SendAsync(HttpMethod.Get, Poll);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
