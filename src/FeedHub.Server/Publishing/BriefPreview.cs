using FeedHub.Core.Briefs;
using FeedHub.Server.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FeedHub.Server.Publishing;

/// <summary>A brief that is not public, as it will look.</summary>
internal sealed class BriefPreview(IServiceProvider services, ILoggerFactory loggers, TimeProvider clock)
{
    /// <summary>Its page.</summary>
    public Task<string> HtmlAsync(Series series, Brief brief) => RenderAsync<BriefPage>(brief, (shown, now) => new()
    {
        [nameof(BriefPage.Selection)] = BriefSelection.From(series, now),
        [nameof(BriefPage.Brief)] = shown,
        [nameof(BriefPage.Preview)] = true,
    });

    /// <summary>Its text alone, to be shown within another page.</summary>
    public Task<string> ArticleAsync(Series series, Brief brief) => RenderAsync<BriefArticle>(brief, (shown, _) => new()
    {
        [nameof(BriefArticle.Series)] = series,
        [nameof(BriefArticle.Brief)] = shown,
        [nameof(BriefArticle.WithinPage)] = true,
    });

    private async Task<string> RenderAsync<TComponent>(Brief brief, Func<Brief, DateTimeOffset, Dictionary<string, object?>> parameters)
        where TComponent : IComponent
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
            var page = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters(brief, now)));
            return page.ToHtmlString();
        });
    }
}
