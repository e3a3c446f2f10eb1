using System.Net;
using System.Text;
using FeedHub.Origin;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>When WordPress does not take a draft, it is told why; nothing is half made, nothing made twice, and no secret told.</summary>
public sealed class WordPressFaultTests : IAsyncLifetime
{
    private static readonly string Token =
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{DraftingInstitute.User}:{DraftingInstitute.Password}"));

    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly KeptLog log = new();
    private DraftingInstitute institute = null!;
    private long story;

    private WordPress Site => institute["en"];

    public async ValueTask InitializeAsync()
    {
        institute = await DraftingInstitute.FoundAsync("en");
        // Nothing is followed: only what a draft asks for is answered.
        institute.Configure("en", "", $", url: '{Site.Api}'");
        story = await institute.Desk.TellAsync(DraftingDesk.Report("The bridge is open"));
    }

    [Theory]
    [InlineData(401, """{"code":"incorrect_password","message":"It is not SECRET."}""", "refuses the user desk", "***")]
    [InlineData(403, """{"code":"rest_cannot_create","message":"Sorry, TOKEN."}""", "rest_cannot_create: Sorry, ***", "VARIABLE")]
    [InlineData(404, "<html>Not here</html>", "no REST API of WordPress at", "Correct “url”")]
    [InlineData(302, "", "redirects to https://other.example/?k=***", "write its address")]
    [InlineData(400, """{"code":"rest_invalid_param","message":"No."}""", "refused it (HTTP 400; WordPress says rest_invalid_param: No)")]
    [InlineData(500, "<html>There has been a critical error</html>", "failed (HTTP 500", "critical error")]
    [InlineData(503, "", "failed (HTTP 503)")]
    [InlineData(200, "<!DOCTYPE html><html><body>Log in</body></html>", "not as its REST API answers", "no JSON")]
    [InlineData(200, """{"id": 1}""", "not as its REST API answers")]
    public async Task Each_fault_is_told_in_words_whether_looking_or_sending_meets_it(int status, string body, params string[] told)
    {
        await OpenAsync();
        var answer = OriginDocument.Of(
            body.Replace("SECRET", DraftingInstitute.Password, StringComparison.Ordinal).Replace("TOKEN", Token, StringComparison.Ordinal),
            "application/json") with
        {
            Status = status,
            Headers = new Dictionary<string, string> { ["Location"] = $"https://other.example/?k={DraftingInstitute.Password}" },
        };
        foreach (var passed in new[] { 0, 1 })
        {
            var asked = 0;
            Site.Instead = () => asked++ == passed ? answer : null;
            var detail = await FailureAsync();
            Assert.All(told, t => Assert.Contains(
                t.Replace("VARIABLE", institute.Variable, StringComparison.Ordinal), detail, StringComparison.Ordinal));
            var isKnown = passed == 0 || status is >= 300 and < 500;
            Assert.EndsWith(isKnown ? "Nothing was sent." : "it is looked for first.", detail, StringComparison.Ordinal);
        }
        Assert.Empty(Site.Drafts);
    }

    [Fact]
    public async Task A_wrong_password_names_the_variable_and_one_that_is_not_set_is_told_before_anything_is_asked()
    {
        await OpenAsync();
        Site.Accounts[DraftingInstitute.User] = "another";
        var detail = await FailureAsync();
        Assert.Contains($"variable {institute.Variable} has to hold an application password", detail, StringComparison.Ordinal);
        Assert.Contains("incorrect_password", detail, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(institute.Variable, null);
        Assert.Contains($"{institute.Variable} is not set", await RefusedAsync("en"), StringComparison.Ordinal);
        Assert.Contains("add “wordpress:” to its series.yaml", await RefusedAsync("ru"), StringComparison.Ordinal);
        Assert.Empty(Site.Drafts);
    }

    [Fact]
    public async Task Without_encryption_a_password_is_sent_to_an_allowed_address_only()
    {
        institute.Configure("en", "", ", url: 'http://institute.example/wp-json/wp/v2/posts'");
        institute.Configure("ru", "", ", url: 'http://192.0.2.1/wp-json/wp/v2/posts'");
        await OpenAsync();
        foreach (var language in new[] { "en", "ru" })
            Assert.Contains("is not https", await RefusedAsync(language), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_draft_whose_answer_was_lost_no_second_is_made()
    {
        await OpenAsync();
        Site.Lost = OriginDocument.Of("<html>Bad gateway</html>", "text/html") with { Status = 502 };
        Assert.Contains("Whether WordPress has the draft is not known", await FailureAsync(), StringComparison.Ordinal);
        Site.Lost = null;
        var kept = Assert.Single(Site.Drafts);
        using var again = await institute.SendAsync("en", story);
        var problem = await again.ProblemAsync(HttpStatusCode.Conflict);
        Assert.EndsWith($"post.php?post={kept.Number}&action=edit", problem.GetProperty("url").GetString(), StringComparison.Ordinal);
        var detail = problem.GetProperty("detail").GetString();
        Assert.Contains("“The road & <b>the</b> bridge”, an unfinished draft, last saved 2026-11-27T", detail, StringComparison.Ordinal);
        Assert.Equal(kept, Assert.Single(Site.Drafts));
    }

    [Fact]
    public async Task A_notice_of_PHP_before_the_answer_is_passed_over()
    {
        await OpenAsync();
        Site.BeforeJson = "<br />\n<b>Notice</b>: Undefined index [x] in <b>/var/www/x.php</b> on line 3<br />\n";
        using var made = await institute.SendAsync("en", story);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Single(Site.Drafts);
    }

    [Fact]
    public async Task One_that_hangs_is_given_up()
    {
        var hanging = Site.Api.Replace("/wp-json", "/fault/slow-headers;ms=600000/hanging/wp-json", StringComparison.Ordinal);
        institute.Configure("en", "", $", url: '{hanging}'");
        await OpenAsync();
        Assert.Contains("did not answer", await FailureAsync(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.DoesNotContain(DraftingInstitute.Password, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, log.Text, StringComparison.Ordinal);
        await institute.DisposeAsync();
        log.Dispose();
    }

    private Task OpenAsync() => institute.OpenAsync(builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Logging.AddProvider(log);
    });

    private async Task<string> FailureAsync()
    {
        var sending = institute.SendAsync("en", story);
        await RunningHub.WaitAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(sending.IsCompleted);
        });
        using var answer = await sending;
        var detail = (await answer.ProblemAsync(HttpStatusCode.BadGateway)).GetProperty("detail").GetString()!;
        Assert.DoesNotContain(DraftingInstitute.Password, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, detail, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(institute.Desk.Data, "briefs", "in-en")));
        return detail;
    }

    private async Task<string?> RefusedAsync(string language)
    {
        using var answer = await institute.SendAsync(language, story);
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal("to", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        return problem.GetProperty("detail").GetString();
    }
}
