using FeedHub.Core.Push;

namespace FeedHub.Fetching.Http;

/// <summary>Turns the response to what FeedHub sent into a reply.</summary>
internal static class PushResponse
{
    /// <param name="hasPassed">Whether the time is up.</param>
    public static async Task<Reply> ReadAsync(
        HttpResponseMessage response, int maxBytes, DateTimeOffset now, Func<bool> hasPassed, CancellationToken cancellationToken)
    {
        byte[]? body;
        try
        {
            body = await response.DecodedBodyAsync(maxBytes, cancellationToken);
        }
        catch (Exception e) when (e is TransportException or HttpRequestException or IOException
            || (e is OperationCanceledException && hasPassed()))
        {
            // The status has arrived, and with it the answer to whether the request was taken.
            body = null;
        }

        return new Reply.Answer(new OutsideAnswer.Answered
        {
            Status = (int)response.StatusCode,
            Body = body ?? [],
            IsWhole = body is not null,
            ContentType = response.Content.Headers.First("Content-Type"),
            Location = response.Headers.First("Location"),
            RetryAfter = CacheHints.RetryAfter(response, now),
        });
    }
}
