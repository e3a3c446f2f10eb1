using System.Net.ServerSentEvents;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Urls;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;

namespace FeedHub.Server.Api.Streams;

/// <summary>What happens to the stories of one filter, read once for all who listen to it.</summary>
/// <param name="last">The number of the last change that was read.</param>
internal sealed class StoryStream(TimelineFilter filter, long last)
{
    private readonly Lock gate = new();
    private readonly HashSet<StreamListener> listeners = [];

    public TimelineFilter Filter => filter;

    public long Last { get; private set; } = last;

    public int Count
    {
        get
        {
            lock (gate)
                return listeners.Count;
        }
    }

    /// <returns>The number of the last change that this listener will not be offered.</returns>
    public long Join(StreamListener listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
            return Last;
        }
    }

    public void Leave(StreamListener listener)
    {
        lock (gate)
            listeners.Remove(listener);
    }

    /// <summary>Offers what has happened since the last change that was read.</summary>
    public void Tell(ChangedStories told, SiteAddress address, TimeProvider clock)
    {
        List<StreamEvent> events = [.. Events(told, address)];
        lock (gate)
        {
            foreach (var listener in listeners)
                events.ForEach(e => listener.Offer(e, clock.GetTimestamp()));
            Last = told.Last;
        }
    }

    /// <summary>Sends something to those who were sent nothing for long, and ends what has lasted for long.</summary>
    public void Keep(TimeSpan beat, TimeSpan life, TimeProvider clock)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
            {
                if (clock.GetElapsedTime(listener.Joined) > life)
                    listener.End();
                else if (clock.GetElapsedTime(listener.Offered) > beat)
                    listener.Offer(StreamEvent.Heartbeat(Last), clock.GetTimestamp());
            }
        }
    }

    public void EndAll()
    {
        lock (gate)
        {
            foreach (var listener in listeners)
                listener.End();
        }
    }

    /// <summary>What is told of changes: nothing of stories that do not meet the filter, or that retention took.</summary>
    public static IEnumerable<StreamEvent> Events(ChangedStories told, SiteAddress address) => told.Stories
        .Where(s => s.Kind is not (StoryChangeKind.Left or StoryChangeKind.Gone))
        .Select(s => ApiChange.Of(s, address))
        .Select(change => new StreamEvent(change.Number, new SseItem<string>(ApiJson.Text(change), change.Kind)
        {
            EventId = StreamEvent.Id(change.Number),
        }));
}
