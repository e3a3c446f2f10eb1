using System.Globalization;
using System.Net.ServerSentEvents;

namespace FeedHub.Server.Api.Streams;

/// <summary>An event of a stream.</summary>
/// <param name="Number">Who has this event has been told of all changes up to this one.</param>
internal readonly record struct StreamEvent(long Number, SseItem<string> Item)
{
    private const string Beat = "heartbeat";

    public bool IsHeartbeat => Item.EventType == Beat;

    /// <summary>An event without data, which a browser passes to nobody; but it keeps the number.</summary>
    /// <param name="retry">How long the client is to wait before it connects again; null to leave that as it is.</param>
    public static StreamEvent Heartbeat(long number, TimeSpan? retry = null) =>
        new(number, new SseItem<string>("", Beat) { EventId = Id(number), ReconnectionInterval = retry });

    public static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);
}
