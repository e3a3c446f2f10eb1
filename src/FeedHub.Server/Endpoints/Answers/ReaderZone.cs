namespace FeedHub.Server.Endpoints.Answers;

/// <summary>The zone of a reader's clock, which the script of the pages tells in a cookie; UTC for everybody else.</summary>
internal static class ReaderZone
{
    private const string Cookie = "feedhub-zone";

    public static TimeZoneInfo From(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: <= 60 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
