using System.Text.Json;
using FeedHub.Formats;

namespace FeedHub.Tests.Formats.RoundTrip;

/// <summary>Makes feed documents of every field, in many combinations; one seed makes one document.</summary>
internal sealed class GeneratedDocument(int seed)
{
    private static readonly string[] Words =
        ["Bakı", "Тбилиси", "Երևան", "საზღვარი", "gümrük", "Q&A", "a < b", "“x”", "<b>", "&amp;", "]]>", "5 > 4", "O'Neil", "日本", "🛢",
            "e\u0301", "«да»", "\u200Fعربي"];

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);

    public FeedDocument Make() => new()
    {
        Title = Text(),
        Description = Maybe(Text),
        Rights = Maybe(Text),
        Link = "https://hub.example/" + random.Next(9),
        SelfLink = "https://hub.example/feed?a=1&b=" + random.Next(9),
        Id = "tag:hub.example,2026:" + random.Next(9),
        Language = Maybe(() => Pick("az", "ru", "ka")),
        Updated = Moment(),
        Published = MaybeMoment(),
        Generator = Maybe(() => new FeedGenerator("FeedHub", Maybe(Url), Maybe(() => "1.0"))),
        Image = Maybe(() => new FeedImage(Url(), Maybe(Line), Maybe(Url), MaybeNumber(), MaybeNumber(), Maybe(Line))),
        Icon = Maybe(Url),
        Logo = Maybe(Url),
        Authors = Some(Person, p => p.Name!),
        Contributors = Some(Person, p => p.Name!),
        Categories = Some(Category, c => c),
        Links = Some(() => new FeedLink(Url(), Pick("next", "hub", "via", "prev-archive", "license")), l => l),
        TtlMinutes = MaybeNumber(),
        UpdatePeriod = Maybe(() => new FeedUpdatePeriod(Pick("hourly", "daily"), random.Next(1, 5), MaybeMoment())),
        History = Pick(FeedHistory.Latest, FeedHistory.Complete, FeedHistory.Archive),
        Cloud = Maybe(() => new FeedCloud("hub.example", "80", "/ping", "ping", "soap")),
        Itunes = Itunes() is { } itunes ? itunes with { DurationSeconds = null, Episode = null, Season = null, Explicit = true } : null,
        Items = [.. Enumerable.Range(0, random.Next(4)).Select(Item)],
        Deleted = Some(
            () => new FeedTombstone("tag:hub.example,2026:gone-" + random.Next(99), Moment(), Maybe(Person), Maybe(Text)), t => t.Id),
    };

    private FeedItem Item(int number)
    {
        var link = Maybe(Url);
        return new FeedItem
        {
            Id = "tag:hub.example,2026:item-" + number,
            IdIsPermaLink = false,
            Title = Text(),
            Link = link,
            Summary = Maybe(Text),
            Content = link is null ? Text() : Maybe(Text),
            Rights = Maybe(Text),
            Published = MaybeMoment(),
            Updated = Moment(),
            Language = Maybe(() => Pick("hy", "en")),
            Comments = Maybe(Url),
            CommentCount = MaybeNumber(),
            InReplyTo = Some(() => new FeedReply("tag:b.example,2026:1", Maybe(Url), Maybe(() => "text/html"), Maybe(Url)), r => r),
            Authors = Some(Person, p => p.Name!),
            Contributors = Some(Person, p => p.Name!),
            Categories = Some(Category, c => c),
            Links = Some(() => new FeedLink(Url(), Pick("related", "via", "license")), l => l.Rel),
            Enclosures = Some(() => new FeedEnclosure(Url(), Maybe(() => "audio/mpeg"), MaybeNumber()), e => e.Url),
            MediaContents = Some(
                () =>
                    new FeedMedia(Url(), Maybe(() => "image/png"), Maybe(() => "image"), MaybeNumber(), MaybeNumber(), MaybeNumber(),
                        Maybe(Line))
                    { Rights = Maybe(Line), Licence = Maybe(Url) },
                m => m.Url),
            MediaThumbnails = Some(() => new FeedMedia(Url(), Width: MaybeNumber(), Height: MaybeNumber()), m => m.Url),
            Image = Maybe(Url),
            Point = Maybe(
                () => new FeedPoint(Math.Round((random.NextDouble() * 180) - 90, 6), Math.Round((random.NextDouble() * 360) - 180, 6))),
            Itunes = Itunes(),
            Source = Maybe(
                () =>
                    new FeedSource
                    {
                        Title = Text(),
                        Id = Maybe(Url),
                        FeedUrl = Url(),
                        Link = Maybe(Url),
                        Updated = MaybeMoment(),
                        Authors = Some(Person, p => p.Name!)
                    }),
            Extensions = random.Next(3) == 0
                ? new Dictionary<string, JsonElement> { ["_hub"] = JsonDocument.Parse("""{"a":[1,"<x>"]}""").RootElement }
                : [],
        };
    }

    private FeedItunes? Itunes() =>
        new FeedItunes(Maybe(Url), MaybeFlag(), MaybeFlag(), MaybeNumber(), MaybeNumber(), MaybeNumber()) is var itunes
            && itunes != new FeedItunes()
            ? itunes
            : null;

    private FeedText Text() =>
        random.Next(2) == 0 ? FeedText.Plain(Line()) : FeedText.Html($"<p>{System.Net.WebUtility.HtmlEncode(Line())}</p>");

    private string Line() => string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pick(Words)));

    private string Url() => $"https://{Pick("a", "b")}.example/{random.Next(999)}?x=1&y=ə";

    private FeedPerson Person() => new(Pick("Leyla", "Nino Beridze", "Արամ"), Maybe(() => "desk@hub.example"), Maybe(Url));

    private FeedCategory Category() => new(Pick("gas & oil", "Qarabağ", "<war>"), Maybe(Url), Maybe(Line));

    private DateTimeOffset Moment() => Start.AddSeconds(random.Next(1_000_000)).AddMilliseconds(random.Next(2) * 500);

    private DateTimeOffset? MaybeMoment() => random.Next(2) == 0 ? Moment() : null;

    private int? MaybeNumber() => random.Next(2) == 0 ? random.Next(1, 1000) : null;

    private bool? MaybeFlag() => random.Next(3) switch { 0 => true, 1 => false, _ => null };

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private T? Maybe<T>(Func<T> make)
        where T : class => random.Next(2) == 0 ? make() : null;

    private List<T> Some<T>(Func<T> make, Func<T, object> identity) =>
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => make()).DistinctBy(identity)];
}
