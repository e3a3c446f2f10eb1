using System.Net;
using System.Text;

namespace FeedHub.Fetching.Http;

/// <summary>Recognises services that admit only browsers: the outlet may not even know that they block its feed for feed readers.</summary>
internal static class BotWall
{
    /// <summary>Bytes of a page that are examined; the pages of these services are smaller.</summary>
    public const int MaxPage = 256 * 1024;

    /// <summary>
    /// What the pages of these services load and no feed would. DDoS-Guard, Incapsula, DataDome, SiteGround, Qrator and Yandex are
    /// frequent in the region.
    /// </summary>
    private static readonly (string Signature, string Name)[] Signatures =
    [
        ("/cdn-cgi/challenge-platform/", "Cloudflare"),
        ("/.well-known/ddos-guard/", "DDoS-Guard"),
        ("_Incapsula_Resource", "Incapsula"),
        ("captcha-delivery.com", "DataDome"),
        ("/.well-known/sgcaptcha/", "SiteGround"),
        ("__qrator/qauth", "Qrator"),
        ("smartcaptcha.yandexcloud.net", "Yandex"),
        ("AwsWafIntegration", "AWS WAF"),
    ];

    /// <summary>The name of the bot wall that an answer's headers reveal; null when there is none.</summary>
    public static string? Detect(HttpResponseMessage response) =>
        Has(response, "cf-mitigated", "challenge") ? "Cloudflare"
        : Has(response, "x-amzn-waf-action", "challenge") || Has(response, "x-amzn-waf-action", "captcha") ? "AWS WAF"
        : response.StatusCode == HttpStatusCode.Forbidden && Has(response, "server", "ddos-guard") ? "DDoS-Guard"
        : null;

    /// <summary>The name of the bot wall that an HTML page belongs to; null for any other body.</summary>
    public static string? Detect(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, MaxPage)].TrimStart("\uFEFF \t\r\n"u8);
        if (start.IsEmpty || start[0] != '<' || !(IsAt(start, "<!doctype html"u8) || IsAt(start, "<html"u8)))
            return null;
        foreach (var (signature, name) in Signatures)
        {
            if (start.IndexOf(Encoding.ASCII.GetBytes(signature)) >= 0)
                return name;
        }

        return null;
    }

    /// <summary>Whether the error may come from a bot wall, so that its page is worth examining.</summary>
    public static bool MayStandBehind(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
            or HttpStatusCode.ServiceUnavailable
        && response.Content.Headers.ContentType?.MediaType is "text/html"
        && response.Content.Headers.ContentLength is null or <= MaxPage;

    private static bool Has(HttpResponseMessage response, string header, string value) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
            && values.Any(v => v.Trim().Equals(value, StringComparison.OrdinalIgnoreCase));

    private static bool IsAt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
