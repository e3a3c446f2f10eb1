namespace FeedHub.Server.Api.Records.Views;

/// <summary>What a webhook of a view is told (Standard Webhooks 1.0).</summary>
/// <param name="Type">“story.new”, or “story.grown” for one that was told before.</param>
/// <param name="Timestamp">When it was noticed; the same when it is sent again.</param>
internal sealed record ApiAlertEvent(string Type, DateTime Timestamp, ApiAlertData Data);

/// <param name="Reports">IDs of the reports that are new since the story was told before; of all if it was not.</param>
internal sealed record ApiAlertData(ApiAlertView View, ApiStory Story, IReadOnlyList<string> Reports);

/// <param name="Url">Its page.</param>
internal sealed record ApiAlertView(string Id, string Title, string Url);
