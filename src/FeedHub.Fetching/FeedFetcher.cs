using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Guard;
using FeedHub.Fetching.Http;
using FeedHub.Fetching.Politeness;
using FeedHub.Fetching.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace FeedHub.Fetching;

/// <summary>Fetches feeds over HTTP: guarded, polite, and limited in time and size.</summary>
public sealed class FeedFetcher : IFeedFetcher, IDisposable
{
    private readonly FetchingOptions options;
    private readonly TimeProvider time;
    private readonly HttpChannels channels;
    private readonly SitePoliteness politeness;
    private readonly HostCircuits circuits;
    private readonly ResiliencePipeline<Reply> retry;
    private readonly ResiliencePipeline timeout;

    public FeedFetcher(FetchingOptions options, TimeProvider time, ILogger<FeedFetcher> logger)
    {
        this.options = options;
        this.time = time;
        channels = new HttpChannels(new GuardedConnector(options, time), options);
        politeness = new SitePoliteness(options, time);
        circuits = new HostCircuits(options, time, logger);
        retry = Attempts.Retry(options, time);
        timeout = Attempts.Timeout(options, time);
    }

    /// <summary>Requests in flight, and requests waiting for their host or for others to end.</summary>
    public (int InFlight, int InLine) Requests => politeness.Requests;

    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        if (!WebAddress.TryRead(request.Source.Url, out var address))
            return Reply.Failed(FetchFailure.BadUrl, "not an http or https address").Result;
        using var deadline = new FetchDeadline(options.Deadline, time, cancellationToken);
        var result = await FollowWithinAsync(request, address, deadline, cancellationToken);
        return result with { Elapsed = deadline.Used };
    }

    public void Invited(string url)
    {
        if (WebAddress.TryRead(url, out var address))
            circuits.Forget(WebAddress.Host(address));
    }

    public void Dispose()
    {
        channels.Dispose();
        politeness.Dispose();
        circuits.Dispose();
    }

    private async Task<FetchResult> FollowWithinAsync(
        FetchRequest request, Uri address, FetchDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(request, address, deadline);
        }
        catch (OperationCanceledException) when (deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            return TooSlow().Result;
        }
    }

    /// <summary>Follows redirects hop by hop; each hop has its own guard, queue and circuit.</summary>
    private async Task<FetchResult> FollowAsync(FetchRequest request, Uri address, FetchDeadline deadline)
    {
        var visited = new HashSet<(string Address, string? Cookies)>();
        var cookies = new FetchCookies(time);
        var moved = true;
        string? movedTo = null;
        for (var hop = address; ;)
        {
            // An address that sets a cookie may redirect to itself and answer once it has the cookie back.
            var sent = cookies.For(hop);
            if (!visited.Add((WebAddress.Text(hop), sent)))
                return Reply.Failed(FetchFailure.RedirectLoop, $"redirected in a loop after {visited.Count} addresses").Result;
            if (visited.Count > options.MaxRedirects + 1)
                return Reply.Failed(FetchFailure.TooManyRedirects, $"more than {options.MaxRedirects} redirects").Result;

            // Validators are sent only to the host that issued them.
            var validators = WebAddress.Host(hop) == WebAddress.Host(address) ? request.Validators : FeedValidators.None;
            var reply = await retry.ExecuteAsync(
                static async (ask, _) =>
                    await ask.Fetcher.AskInTurnAsync(ask), new Ask(this, hop, request.Source, validators, sent, deadline), deadline.Token);
            switch (reply)
            {
                case Reply.Final { Result: FetchResult.Failed failed } when WebAddress.Host(hop) != WebAddress.Host(address):
                    return failed with
                    {
                        Detail = $"redirected to {WebAddress.Host(hop)}: {failed.Detail}",
                        OtherHost = WebAddress.Host(hop)
                    };
                case Reply.Final final:
                    return final.Result is FetchResult.Failed ? final.Result : final.Result with { MovedTo = movedTo };
                case Reply.Redirect redirect when WebAddress.TryFollow(hop, redirect.Location, out var next):
                    cookies.Take(hop, redirect.Cookies);
                    hop = next;
                    // After one temporary redirect in the chain, no later address is permanent.
                    moved = moved && redirect.Permanent;
                    movedTo = moved ? WebAddress.Text(next) : movedTo;
                    break;
                default:
                    return Reply.Failed(FetchFailure.BadUrl, "redirected to an address that is not http or https").Result;
            }
        }
    }

    private async Task<Reply> AskInTurnAsync(Ask ask)
    {
        ask.Deadline.Pause();
        IAsyncDisposable waited;
        using (RequestTelemetry.Waiting())
            waited = await politeness.EnterAsync(ask.Address, ask.Source.Politeness, ask.Deadline.Token);
        await using var turn = waited;
        using var active = RequestTelemetry.Active();
        ask.Deadline.Resume();
        return await circuits.AskAsync(
            WebAddress.Host(ask.Address), static async (a, _) => await a.Fetcher.AskAsync(a), ask, ask.Deadline.Token);
    }

    private async Task<Reply> AskAsync(Ask ask)
    {
        var cancellationToken = ask.Deadline.Token;
        try
        {
            using var message = FeedRequest.Create(ask.Address, ask.Source.UserAgent ?? options.UserAgent(), ask.Validators, ask.Cookies);
            Credentials.Add(message, new Uri(ask.Source.Url.Trim()), ask.Source.Credential, options.Secret);
            using var response = await timeout.ExecuteAsync(
                async token =>
                {
                    var client = await channels.OpenAsync(ask.Address, ask.Source, token);
                    return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancellationToken);
            var conditional = message.Headers.Contains("If-None-Match") || message.Headers.Contains("If-Modified-Since");
            return await FeedResponse.ReadAsync(
                response, ask.Address, conditional, ask.Source.MaxBytes ?? options.MaxBytes, options, time, cancellationToken);
        }
        catch (OperationCanceledException) when (ask.Deadline.HasPassed)
        {
            return TooSlow();
        }
        catch (Exception e) when (e is TimeoutRejectedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Reply.Failed(FetchFailure.TooSlow, $"no answer within {options.AttemptTimeout.Describe()}", transient: true);
        }
        catch (Exception e) when (TransportFailures.Name(e, options) is { } failure)
        {
            return Reply.Failed(failure);
        }
    }

    private Reply.Final TooSlow() => Reply.Failed(FetchFailure.TooSlow, $"no complete answer within {options.Deadline.Describe()}");

    /// <summary>One hop of one fetch.</summary>
    private sealed record Ask(
        FeedFetcher Fetcher, Uri Address, Source Source, FeedValidators Validators, string? Cookies, FetchDeadline Deadline);
}
