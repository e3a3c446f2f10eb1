namespace FeedHub.Core.Timelines.Queries;

/// <summary>
/// Reads the language of queries: words, phrases, fields, <c>-</c>, <c>OR</c> and parentheses. Its grammar is in docs/search.md.
/// </summary>
public sealed class QueryParser
{
    /// <summary>Words and fields of one query.</summary>
    public const int MaxTerms = 50;

    private const int MaxDepth = 20;
    private const string Title = "title";
    private const string Quotes = "\"“”„«»";

    private readonly string text;
    private readonly IReadOnlyDictionary<string, QueryField> fields;
    private int at;
    private int terms;

    private QueryParser(string text, IReadOnlyDictionary<string, QueryField> fields) => (this.text, this.fields) = (text, fields);

    /// <param name="fields">By name.</param>
    public static QueryReading Read(string text, IReadOnlyDictionary<string, QueryField> fields)
    {
        var parser = new QueryParser(text, fields);
        try
        {
            var query = parser.Either(depth: 0);
            if (parser.at < text.Length)
                throw new Unreadable(parser.at, "This “)” closes nothing; remove it, or write “(” where it should begin.");
            if (parser.terms == 0)
                throw new Unreadable(0, "There is no word to search for: words have letters or digits.");
            return new QueryReading.Understood(query);
        }
        catch (Unreadable unreadable)
        {
            return new QueryReading.Refused(unreadable.At, unreadable.Message);
        }
    }

    /// <summary>One or more alternatives, with <c>OR</c> between them.</summary>
    private StoryQuery Either(int depth)
    {
        var alternatives = new List<StoryQuery> { Together(depth, isNeeded: depth > 0) };
        while (Keyword() is "OR")
        {
            var or = at;
            at += 2;
            if (IsAtEnd || Keyword() is "OR")
                throw new Unreadable(or, "“OR” stands between two words; write one after it, or “=\"OR\"” to search for the word.");
            alternatives.Add(Together(depth, isNeeded: true));
        }
        return alternatives.Count == 1 ? alternatives[0] : new StoryQuery.Any(alternatives);
    }

    /// <summary>Parts that must all hold.</summary>
    /// <param name="isNeeded">Whether it must ask for something.</param>
    private StoryQuery Together(int depth, bool isNeeded)
    {
        var (parts, run) = (new List<StoryQuery>(), new List<AskedWord>());
        var begin = at;
        while (!IsAtEnd && Keyword() is not "OR")
        {
            if (Keyword() is "AND")
            {
                at += 3;
                continue;
            }
            // Words one after another may be a name together.
            if (Part(depth) is not { } part)
                continue;
            if (part is StoryQuery.Asks { InTitle: false, Words: [{ As: AskedAs.Word } word] })
            {
                run.Add(word);
                continue;
            }
            EndRun();
            parts.Add(part);
        }
        EndRun();
        if (parts.Count == 0 && at < text.Length && Keyword() is "OR")
            throw new Unreadable(at, "“OR” stands between two words; write one before it, or “=\"OR\"” to search for the word.");
        if (parts.Count == 0 && isNeeded)
            throw new Unreadable(begin, "There is nothing to search for here: words have letters or digits.");
        return parts.Count == 1 ? parts[0] : new StoryQuery.All(parts);

        void EndRun()
        {
            if (run.Count > 0)
                parts.Add(new StoryQuery.Asks([.. run], InTitle: false));
            run.Clear();
        }
    }

    /// <returns>Null for signs between words, which ask for nothing.</returns>
    private StoryQuery? Part(int depth)
    {
        var begin = at;
        if (Keyword() is "NOT")
        {
            at += 3;
            if (IsAtEnd)
                throw new Unreadable(begin, "“NOT” stands before what to leave out; write that after it, or search for “=\"NOT\"”.");
        }
        else if (text[at] is '-' or '−' or '–' or '!' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] != ')')
        {
            at++;
        }
        else
        {
            return Positive(depth);
        }
        return Positive(depth) is { } denied ? new StoryQuery.Lacks(denied) : null;
    }

    private StoryQuery? Positive(int depth)
    {
        if (text[at] != '(')
            return Term();
        if (depth == MaxDepth)
            throw new Unreadable(at, $"Parentheses may be {MaxDepth} deep.");
        var begin = at++;
        var inner = Either(depth + 1);
        if (at == text.Length)
            throw new Unreadable(begin, "This “(” is not closed; write “)” where it should end.");
        at++;
        return inner;
    }

    private StoryQuery? Term()
    {
        var begin = at;
        if (FieldName() is not { } name)
            return Counted(begin, Word() is { } word ? new StoryQuery.Asks([word], InTitle: false) : null);
        at = begin + name.Length + 1;
        var value = at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')') ? Word(isValue: true) : null;
        if (name == Title)
        {
            return Counted(begin, value is null || SearchWord.From(value) is null
                ? throw new Unreadable(begin, "“title:” needs a word or phrase right after the colon: title:port, title:\"Black Sea\".")
                : new StoryQuery.Asks([value], InTitle: true));
        }
        var field = fields[name];
        return Counted(begin, value is not null && field.Read(value.Text) is { } read ? read : throw new Unreadable(
            begin, $"“{name}:{value?.Text}” is not allowed; allowed after “{name}:”: {field.Allowed}."));
    }

    /// <summary>The name of a field with its colon, if one stands here.</summary>
    private string? FieldName()
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '-'))
            end++;
        // “https://…” and “Baku:” are no fields.
        if (end == at || end >= text.Length - 1 || text[end] != ':' || char.IsWhiteSpace(text[end + 1]) || text[end + 1] == '/')
            return null;
        var name = text[at..end].ToLowerInvariant();
        if (name == Title || fields.ContainsKey(name))
            return name;
        throw new Unreadable(
            at, $"“{text[at..end]}:” is no field. Fields: {string.Join(", ", fields.Keys.Prepend(Title))}. "
                + "To search for the text itself, write it in quotation marks.");
    }

    /// <param name="isValue">Whether it is the value of a field, which is taken as it stands.</param>
    /// <returns>Null if there is nothing but signs.</returns>
    private AskedWord? Word(bool isValue = false)
    {
        var isSpelling = text[at] == '=' && at + 1 < text.Length && IsQuote(at + 1);
        if (isSpelling || IsQuote(at))
            return Quoted(isSpelling);
        var begin = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')') && !IsQuote(at))
            at++;
        if (at == begin)
            throw new Unreadable(at, "A word is missing here.");
        var word = text[begin..at];
        var asked = word.Length > 1 && word[^1] == '*'
            ? new AskedWord(word[..^1], AskedAs.Beginning)
            : new AskedWord(word, AskedAs.Word);
        return isValue || SearchWord.From(asked) is not null ? asked : null;
    }

    private AskedWord Quoted(bool isSpelling)
    {
        var begin = at;
        at += isSpelling ? 2 : 1;
        var end = at;
        while (end < text.Length && !IsQuote(end))
            end++;
        if (end == text.Length)
            throw new Unreadable(begin, "This quotation mark is not closed; write another where the phrase ends.");
        var quoted = new AskedWord(text[at..end], isSpelling ? AskedAs.Spelling : AskedAs.Phrase);
        at = end + 1;
        return SearchWord.From(quoted) is not null
            ? quoted
            : throw new Unreadable(begin, "There is no word between these quotation marks.");
    }

    private bool IsQuote(int index) => Quotes.Contains(text[index], StringComparison.Ordinal);

    private StoryQuery? Counted(int begin, StoryQuery? term)
    {
        if (term is not null && ++terms > MaxTerms)
            throw new Unreadable(begin, $"A query may have {MaxTerms} words and fields.");
        return term;
    }

    /// <summary>Whether the query, or what is between parentheses, ends here. Goes to the next part.</summary>
    private bool IsAtEnd
    {
        get
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            return at == text.Length || text[at] == ')';
        }
    }

    /// <summary>The word in capitals that stands here, if it is one of the language.</summary>
    private string? Keyword()
    {
        foreach (var word in (ReadOnlySpan<string>)["OR", "AND", "NOT"])
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0
                && (at + word.Length == text.Length || char.IsWhiteSpace(text[at + word.Length]) || text[at + word.Length] is '(' or ')'))
            {
                return word;
            }
        }
        return null;
    }

    private sealed class Unreadable(int at, string message) : Exception(message)
    {
        public int At => at;
    }
}
