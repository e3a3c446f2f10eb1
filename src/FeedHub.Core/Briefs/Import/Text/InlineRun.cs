namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>A run of text with one style.</summary>
/// <param name="Text">Characters; a single line feed is a line break.</param>
/// <param name="Href">Absolute address of its link, or null.</param>
internal sealed record InlineRun(string Text, bool Bold = false, bool Italic = false, string? Href = null)
{
    private const string Plain = "0123456789+-=()n";
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
    private const string Lowered = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

    public InlineMarks Marks { get; init; }

    /// <summary>The number of the footnote that this run is the mark of; 0 for any other run.</summary>
    public int Footnote { get; init; }

    public bool IsBreak => Text == "\n";

    /// <summary>
    /// Its text where there are no styles, with as many characters: 10⁹ is not 109. Raised words, as in 1st, have no such characters.
    /// </summary>
    public string Words =>
        Marks.HasFlag(InlineMarks.Superscript) ? Set(Raised) : Marks.HasFlag(InlineMarks.Subscript) ? Set(Lowered) : Text;

    private string Set(string characters) => Text.All(c => c == ' ' || c == '\u2212' || Plain.Contains(c, StringComparison.Ordinal))
        ? string.Concat(Text.Select(c => c == ' ' ? c : characters[Plain.IndexOf(c == '\u2212' ? '-' : c, StringComparison.Ordinal)]))
        : Text;
}
