using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;
using FeedHub.Core.Catalog;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>One reader for each kind of value in the files.</summary>
internal static partial class Values
{
    private const int MaxBodySize = 100 << 20;

    public static Parsed<string> Line(string text) => OneLine(text, 500);

    public static Parsed<string> Title(string text) => OneLine(text, 200);

    public static Parsed<string> Paragraph(string text) =>
        text.Trim() is { Length: > 0 } words ? Spaces().Replace(words, " ") : new Refusal("is empty; write a sentence");

    public static Parsed<string> Slug(string text) => SlugShape().IsMatch(text) && text.Length <= 100
        ? text : new Refusal($"'{text}' may contain only lower-case letters a to z, digits and single hyphens");

    public static Parsed<string> Url(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", Host.Length: > 0 }
            || text.Any(char.IsWhiteSpace)
            ? new Refusal($"'{RedactedUrl.From(text)}' is not a web address; write it in full, such as https://example.org/feed")
            : url.UserInfo.Length > 0
                ? new Refusal(
                    $"contains a user name; write '{RedactedUrl.From(text)}', and name the environment variable with name and password in "
                        + $"'credential'")
                : text;

    public static Parsed<string> Proxy(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https" or "socks5", Host.Length: > 0 }
            ? new Refusal(
                $"'{RedactedUrl.From(text)}' is not a proxy address; write one such as http://127.0.0.1:3128 or socks5://127.0.0.1:9050")
            : url.UserInfo.Length > 0
                ? new Refusal(
                    $"contains a user name; write '{RedactedUrl.From(text)}', and name the environment variable with name and password in "
                        + $"'proxy_variable'")
                : text;

    public static Parsed<string> Contact(string text) =>
        MailAddress.TryCreate(text, out _) || Url(text).Wrong is null
            ? text : new Refusal($"'{text}' is neither an e-mail address nor a web address");

    public static Parsed<string> UserAgent(string text) => text.Length > 0 && text.All(c => c is >= ' ' and <= '~')
        ? text : new Refusal("may contain only ASCII letters, digits, spaces and punctuation");

    public static Parsed<string> TagAuthority(string text) =>
        TagAuthorityShape().IsMatch(text)
            && text[(text.LastIndexOf(',') + 1)..] is var date
            && (date.Length < 10 || Date(date).Wrong is null)
            ? text
            : new Refusal($"'{text}' is not a tag authority; write a domain of yours, a comma and a date on which you owned it, such as "
                + $"example.org,2026");

    public static Parsed<string> Language(string text) => LanguageShape().IsMatch(text)
        ? text : new Refusal($"'{text}' is not a language tag; write one such as en, az, hy, ka, ru or tr");

    public static Parsed<string> Country(string text) => CountryCodes.Contains(text.ToUpperInvariant())
        ? text.ToUpperInvariant() : new Refusal($"'{text}' is not a country code; write a two-letter ISO 3166 code, such as AM, AZ or GE");

    /// <summary>What a brief is about: a country or part of one by its ISO 3166 code, or a word of our own.</summary>
    public static Parsed<string> Region(string text) =>
        SubdivisionShape().IsMatch(text) && CountryCodes.Contains(text[..2].ToUpperInvariant()) ? text.ToUpperInvariant()
        : text.Length > 2 && Slug(text).Wrong is null ? text
        : new Refusal($"'{text}' is not a region; write an ISO 3166 code such as AZ or GE-AB, or a word such as south-caucasus");

    public static Parsed<string> TimeZone(string text) =>
        text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId
            ? text : new Refusal($"'{text}' is not a time zone; write an IANA name, such as Asia/Baku");

    public static Parsed<DateOnly?> Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date)
        ? date : new Refusal($"'{text}' is not a date; write year-month-day, such as 2026-11-09");

    /// <summary>A date alone means midnight UTC of that day.</summary>
    public static Parsed<DateTimeOffset?> Instant(string text) =>
        Date(text).Value is { } date ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : InstantShape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant
        : new Refusal($"'{text}' is not a date and time with an offset; write 2026-11-09T08:00:00+04:00, or 2026-11-09 for midnight UTC");

    public static Parsed<bool> Flag(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => new Refusal($"'{text}' is neither true nor false"),
    };

    public static Parsed<int?> Issue(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number : new Refusal($"'{text}' is not an issue number; write a whole number of 1 or more");

    public static Parsed<string> MediaType(string text) => MediaTypeShape().IsMatch(text)
        ? text.ToLowerInvariant() : new Refusal($"'{text}' is not a media type; write one such as audio/mpeg");

    /// <summary>A size in bytes.</summary>
    public static Parsed<long?> Bytes(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : new Refusal($"'{text}' is not a number of bytes; write a whole number");

    public static Parsed<FeedPoint?> Point(string text) =>
        text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is [var north, var east]
        && double.TryParse(north, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) && latitude is >= -90 and <= 90
        && double.TryParse(east, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && longitude is >= -180 and <= 180
            ? new FeedPoint(latitude, longitude)
            : new Refusal($"'{text}' is not a point; write latitude and longitude in degrees, such as 40.4 49.9");

    public static Parsed<TimeSpan?> Duration(string text)
    {
        if (DurationShape().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var number) || number > 1e6)
        {
            return new Refusal($"'{text}' is not a duration; write a number and a unit, such as 500ms, 1s, 5m, 2h or 90d");
        }
        return match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    /// <remarks>A text longer than any selector could nest so deeply that reading it overflows the stack.</remarks>
    public static Parsed<string> Selector(string text) => text.Length is > 0 and <= 500 && PageReader.IsSelector(text)
        ? text : new Refusal($"'{text}' is not a CSS selector; write one such as article.news h2 a");

    /// <remarks>A text that is not a name may be the secret itself, so it is not repeated.</remarks>
    public static Parsed<string> Variable(string text) => VariableShape().IsMatch(text)
        ? text : new Refusal("is not the name of an environment variable; write one such as ALPHA_FEED_KEY, never the secret itself");

    public static Parsed<string> HeaderName(string text) =>
        text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !text.Equals("Host", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? text : new Refusal($"'{text}' is not a header that may be set; write one such as X-Api-Key");

    public static Parsed<int?> Connections(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 16
        ? number : new Refusal($"'{text}' is not a number of connections; write a whole number from 1 to 16");

    public static Parsed<TimeSpan?> PollInterval(string text) =>
        Duration(text) is { Value: { } time } duration
            ? time >= PollSchedule.Shortest && time <= PollSchedule.Longest
                ? duration
                : new Refusal($"'{text}' must be between 2m and 24h")
            : Duration(text);

    /// <summary>Bytes that a feed may have; more than the most would be held in memory several times over.</summary>
    public static Parsed<int?> BodySize(string text)
    {
        if (SizeShape().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var number))
        {
            return new Refusal($"'{text}' is not a size; write a number and a unit, such as 500KiB or 20MiB");
        }
        var bytes = number * (match.Groups[2].Value == "KiB" ? 1024 : 1024 * 1024);
        return bytes is >= 1024 and <= MaxBodySize ? (int)bytes : new Refusal($"'{text}' must lie between 1KiB and 100MiB");
    }

    public static Parsed<IPNetwork?> Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : new Refusal($"'{text}' is not a network; write an address and the length of its prefix, such as 10.0.0.0/8 or fd00::/8");

    /// <summary>A word of a closed list.</summary>
    public static Func<string, Parsed<T>> Word<T>(IReadOnlyDictionary<string, T> words) => text =>
        words.TryGetValue(text, out var value) ? value : new Refusal($"'{text}' is not one of {string.Join(", ", words.Keys)}");

    private static Parsed<string> OneLine(string text, int max) =>
        text.Trim() is not { Length: > 0 } line ? new Refusal("is empty; write a line of text")
        : line.Contains('\n', StringComparison.Ordinal) ? new Refusal("must be one line")
        : line.Length > max ? new Refusal($"has {line.Length} characters; the maximum is {max}")
        : line;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex VariableShape();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex SlugShape();

    [GeneratedRegex(@"^[a-zA-Z]{2}(-[a-zA-Z0-9]{1,3})?\z")]
    private static partial Regex SubdivisionShape();

    /// <summary>RFC 4151 §2.1: a domain or e-mail address, and a date.</summary>
    [GeneratedRegex(@"^([A-Za-z0-9._-]+@)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+,\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\z")]
    private static partial Regex TagAuthorityShape();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex LanguageShape();

    [GeneratedRegex(@"^[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}\z")]
    private static partial Regex MediaTypeShape();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)? ?(Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex InstantShape();

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) ?(KiB|MiB)\z")]
    private static partial Regex SizeShape();

    [GeneratedRegex(@"^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)\z")]
    private static partial Regex DurationShape();
}
