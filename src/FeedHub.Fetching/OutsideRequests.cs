using FeedHub.Core.Push;
using FeedHub.Core.Sources;
using FeedHub.Fetching.Http;
using Microsoft.Extensions.Logging;
using Polly;

namespace FeedHub.Fetching;

/// <summary>Sends requests over HTTP: guarded, limited in time and size, a few to one site at a time.</summary>
public sealed class OutsideRequests : IOutsideRequests, IDisposable
{
    private readonly FetchingOptions options;
    private readonly TimeProvider time;
    private readonly Exchanges exchanges;

    public OutsideRequests(FetchingOptions options, TimeProvider time, ILogger<OutsideRequests> logger)
    {
        this.time = time;
        // Receivers have lanes and circuits of their own: they expect what is sent, so nothing is spaced, and no feed has to wait for it
        // or is paused because a receiver at the same host fails. No address is trusted because a source of ours has it.
        this.options = options with
        {
            HostSpacing = static () => TimeSpan.Zero,
            HostConnections = options.ReceiverConnections,
            SiteTurns = null,
            IsExempt = static _ => false,
        };
        exchanges = new Exchanges(this.options, ResiliencePipeline.Empty, time, logger);
    }

    public async Task<OutsideAnswer> SendAsync(OutsideRequest request, CancellationToken cancellationToken)
    {
        if (!WebAddress.TryRead(request.Url, out var address))
            return new OutsideAnswer.Failed(FetchFailure.BadUrl, "not an http or https address");
        // What cannot be sent is the caller's mistake, and is reported before anybody waits.
        PushRequest.Create(request, address, options.UserAgent()).Dispose();
        using var deadline = new FetchDeadline(request.Timeout, time, cancellationToken);
        var exchange = new Exchange
        {
            Address = address,
            Deadline = deadline,
            Write = () => PushRequest.Create(request, address, options.UserAgent()),
            ReadAsync = (_, response) => PushResponse.ReadAsync(
                response, request.MaxAnswerBytes, time.GetUtcNow(), () => deadline.HasPassed, deadline.Token),
        };
        try
        {
            return Read(await exchanges.AskAsync(exchange));
        }
        catch (OperationCanceledException) when (deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            return Read(deadline.TooSlow());
        }
    }

    public void Dispose() => exchanges.Dispose();

    private static OutsideAnswer Read(Reply reply) => reply switch
    {
        Reply.Answer answer => answer.Answered,
        Reply.Final { Result: FetchResult.Failed failed } =>
            new OutsideAnswer.Failed(failed.Failure, failed.Detail) { RetryAfter = failed.RetryAfter },
        _ => throw new InvalidOperationException($"{reply} does not answer what was sent"),
    };
}
