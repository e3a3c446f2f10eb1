namespace FeedHub.Formats.Text.Dates;

/// <summary>Month names by their beginnings, in lower case and without accents.</summary>
internal static class DateWords
{
    // English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Hungarian; Turkish, Azerbaijani; Russian, Ukrainian,
    // Bulgarian; Greek; Armenian; Georgian; Persian.
    private static readonly string[][] Beginnings =
    [
        ["jan", "ene", "gen", "janv", "sty", "oca", "yan", "янв", "січ", "яну", "ιαν", "հուն", "հնվ", "იან", "ژانو"],
        ["feb", "fev", "lut", "sub", "фев", "лют", "φεβ", "փետ", "თებ", "فور"],
        ["mar", "maa", "mrt", "mrz", "mae", "мар", "бер", "μαρ", "μαω", "մար", "მარ", "مارس"],
        ["apr", "avr", "abr", "kwi", "nis", "апр", "кві", "απρ", "ապր", "აპრ", "آور", "اور"],
        ["may", "mai", "mei", "mag", "maj", "май", "мая", "маи", "тра", "μαι", "մայ", "მაი", "مه"],
        ["jun", "juin", "giu", "cze", "haz", "iyun", "июн", "чер", "юни", "ιουν", "ιον", "հունիս", "ივნ", "ژوئن"],
        ["jul", "juil", "lug", "lip", "tem", "iyul", "июл", "лип", "юли", "ιουλ", "ιολ", "հուլ", "ივლ", "ژوئیه"],
        ["aug", "aou", "ago", "sie", "agu", "avq", "авг", "сер", "αυγ", "օգո", "აგვ", "اوت"],
        ["sep", "set", "wrz", "eyl", "sen", "сен", "вер", "сеп", "σεπ", "սեպ", "სექ", "سپت"],
        ["oct", "okt", "out", "ott", "paz", "eki", "окт", "жов", "οκτ", "հոկ", "ოქტ", "اکت"],
        ["nov", "noy", "lis", "kas", "ноя", "лис", "ное", "νοε", "նոյ", "ნოე", "نوا"],
        ["dec", "dez", "dic", "gru", "ara", "dek", "дек", "гру", "δεκ", "դեկ", "დეკ", "دسا"],
    ];

    // Longest first, so that "հունիս" (June) is not read as "հուն(վար)" (January).
    private static readonly (string Beginning, int Month)[] ByLength =
        [.. Beginnings.SelectMany((words, index) => words.Select(word => (word, index + 1))).OrderByDescending(pair => pair.word.Length)];

    /// <summary>The number of the month that <paramref name="word"/> names, or null.</summary>
    public static int? Month(string word)
    {
        foreach (var (beginning, month) in ByLength)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal))
                return month;
        }

        return null;
    }
}
