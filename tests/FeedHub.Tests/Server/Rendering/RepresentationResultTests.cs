using System.Globalization;
using FeedHub.Server.Rendering.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Rendering;

public sealed class RepresentationResultTests
{
    private static readonly DateTimeOffset Modified = new(2026, 11, 20, 12, 0, 0, 500, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Modified.AddSeconds(-1));

    [Fact]
    public async Task An_answer_made_early_tells_the_date_of_its_content_from_the_instant_on_that_it_has()
    {
        var result = new RepresentationResult(
            Representation.From([1], "text/plain", Modified), "no-cache", link: null, shared: false, clock);
        foreach (var told in new[] { false, true, true })
        {
            var headers = await AnswerAsync(result);
            Assert.Equal(clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture), headers.Date);
            Assert.Equal(told ? Modified.ToString("R", CultureInfo.InvariantCulture) : "", headers.LastModified.ToString());
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        // And not any more when the clock is set back.
        clock.AdjustTime(Modified.AddDays(-1));
        Assert.Empty((await AnswerAsync(result)).LastModified.ToString());
    }

    [Fact]
    public async Task What_has_no_date_tells_none()
    {
        var undated = Representation.From([1], "text/plain", lastModified: null);
        var result = new RepresentationResult(undated, "no-cache", link: null, shared: false, clock);
        Assert.Empty((await AnswerAsync(result)).LastModified.ToString());
    }

    private static async Task<IHeaderDictionary> AnswerAsync(RepresentationResult result)
    {
        var http = new DefaultHttpContext();
        await result.ExecuteAsync(http);
        return http.Response.Headers;
    }
}
