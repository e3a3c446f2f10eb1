using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Limits;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>
/// Makes every page wait for its turn. The page is complete before it is sent, so that slow clients hold up nobody's turn. If too many
/// wait, the answer is 503 with <c>Retry-After</c> (RFC 9110 §15.6.4).
/// </summary>
internal static class PageTurns
{
    /// <summary>Needs the endpoint, so it comes after routing.</summary>
    public static IApplicationBuilder UsePageTurns(this WebApplication app)
    {
        var turns = app.Services.GetRequiredService<RenderingTurns>();
        var unsent = app.Services.GetRequiredService<UnsentPages>();
        return app.Use(async (http, next) =>
        {
            if (!TakesTurn(http))
            {
                await next(http);
                return;
            }
            await using var page = new HeldPage(http);
            try
            {
                using (var turn = await turns.TakeAsync(http, http.RequestAborted))
                {
                    http.Features.Set(turn);
                    await (turn.IsAcquired ? next(http) : Problems.Busy(http).ExecuteAsync(http));
                    await page.FinishAsync();
                }
                using (unsent.Hold(http, page.Bytes))
                    await page.SendAsync();
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // The client has gone.
            }
        });
    }

    /// <summary>
    /// Every reading request takes one, except on routes that <see cref="WithoutTurn"/> marks; changes must not wait behind readers.
    /// </summary>
    private static bool TakesTurn(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            && http.GetEndpoint()?.Metadata.GetMetadata<WithoutTurn>() is null;
}

/// <summary>Marks a route that costs too little to wait for a turn, or that takes one itself when it must (feeds).</summary>
internal sealed class WithoutTurn
{
    public static readonly WithoutTurn Instance = new();
}
