using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;
using FeedHub.Fetching.Resilience;
using Microsoft.Extensions.Logging;
using Polly;

namespace FeedHub.Fetching;

/// <summary>Fetches feeds over HTTP: guarded, polite, and limited in time and size.</summary>
public sealed class FeedFetcher : IFeedFetcher, IDisposable
{
    private readonly FetchingOptions options;
    private readonly TimeProvider time;
    private readonly Exchanges exchanges;
    private readonly ResiliencePipeline<Reply> retry;

    public FeedFetcher(FetchingOptions options, TimeProvider time, ILogger<FeedFetcher> logger)
    {
        this.options = options;
        this.time = time;
        exchanges = new Exchanges(options, Attempts.Timeout(options, time), time, logger);
        retry = Attempts.Retry(options, time);
    }

    /// <summary>Requests in flight, and requests waiting for their host or for others to end.</summary>
    public (int InFlight, int InLine) Requests => exchanges.Requests;

    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        if (!WebAddress.TryRead(request.Url, out var address))
            return Reply.Failed(FetchFailure.BadUrl, "not an http or https address").Result;
        using var deadline = new FetchDeadline(options.Deadline, time, cancellationToken);
        var result = await FollowWithinAsync(request, address, deadline, cancellationToken);
        return result with { Elapsed = deadline.Used };
    }

    public void Invited(string url)
    {
        if (WebAddress.TryRead(url, out var address))
            exchanges.Forget(WebAddress.Host(address));
    }

    public void Dispose() => exchanges.Dispose();

    private async Task<FetchResult> FollowWithinAsync(
        FetchRequest request, Uri address, FetchDeadline deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await FollowAsync(request, address, deadline);
        }
        catch (OperationCanceledException) when (deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            return deadline.TooSlow().Result;
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
            var exchange = ExchangeFor(request, hop, validators, sent, deadline);
            var reply = await retry.ExecuteAsync(async _ => await exchanges.AskAsync(exchange), deadline.Token);
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

    /// <summary>One hop of one fetch.</summary>
    private Exchange ExchangeFor(FetchRequest request, Uri hop, FeedValidators validators, string? cookies, FetchDeadline deadline) => new()
    {
        Address = hop,
        Deadline = deadline,
        Politeness = request.Politeness,
        Proxy = request.Proxy,
        ProxyVariable = request.ProxyVariable,
        Write = () =>
        {
            var message = FeedRequest.Create(hop, request.UserAgent ?? options.UserAgent(), validators, cookies);
            Credentials.Add(message, new Uri(request.Url.Trim()), request.Credential, options.Secret);
            return message;
        },
        ReadAsync = (message, response) => FeedResponse.ReadAsync(
            response, hop, message.Headers.Contains("If-None-Match") || message.Headers.Contains("If-Modified-Since"),
            request.MaxBytes ?? options.MaxBytes, options, time, deadline.Token),
    };
}
