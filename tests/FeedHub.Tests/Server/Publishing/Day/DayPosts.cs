using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>What the institute's editor writes on the day.</summary>
internal static class DayPosts
{
    /// <summary>Blocks of every kind, around three pictures.</summary>
    public static string Shapes(IEnumerable<string> figures) => $"""
        <p>It carries 10<sup>9</sup> tonnes, less CO<sub>2</sub>, and <del>two</del> <ins>three</ins> ships; run <code>make all</code>.</p>
        <figure class="wp-block-table"><table><thead><tr><th>Region</th><th>Year</th><th>Tonnes</th></tr></thead><tbody>
        <tr><td rowspan="2">Baku</td><td>2025</td><td>7</td></tr><tr><td>2026</td><td>8</td></tr></tbody></table><figcaption>Freight by year</figcaption></figure>
        <figure class="wp-block-gallery has-nested-images">{string.Concat(figures)}<figcaption class="blocks-gallery-caption">Three views</figcaption></figure>
        <div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link" href="https://data.institute.example/set">Get the data</a></div></div>
        <div class="wp-block-file"><a id="f1" href="https://institute.example/brief.pdf">The brief as PDF</a><a href="https://institute.example/brief.pdf" class="wp-block-file__button" download aria-describedby="f1">Download</a></div>
        <figure class="wp-block-audio"><audio controls src="https://institute.example/episode-14.mp3"></audio><figcaption>Episode 14</figcaption></figure>
        <ol start="3"><li>The third point</li><li>The fourth point</li></ol>
        <p>The toll is high<sup data-fn="n-1" class="fn"><a href="#n-1" id="n-1-link">1</a></sup> this year.</p>
        """;

    public const string Notes = """
        <ol class="wp-block-footnotes"><li id="n-1">Says the port. <a href="#n-1-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>
        """;

    /// <summary>In each language: its name, a title, the first two paragraphs, the two sections, and what each of them says.</summary>
    public static readonly IReadOnlyList<(string Code, string Name, string[] Words)> Languages =
    [
        ("az", "Azerbaijani",
        [
            "Zəngilan dəmir yolu", "Bu həftənin icmalı Zəngilan dəmir yolunu və onun kimə lazım olduğunu araşdırır.",
            "Yeni xətt bazar ertəsi açıldı və iki stansiyası var. Layihə üçün büdcədən pul ayrılıb.", "Nəyi izləyirik",
            "Tarif", "Tarif hələ müəyyən edilməyib.", "Dünya niyə maraqlanmalıdır", "Doqquz ölkənin yükü bu yoldan keçir.",
        ]),
        ("hy", "Armenian",
        [
            "Սյունիքի երկաթուղին", "Այս շաբաթվա ակնարկը քննում է Սյունիքի երկաթուղին և թե ում է այն պետք։",
            "Նոր գիծը բացվել է երկուշաբթի օրը և ունի երկու կայարան։ Ծրագրի համար գումար է հատկացվել բյուջեից։", "Ինչին ենք հետևում",
            "Սակագին", "Սակագինը դեռ որոշված չէ։", "Ինչու է դա կարևոր աշխարհի համար", "Ինը երկրի բեռներ են անցնում այս ճանապարհով։",
        ]),
        ("ru", "Russian",
        [
            "Железная дорога в Дербент", "На этой неделе мы разбираем железную дорогу в Дербент и то, кому она нужна.",
            "Новую линию открыли в понедельник, на ней две станции. Деньги на проект выделены из бюджета.", "За чем мы следим",
            "Тариф", "Тариф ещё не определён.", "Почему это важно для мира", "По этой дороге идут грузы девяти стран.",
        ]),
        ("ka", "Georgian",
        [
            "ანაკლიის რკინიგზა", "ამ კვირის მიმოხილვა ეხება ანაკლიის რკინიგზას და იმას, თუ ვის სჭირდება იგი.",
            "ახალი ხაზი ორშაბათს გაიხსნა და ორი სადგური აქვს. პროექტისთვის თანხა ბიუჯეტიდან გამოიყო.", "რას ვაკვირდებით",
            "ტარიფი", "ტარიფი ჯერ არ არის განსაზღვრული.", "რატომ არის ეს მნიშვნელოვანი მსოფლიოსთვის", "ამ გზით ცხრა ქვეყნის ტვირთი გადის.",
        ]),
        ("tr", "Turkish",
        [
            "Kars demir yolu", "Bu haftanın özeti Kars demir yolunu ve kime gerektiğini inceliyor.",
            "Yeni hat pazartesi günü açıldı ve iki istasyonu var. Proje için bütçeden para ayrıldı.", "Neyi izliyoruz",
            "Tarife", "Tarife henüz belirlenmedi.", "Dünya neden önemsemeli", "Dokuz ülkenin yükü bu yoldan geçiyor.",
        ]),
    ];

    /// <summary>A post in the shape of the series.</summary>
    /// <param name="subject">Such as <c>the ferry</c>; stands in its title and text.</param>
    public static WordPressPostText About(string subject, int number, DateTimeOffset published, string more = "", string end = "") =>
        new(number, subject.Replace(' ', '-'), $"Who pays for {subject}?", $"""
            <h2>Leading this week</h2>
            <p>This week’s Brief examines {subject} and who pays for it.</p>
            <p>The road to {subject} was opened on Monday; it has two lanes and no lights.</p>
            {more}
            <h2>What we are watching</h2>
            <p><strong>The toll:</strong> It is four manat now at {subject}.</p>
            <p><strong>Ice:</strong> There is none yet.</p>
            <h2>Why the world should care</h2>
            <p>Goods of nine countries take this road.</p>
            {end}
            """, published);

    /// <summary>A post in another language, with the names that its sections have there.</summary>
    public static WordPressPostText In(string code, int number, DateTimeOffset published)
    {
        var words = Languages.Single(l => l.Code == code).Words;
        return new(number, $"in-{code}", words[0], $"""
            <p>{words[1]}</p><p>{words[2]}</p><h2>{words[3]}</h2><p><strong>{words[4]}:</strong> {words[5]}</p><h2>{words[6]}</h2><p>{words[7]}</p>
            """, published);
    }

    public static WordPressPostText With(this WordPressPostText post, string old, string now) =>
        post with { Content = post.Content.Replace(old, now, StringComparison.Ordinal) };
}
