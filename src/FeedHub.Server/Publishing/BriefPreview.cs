using FeedHub.Core.Briefs;
using FeedHub.Server.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FeedHub.Server.Publishing;

/// <summary>The page of a brief that is not public, as it will look.</summary>
internal sealed class BriefPreview(IServiceProvider services, ILoggerFactory loggers, TimeProvider clock)
{
    public async Task<string> HtmlAsync(Series series, Brief brief)
    {
        var now = clock.GetUtcNow();
        if (brief.Published == default)
        {
            brief = brief with { Published = now, Updated = now };
        }
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<BriefPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(BriefPage.Selection)] = BriefSelection.From(series, now),
                [nameof(BriefPage.Brief)] = brief,
                [nameof(BriefPage.Preview)] = true,
            }));
            return page.ToHtmlString();
        });
    }
}
