namespace FeedHub.Server.Api.Records;

/// <summary>Which stories a draft is to be made from: those that are named, or those of a query or view.</summary>
/// <param name="Stories">Numbers of 1 to 50 stories, in the order in which the draft is to tell them.</param>
/// <param name="Query">What to ask the timeline, instead of naming stories; filters of the address count as well.</param>
/// <param name="View">The ID of a view whose stories are meant, instead of a query.</param>
/// <param name="Limit">Of how many stories of the query or view at most: 1 to 50, 10 without it.</param>
/// <param name="Title">Title of the brief; without it, the draft has one that tells the editor to write it.</param>
internal sealed record ApiDraftRequest(IReadOnlyList<long>? Stories, string? Query, int? Limit, string? Title, string? View = null);

/// <summary>A draft that was made and stored; nobody but editors sees it.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Url">Its page at the editors' desk.</param>
/// <param name="Stories">The numbers of the stories that it tells. One that had become part of another is told by that one's.</param>
/// <param name="Markdown">The whole file: front matter and Markdown.</param>
internal sealed record ApiDraft(string Slug, string Url, IReadOnlyList<long> Stories, string Markdown);
