using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>A series for its editors: what is not public yet, and what followed posts propose.</summary>
internal static class SeriesDeskEndpoint
{
    public static async Task<IResult> GetAsync(
        string series, HttpContext http, CurrentCatalog current, BriefProposals proposals, PreviewSecret secret, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (current.Value.Series.FirstOrDefault(s => s.Slug == series) is not { } found)
        {
            return Problems.NotFound("There is no such series.");
        }
        var now = clock.GetUtcNow();
        return new RazorComponentResult<SeriesDeskPage>(new Dictionary<string, object?>
        {
            [nameof(SeriesDeskPage.Series)] = found,
            [nameof(SeriesDeskPage.Hidden)] = found.Briefs.Concat(found.Drafts).Where(b => PreviewSecret.IsHidden(b, now))
                .Select(b => (b, secret.Path(found, b))).ToList(),
            [nameof(SeriesDeskPage.Proposals)] = await proposals.ListAsync(found, cancellationToken),
        });
    }
}
