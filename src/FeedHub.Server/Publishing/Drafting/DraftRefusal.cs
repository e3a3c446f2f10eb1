namespace FeedHub.Server.Publishing.Drafting;

/// <summary>Why no draft was made.</summary>
/// <param name="Field">What was given wrongly: <c>stories</c>, <c>query</c>, <c>limit</c> or <c>title</c>.</param>
/// <param name="Remedy">What is wrong with it, and what to do.</param>
internal sealed record DraftRefusal(string Field, string Remedy);
