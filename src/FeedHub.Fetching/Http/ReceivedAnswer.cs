using System.Net.Http.Headers;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>What is read in the same way of every answer: headers as received, and a body of limited size.</summary>
internal static class ReceivedAnswer
{
    /// <summary>The values of a header as received; empty if there are none.</summary>
    public static IReadOnlyList<string> All(this HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? [.. values] : [];

    public static string? First(this HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The body after content decoding.</summary>
    /// <exception cref="TransportException">It is larger than allowed, contradicts its headers, or cannot be decoded.</exception>
    public static async Task<byte[]> DecodedBodyAsync(
        this HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken) => ContentDecoder.Decode(
            await response.BodyAsync(maxBytes, cancellationToken), response.Content.Headers.All("Content-Encoding"), maxBytes);

    /// <summary>The body as transferred.</summary>
    /// <exception cref="TransportException">It is larger than allowed, or contradicts its headers.</exception>
    public static async Task<byte[]> BodyAsync(this HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        using var buffer = new GrowingBuffer(maxBytes);
        // RFC 9112 §6.3: when there are two lengths, neither can be trusted.
        if (response.Content.Headers.All("Content-Length").Distinct().ToList() is { Count: > 1 } lengths)
        {
            throw new TransportException(
                FetchFailure.ConnectionBroken, $"the answer states its length as {string.Join(" and as ", lengths.Take(3))}",
                transient: true);
        }

        if (response.Content.Headers.ContentLength is { } promised && promised > maxBytes)
            throw new TransportException(FetchFailure.TooLarge, $"the body is larger than {maxBytes.DescribeBytes()}", transient: false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(buffer.FreeMemory(), cancellationToken) is var read and > 0)
            buffer.Advance(read);
        return buffer.ToArray();
    }
}
