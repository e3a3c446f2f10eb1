using System.Globalization;
using System.Text;

namespace FeedHub.Origin.Faults;

/// <summary>Answers other than 200.</summary>
internal static class StatusFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("status", "code=500", "that status with a small HTML body", StatusAsync),
        new("retry-after", "code=429;in=120;form=seconds|date", "429 or 503 with Retry-After in either form", RetryAfterAsync),
        new("flaky", "times=1;code=503", "that status so many times, then the document", FlakyAsync),
        new(
            "flapping", "good=5;bad=5;code=503", "the document so many times, then that status so many times, repeated",
            FlappingAsync),
        new("bot-wall", "code=403;by=header|page;as=identity", "a challenge for browsers, shown by a header or by its page", BotWallAsync),
    ];

    private static Task BotWallAsync(FaultCall call)
    {
        var page = "<!doctype html><title>Just a moment</title>";
        if (call.Text("by", "header") == "header")
            call.Response.Headers["cf-mitigated"] = "challenge";
        else
            page += "<script src=\"/.well-known/ddos-guard/js-challenge/index.js\"></script>";
        call.Response.StatusCode = call.Number("code", 403);
        call.Response.ContentType = "text/html; charset=utf-8";
        var coding = call.Text("as", "identity");
        if (coding != "identity")
            call.Response.Headers.ContentEncoding = coding;
        DocumentAnswer.Write(call.Context, Coding.Encode(Encoding.ASCII.GetBytes(page), coding));
        return Task.CompletedTask;
    }

    private static Task StatusAsync(FaultCall call) => AnswerAsync(call, call.Number("code", 500));

    private static Task RetryAfterAsync(FaultCall call)
    {
        var seconds = call.Number("in", 120);
        var now = call.Clock.GetUtcNow();
        call.Response.Headers.Date = DocumentAnswer.HttpDate(now);
        call.Response.Headers.RetryAfter = call.Text("form", "seconds") == "date"
            ? DocumentAnswer.HttpDate(now.AddSeconds(seconds))
            : seconds.ToString(CultureInfo.InvariantCulture);
        return AnswerAsync(call, call.Number("code", 429));
    }

    private static Task FlakyAsync(FaultCall call) =>
        call.Count <= call.Number("times", 1) ? AnswerAsync(call, call.Number("code", 503)) : call.ServeWellAsync();

    private static Task FlappingAsync(FaultCall call)
    {
        var (good, bad) = (call.Number("good", 5), call.Number("bad", 5));
        return (call.Count - 1) % (good + bad) < good ? call.ServeWellAsync() : AnswerAsync(call, call.Number("code", 503));
    }

    private static Task AnswerAsync(FaultCall call, int code)
    {
        call.Response.StatusCode = code;
        if (code is 204 or 205 or 304)
            return Task.CompletedTask;
        call.Response.ContentType = "text/html";
        DocumentAnswer.Write(call.Context, Encoding.ASCII.GetBytes($"<!doctype html><title>{code}</title><p>This is an error page."));
        return Task.CompletedTask;
    }
}
