namespace FeedHub.Server.Pages;

/// <summary>One value that a reader may choose to filter by.</summary>
public sealed record FacetOption(string Value, string Name);
