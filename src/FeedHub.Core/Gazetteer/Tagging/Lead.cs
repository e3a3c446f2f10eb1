namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Finds the first sentence of a text.</summary>
internal static class Lead
{
    /// <summary>A shorter "sentence" is a dateline or an abbreviation ("Baku, 5 March."), and the lead goes on after it.</summary>
    private const int LeastLength = 40;

    /// <summary>The number of characters up to the end of the first sentence.</summary>
    public static int Length(string text)
    {
        for (var i = LeastLength; i + 1 < text.Length; i++)
        {
            if (text[i] is '.' or '!' or '?' or '…' or '։' && char.IsWhiteSpace(text[i + 1]))
                return i + 1;
            if (text[i] == '\n')
                return i;
        }
        return text.Length;
    }
}
