using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Fetching.Http;

/// <summary>Identifies FeedHub to a source's own server.</summary>
internal static class Credentials
{
    /// <summary>Adds the credential to a request, unless the request goes to another origin than the source's own address.</summary>
    /// <exception cref="TransportException">The environment variable is not set, or its value cannot be sent in a header.</exception>
    public static void Add(HttpRequestMessage message, Uri source, SourceCredential? credential, Func<string, string?> secret)
    {
        // Scheme and port too: not to another server on the same machine, and not unencrypted when the source is encrypted.
        if (credential is null || message.RequestUri!.GetLeftPart(UriPartial.Authority) != source.GetLeftPart(UriPartial.Authority))
            return;
        var value = Value(credential.Variable, secret);
        if (credential.Kind == CredentialKind.Header)
            message.Headers.TryAddWithoutValidation(credential.Header!, value);
        else if (credential.Kind == CredentialKind.Bearer)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", value);
        else
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(value)));
    }

    /// <summary>The user name and password for a proxy; null when the source names no variable for them.</summary>
    /// <exception cref="TransportException">The environment variable is not set, or its value cannot be sent in a header.</exception>
    public static NetworkCredential? ForProxy(string? variable, Func<string, string?> secret) =>
        variable is null ? null : Value(variable, secret)
            .Split(':', 2) is var parts ? new NetworkCredential(parts[0], parts.ElementAtOrDefault(1) ?? "") : null;

    private static string Value(string variable, Func<string, string?> secret)
    {
        if (secret(variable) is not { Length: > 0 } value)
            throw Missing($"the environment variable {variable}, which holds its credential, is not set");
        return value.Any(char.IsControl) ? throw Missing($"the environment variable {variable} contains control characters") : value;
    }

    private static TransportException Missing(string detail) => new(FetchFailure.NoCredential, detail, transient: false);
}
