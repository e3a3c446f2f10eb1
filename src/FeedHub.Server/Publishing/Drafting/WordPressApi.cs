using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Push;
using FeedHub.Core.Urls;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>
/// Asks WordPress' REST API under the account of a series. Its faults are sentences for an editor, from which the password is taken out.
/// </summary>
/// <param name="secret">The value of an environment variable, or null.</param>
internal sealed class WordPressApi(IOutsideRequests requests, CurrentCatalog current, Func<string, string?> secret)
{
    /// <summary>An answer is short; what PHP writes before it may be long.</summary>
    private const int MaxAnswerBytes = 1 << 20;

    private const string Fields = "_fields=id,slug,link,guid,status,title,modified_gmt";

    private const string Unknown = "Whether WordPress has the draft is not known; when you call again, it is looked for first.";

    /// <summary>Why nothing may or can be sent under an account; null if nothing is in the way.</summary>
    public string? Obstacle(WordPressAccount account)
    {
        var url = new Uri(account.Url);
        var isAllowed = IPAddress.TryParse(url.DnsSafeHost, out var address)
            && current.Value.Site.AllowedNetworks.Any(n => n.Contains(address));
        return url.Scheme != "https" && !isAllowed
            ? $"{account.Url} is not https, and its host is no IP address in the allowed networks, so no password is sent there."
            : secret(account.PasswordVariable) is not { Length: > 0 }
            ? $"The environment variable {account.PasswordVariable} is not set; it has to hold an application password of the user "
                + $"{account.User} of WordPress."
            : null;
    }

    /// <summary>A post of this name that the account may change, whatever its status; or what went wrong.</summary>
    public async Task<(WordPressPost? Post, string? Wrong)> FindAsync(
        WordPressAccount account, string slug, CancellationToken cancellationToken)
    {
        var query = $"slug={Uri.EscapeDataString(slug)}&status=any&context=edit&{Fields}";
        var (_, posts, wrong) = await AskAsync(account, "GET", query, null, cancellationToken);
        return (posts is [var found, ..] ? found : null, wrong);
    }

    /// <summary>The post that was made; or what went wrong.</summary>
    public async Task<(WordPressPost? Post, string? Wrong)> CreateAsync(
        WordPressAccount account, JsonObject post, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(post.ToJsonString());
        var (status, posts, wrong) = await AskAsync(account, "POST", Fields, body, cancellationToken);
        return (status, posts) switch
        {
            (201, [var made]) => (made, null),
            (var refused, _) when refused is >= 300 and < 500 => (null, $"{wrong} Nothing was sent."),
            _ => (null, $"{wrong ?? $"WordPress answered HTTP {status}, with which it makes no post."} {Unknown}"),
        };
    }

    /// <returns>The status of the answer, if there is one, and its posts, or what is wrong.</returns>
    private async Task<(int? Status, IReadOnlyList<WordPressPost>? Posts, string? Wrong)> AskAsync(
        WordPressAccount account, string method, string query, byte[]? body, CancellationToken cancellationToken)
    {
        var password = secret(account.PasswordVariable)
            ?? throw new InvalidOperationException($"{account.PasswordVariable} was set a moment ago.");
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.User}:{password}"));
        var answer = await requests.SendAsync(
            new()
            {
                Url = account.With(query),
                Method = method,
                Headers = [new("Authorization", $"Basic {token}"), new("Accept", "application/json")],
                Body = body,
                ContentType = body is null ? null : "application/json; charset=utf-8",
                MaxAnswerBytes = MaxAnswerBytes,
            },
            cancellationToken);
        if (answer is not OutsideAnswer.Answered answered)
            return (null, null, $"WordPress did not answer: {((OutsideAnswer.Failed)answer).Detail}.");
        var said = WordPressAnswer.Read(Encoding.UTF8.GetBytes(Concealed(Encoding.UTF8.GetString(answered.Body.Span))));
        return answered is { IsSuccess: true, IsWhole: true } && said.Posts is { } posts
            ? (answered.Status, posts, null)
            : (answered.Status, null, Fault(account, answered, said.Fault, Concealed));

        // A site that is being mended may repeat what it was sent.
        string Concealed(string text) =>
            text.Replace(token, "***", StringComparison.Ordinal).Replace(password, "***", StringComparison.Ordinal);
    }

    private static string Fault(WordPressAccount account, OutsideAnswer.Answered answered, string? said, Func<string, string> concealed)
    {
        var status = $"HTTP {answered.Status}{(answered.Body.IsEmpty || said is null ? "" : $"; {said.TrimEnd('.')}")}";
        return answered.Status switch
        {
            401 or 403 => $"WordPress refuses the user {account.User} ({status}). The environment variable {account.PasswordVariable} has "
                + "to hold an application password of this user, who may write posts. In WordPress, it is made in the user's profile.",
            404 => $"There is no REST API of WordPress at {account.Url} ({status}). Correct “url” below “wordpress” in series.yaml.",
            >= 300 and < 400 => $"{account.Url} redirects to {RedactedUrl.From(concealed(answered.Location ?? "nowhere"))} ({status}). No "
                + "password is sent there; if that is the site, write its address as “url” below “wordpress” in series.yaml.",
            >= 500 => $"WordPress failed ({status}).",
            >= 400 => $"WordPress refused it ({status}).",
            _ when !answered.IsWhole => $"The answer of WordPress (HTTP {answered.Status}) broke off, or is too long.",
            _ => $"The answer of WordPress is not as its REST API answers ({status}).",
        };
    }
}
