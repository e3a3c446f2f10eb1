namespace FeedHub.Core.Briefs.Editing;

/// <summary>Keeps which stories are kept out of the items of briefs.</summary>
public interface IKeptOutStories
{
    /// <summary>Those of a brief, oldest first.</summary>
    Task<IReadOnlyList<KeptOutStory>> OfAsync(string series, string slug, CancellationToken cancellationToken);

    /// <summary>Keeps a story out of the brief that the act names, and writes the act down, in one step.</summary>
    /// <returns>False, with nothing written, if it is kept out already.</returns>
    Task<bool> KeepOutAsync(KeptOutStory story, EditorAct act, CancellationToken cancellationToken);

    /// <summary>Lets a story back in, and writes the act down, in one step.</summary>
    /// <returns>False, with nothing written, if it is not kept out.</returns>
    Task<bool> LetInAsync(KeptOutStory story, EditorAct act, CancellationToken cancellationToken);
}
