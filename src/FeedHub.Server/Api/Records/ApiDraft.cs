namespace FeedHub.Server.Api.Records;

/// <summary>Which stories a draft is to be made from: those that are named, or those of a query or view.</summary>
/// <param name="Stories">Numbers of 1 to 50 stories, in the order in which the draft is to tell them.</param>
/// <param name="Query">What to ask the timeline, instead of naming stories; filters of the address count as well.</param>
/// <param name="View">The ID of a view whose stories are meant, instead of a query.</param>
/// <param name="Limit">Of how many stories of the query or view at most: 1 to 50, 10 without it.</param>
/// <param name="Title">Title of the brief; without it, the draft has one that tells the editor to write it.</param>
/// <param name="To">Where editors find it: <c>desk</c>, which is usual, or <c>wordpress</c> for that of the series.</param>
internal sealed record ApiDraftRequest(
    IReadOnlyList<long>? Stories, string? Query, int? Limit, string? Title, string? View = null, string? To = null);

/// <summary>A draft that was made and stored; nobody but editors sees it.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Url">Where an editor finishes it: its page at the editors' desk, or at that of WordPress.</param>
/// <param name="Stories">The numbers of the stories that it tells. One that had become part of another is told by that one's.</param>
/// <param name="Markdown">The whole file: front matter and Markdown.</param>
/// <param name="Post">What it is in WordPress, if it was sent there; then there is no brief here before it is published.</param>
internal sealed record ApiDraft(string Slug, string Url, IReadOnlyList<long> Stories, string Markdown, ApiDraftPost? Post = null);

/// <summary>A draft in WordPress.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Link">Its address there.</param>
/// <param name="Guid">By which it is known again once it is published.</param>
internal sealed record ApiDraftPost(long Id, string Link, string? Guid);
