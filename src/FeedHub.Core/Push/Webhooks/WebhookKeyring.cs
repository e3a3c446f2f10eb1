namespace FeedHub.Core.Push.Webhooks;

/// <summary>Finds the keys that a secret names, at the moment at which a call is signed.</summary>
/// <param name="variable">The value of an environment variable; null if there is none.</param>
public sealed class WebhookKeyring(IWebhookSecrets stored, Func<string, string?> variable)
{
    /// <returns>At least one key, or what is wrong, in words for an operator.</returns>
    public async Task<(IReadOnlyList<WebhookKey> Keys, string? Problem)> OfAsync(
        WebhookSecret secret, CancellationToken cancellationToken)
    {
        var inStore = secret.Place == WebhookSecretPlace.Store;
        var texts = inStore
            ? await stored.OfAsync(secret.Name, cancellationToken)
            : variable(secret.Name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var keys = texts.Select(WebhookKey.Parse).OfType<WebhookKey>().ToList();
        if (keys.Count > 0 && keys.Count == texts.Count)
            return (keys, null);
        var place = inStore ? $"the secret {secret.Name} in the store" : $"the environment variable {secret.Name}";
        return ([], texts.Count == 0
            ? $"not sent, since {place} is missing"
            : $"not sent, since {place} is no secret of a webhook: {WebhookKey.Prefix} and the base64 of 24 to 64 bytes");
    }
}
