using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages;
using FeedHub.Server.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>A series for its editors: what is not public yet, and what followed posts propose.</summary>
internal static class EditorsEndpoint
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
        return new RazorComponentResult<EditorsPage>(new Dictionary<string, object?>
        {
            [nameof(EditorsPage.Series)] = found,
            [nameof(EditorsPage.Hidden)] = found.Briefs.Concat(found.Drafts).Where(b => PreviewSecret.IsHidden(b, now))
                .Select(b => (b, secret.Path(found, b))).ToList(),
            [nameof(EditorsPage.Proposals)] = await proposals.ListAsync(found, cancellationToken),
        });
    }
}
