namespace FeedHub.Core.Briefs.Editing;

/// <summary>A story that an editor keeps out of what an item of a brief is watching.</summary>
/// <param name="Item">Anchor of the item.</param>
/// <param name="Entry">ID of one report of it. A story that has this report is not shown, whatever is merged with it.</param>
/// <param name="Title">Its title when it was kept out, for editors.</param>
public sealed record KeptOutStory(string Item, string Entry, string Title);
