namespace FeedHub.Core.Push.Webhooks;

/// <summary>A webhook to call: the payload of a delivery.</summary>
/// <param name="Body">JSON, sent byte for byte as it is here.</param>
public sealed record WebhookCall(string Url, WebhookSecret Secret, string Body);

/// <summary>Names the secret by which calls are signed, and does not hold it: it may be changed while a call waits.</summary>
/// <param name="Name">The variable or the name in the store.</param>
public sealed record WebhookSecret(WebhookSecretPlace Place, string Name);

/// <summary>Where the secret of a webhook is.</summary>
public enum WebhookSecretPlace
{
    /// <summary>In an environment variable, which a file in <c>feeds-config</c> names. Several secrets have spaces between them.</summary>
    Environment,

    /// <summary>In the store (<see cref="IWebhookSecrets"/>).</summary>
    Store,
}
