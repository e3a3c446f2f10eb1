namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>What one thing is called in each language.</summary>
internal sealed class SharedName
{
    private readonly Dictionary<string, string> texts = [];

    private SharedName()
    {
    }

    public string this[string language] => texts[language];

    /// <summary>Null if it has no name in one of the languages.</summary>
    public static SharedName? From(IEnumerable<string> languages, Func<string, string?> find)
    {
        var name = new SharedName();
        foreach (var language in languages)
        {
            if (find(language) is not { } text)
                return null;
            name.texts[language] = text;
        }
        return name;
    }
}
