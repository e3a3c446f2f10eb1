using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub health</c>: asks the server on this machine whether it is ready, for a container's health check.</summary>
internal sealed class HealthCommand : Verb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public HealthCommand(CommonOptions common)
        : base("health", "Exit with code 0 if the server that these options describe answers that it is ready.")
    {
        Hidden = true;
        SetAction((parsed, cancellationToken) => AskAsync(common.Urls(parsed)[0], cancellationToken));
    }

    private static async Task<int> AskAsync(string url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"{ListenAddress.Reachable(url)}/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode ? 0 : throw new CommandFailure($"{url} answers {(int)answer.StatusCode}.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            throw new CommandFailure($"{url} does not answer: {unreachable.Message}");
        }
    }
}
