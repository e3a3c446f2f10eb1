namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>What a stem says about names, concepts or topics in the same text.</summary>
/// <param name="Of">The entry, the concept or the ID of the topic that it is about.</param>
internal sealed record ContextRule(object Of, ContextRuleKind Kind);

internal enum ContextRuleKind
{
    /// <summary>The words that match the stem do not belong to it.</summary>
    Not,

    /// <summary>A text that has the stem may mention it.</summary>
    Beside,

    /// <summary>A text that has the stem does not mention it.</summary>
    NotBeside,
}
