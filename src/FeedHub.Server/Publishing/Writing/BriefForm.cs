using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>How a brief stands while an editor writes it; decides what can be done with the form.</summary>
public enum WritingStanding
{
    New,
    Draft,
    /// <summary>Finished, and not public yet.</summary>
    Waiting,
    Public,
    Withdrawn,
}

/// <summary>The form in which a brief is written, with what is said about the text in it.</summary>
public sealed record BriefForm
{
    public required Series Series { get; init; }
    /// <summary>Null for a new brief.</summary>
    public string? Slug { get; init; }
    /// <summary>The slug that a new brief is to have; may be empty, and wrong.</summary>
    public string Name { get; init; } = "";
    /// <summary>The whole file: front matter and Markdown.</summary>
    public required string Text { get; init; }
    /// <summary>Hash of the text in force when the editor began; empty for a new brief.</summary>
    public string Begun { get; init; } = "";
    public WritingStanding Standing { get; init; }
    /// <summary>Whether the file of the configuration is in force, which is not changed here.</summary>
    public bool IsOfConfiguration { get; init; }
    /// <summary>The page or file from which it was imported, if no editor has written it here yet; or null.</summary>
    public string? ImportedFrom { get; init; }
    /// <summary>What is wrong in the text, in the order of its lines; null if it was not checked.</summary>
    public IReadOnlyList<CatalogProblem>? Problems { get; init; }
    /// <summary>The brief that the text is; null if the text is refused.</summary>
    public Brief? Preview { get; init; }
    /// <summary>What was done, in a sentence; or null.</summary>
    public string? Notice { get; init; }
    /// <summary>Why nothing was saved, in a sentence; or null.</summary>
    public string? Fault { get; init; }
    /// <summary>The text in force, if somebody else has changed it since the editor began; else null.</summary>
    public string? Theirs { get; init; }
    /// <summary>The fields of the picture, without its file.</summary>
    public WrittenPicture Picture { get; init; } = WrittenPicture.None;
    /// <summary>What to write into the text to show the picture that was just added; or null.</summary>
    public string? PictureLine { get; init; }
    public int Status { get; init; } = StatusCodes.Status200OK;
    /// <summary>The brief was saved under this slug; null if not.</summary>
    public string? Saved { get; init; }

    /// <summary>The line of the text, cut to what a table can show.</summary>
    /// <param name="number">From 1.</param>
    public string Line(int number)
    {
        var line = Text.Split('\n').ElementAtOrDefault(number - 1) ?? "";
        return line.Length <= 160 ? line : line[..160] + "…";
    }
}
