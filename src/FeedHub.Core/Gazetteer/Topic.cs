namespace FeedHub.Core.Gazetteer;

/// <summary>A subject by which stories are classified, with the word stems that indicate it in addition to its concepts.</summary>
/// <param name="Id">Its ID in our lists, such as <c>human-rights</c>.</param>
/// <param name="Stems">By BCP 47 tag.</param>
public sealed record Topic(string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Stems)
{
    /// <summary>Phrases by BCP 47 tag, written as stems are: a word in one of them does not indicate the topic by itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Not { get; init; } = NoStems.Instance;
}
