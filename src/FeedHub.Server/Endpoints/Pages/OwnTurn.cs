using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Limits;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>For routes that take a turn themselves, and only if what is asked for is not ready.</summary>
internal static class OwnTurn
{
    public static RouteHandlerBuilder TakesOwnTurn(this RouteHandlerBuilder route) =>
        route.WithMetadata(WithoutTurn.Instance).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (NoTurnException)
            {
                return Problems.Busy(context.HttpContext);
            }
        });
}
