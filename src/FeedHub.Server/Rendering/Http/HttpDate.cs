using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering.Http;

/// <summary>Instants as HTTP writes them (RFC 9110 §5.6.7), to the second.</summary>
internal static class HttpDate
{
    /// <summary>The last second that was asked for: thousands of answers share it.</summary>
    private static volatile Written last = new(DateTimeOffset.UnixEpoch);

    public static StringValues Format(DateTimeOffset instant)
    {
        var written = last;
        if (written.Second != instant.ToUnixTimeSeconds()) last = written = new(instant);
        return written.Text;
    }

    private sealed class Written(DateTimeOffset instant)
    {
        public long Second { get; } = instant.ToUnixTimeSeconds();
        public StringValues Text { get; } = HeaderUtilities.FormatDate(instant);
    }
}
