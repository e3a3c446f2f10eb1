using System.Globalization;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>
/// Three outlets, of which each allows another part of its texts to be shown; the last words of a text tell how much was.
/// </summary>
internal sealed class TrialOutlets : IAsyncDisposable
{
    public const string FullWord = "quince";
    public const string ExcerptWord = "pomegranate";
    public const string TitleWord = "persimmon";
    public const string EarlierTitle = "Talks on the railway are put off";
    public const string LaterTitle = "Talks on the railway go on";

    private const string Bridge = "https://baku.example/bridge";
    private const string Railway = "https://tbilisi.example/railway";
    private static readonly string[] Paths = ["/baku", "/tbilisi", "/yerevan"];
    private static readonly string English = Long("The river rose again in the night and the road along it was closed. ");
    private static readonly string Azerbaijani = Long("Gecə çayda su yenidən qalxıb və yol bağlanıb. ");
    private static readonly string Russian = Long("Ночью вода в реке снова поднялась, и дорога вдоль неё была закрыта. ");
    private static readonly string Armenian = Long("Գիշերը գետի ջուրը կրկին բարձրացել է, և ճանապարհը փակվել է։ ");
    private readonly FeedOrigin origin;

    private TrialOutlets(FeedOrigin origin) => this.origin = origin;

    public static async Task<TrialOutlets> StartAsync()
    {
        var outlets = new TrialOutlets(await FeedOrigin.StartAsync(new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(3) }));
        foreach (var path in Paths)
            outlets.Put(path);
        return outlets;
    }

    /// <summary>What the outlets publish, one step after the other; each step is to be fetched before the next.</summary>
    public IReadOnlyList<Action> Editions =>
    [
        () =>
            Put(
                "/baku",
                Item(
                    "Yeni körpü açıldı", Bridge, Day(3),
                    $"<p>{Azerbaijani}</p><img src=\"https://pictures.example/bridge.jpg\" alt=\"The bridge\"><p>{FullWord}</p>")),
        () => Put(
            "/tbilisi",
            Item("Открыт новый мост через реку", Bridge, Day(4), $"Мост открыт сегодня. {Russian} {ExcerptWord}"),
            Item(EarlierTitle, Railway, Day(5), $"They were to begin today. {English} {ExcerptWord}")),
        () => Put("/yerevan", Item("Նոր կամուրջ է բացվել", Bridge, Day(6), $"{TitleWord} {Armenian}")),
        () => Put("/tbilisi", Item(LaterTitle, Railway, Day(5), $"They were to begin today. {English} {ExcerptWord}")),
        // Told last, though the outlet dates it years before everything else.
        () =>
            Put(
                "/baku",
                Item("Köhnə kağız tapıldı", "https://baku.example/paper", Day(-2000), $"An old paper is found. {English} {FullWord}")),
    ];

    /// <summary>Declares the outlets as the sources of a configuration.</summary>
    public void Declare(TemporaryConfig config)
    {
        config.Write("sources/alpha.yaml", Source("baku", 0, "az", "AZ", "state", "full"));
        config.Write("sources/tbilisi.yaml", Source("tbilisi", 1, "ru", "GE", "independent", "excerpt"));
        config.Write("sources/yerevan.yaml", Source("yerevan", 2, "hy", "AM", "press", "title"));
    }

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    private string Source(string id, int host, string language, string country, string kind, string republish) => $"""
        id: {id}
        title: The {id} paper
        url: {origin.Url("/" + id, host)}
        home: https://{id}.example/
        language: {language}
        countries: [{country}]
        kind: {kind}
        republish: {republish}
        """;

    private void Put(string path, params string[] items) => origin.Put(path, OriginDocument.Of(
        $"""<rss version="2.0"><channel><title>{path}</title><link>https://outlet.example/</link><description/>{string.Concat(items)}</channel></rss>""",
        "application/rss+xml"));

    private static string Item(string title, string link, string date, string html) => $"""
        <item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{link}</guid><pubDate>{date}</pubDate><category>Roads</category>
        <description><![CDATA[{html}]]></description></item>
        """;

    private static string Long(string sentence) => string.Concat(Enumerable.Repeat(sentence, 12));

    private static string Day(int day) =>
        new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero).AddDays(day).ToString("R", CultureInfo.InvariantCulture);
}
