namespace FeedHub.Core.Gazetteer.Hits;

/// <summary>What one name or stem was found in.</summary>
/// <param name="Id">The ID of the concept or topic; the English name of the entry.</param>
/// <param name="Stem">The stem, or the name, as the gazetteer has it.</param>
/// <param name="Language">BCP 47 primary tag of the words that it was found in.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="Suspicion">From 0 to nearly 1: how much speaks for its meaning something else.</param>
/// <param name="Reasons">What speaks for that, strongest first.</param>
/// <param name="Forms">The words that it was found in, most frequent first.</param>
public sealed record HitRow(
    HitKind Kind, string Id, string Stem, string Language, int Count, double Suspicion, IReadOnlyList<string> Reasons,
    IReadOnlyList<HitForm> Forms);

/// <summary>Words in lower case, and how often a name or stem was found in them.</summary>
public readonly record struct HitForm(string Words, int Count);
