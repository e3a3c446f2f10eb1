namespace FeedHub.Core.Sources.Health;

/// <summary>Something that is polled broke or recovered.</summary>
/// <param name="Id">What distinguishes it from all others; a path.</param>
/// <param name="Title">Title of what is polled.</param>
/// <param name="Path">Its page, below our base path.</param>
public sealed record HealthEvent(string Id, string Title, string Path, DateTimeOffset At, bool Broke, string Detail);
