using System.Net.Mail;
using FeedHub.Core.Catalog;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads <c>mail</c> in <c>site.yaml</c>.</summary>
internal static class MailReader
{
    /// <summary>Port for mail that users hand in (RFC 6409), and for the same over TLS (RFC 8314 §3.3).</summary>
    private const int SubmissionPort = 587;
    private const int TlsPort = 465;

    private static readonly Dictionary<string, bool> Security = new() { ["required"] = true, ["none"] = false };

    /// <summary>The server; null if the file names none, or after a mistake was reported.</summary>
    public static MailServer? Read(YamlMapping yaml, ConfigFile file)
    {
        if (!yaml.IsGiven)
            return null;
        var address = yaml.Required("server", Server);
        var from = yaml.Required("from", Address);
        var user = yaml.Optional("user", Values.Line, null);
        var variable = yaml.Optional("password_variable", Values.Variable, null);
        var isSecure = yaml.Optional("tls", Values.Word(Security), true);
        var certificate = yaml.Optional("certificate", Fingerprint, null);
        if ((user is null) != (variable is null))
        {
            var (given, missing) = user is null ? ("password_variable", "user") : ("user", "password_variable");
            file.Refuse(yaml.LineOf(given), yaml.At(given), $"needs '{missing}' beside it");
        }
        if (!isSecure && user is not null)
            Refuse("is none, which would send the password unencrypted; leave out 'tls' or 'user'");
        if (!isSecure && address?.Scheme == "smtps")
            Refuse("is none, but smtps:// is TLS; leave out 'tls', or write smtp:// in 'server'");
        return address is null || from is null ? null : new MailServer
        {
            Host = address.IdnHost,
            Port = address.Port > 0 ? address.Port : address.Scheme == "smtps" ? TlsPort : SubmissionPort,
            Security = address.Scheme == "smtps" ? MailSecurity.Tls : isSecure ? MailSecurity.StartTls : MailSecurity.None,
            From = from,
            User = user,
            PasswordVariable = variable,
            Certificate = certificate,
        };

        void Refuse(string wrong) => file.Refuse(yaml.LineOf("tls"), yaml.At("tls"), wrong);
    }

    private static Parsed<Uri> Server(string text) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "smtp" or "smtps", Host.Length: > 0 }
            || url.AbsolutePath.Trim('/').Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            // A text that is not an address may hold a password, so it is not repeated.
            ? new Refusal("is not the address of a mail server; write one such as smtp://mail.example.org:587 or smtps://mail.example.org")
            : url.UserInfo.Length > 0
                ? new Refusal(
                    "contains a user name; write it in 'user', and name the environment variable with the password in 'password_variable'")
                : url;

    private static Parsed<string> Address(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && text.All(c => c is > ' ' and <= '~')
            ? text
            : new Refusal($"'{text}' is not an e-mail address alone, such as alerts@example.org; the name before it is the site's title");

    private static Parsed<string> Fingerprint(string text) =>
        text.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant() is { Length: 64 } digits && digits.All(char.IsAsciiHexDigit)
            ? digits
            : new Refusal($"'{text}' is not the SHA-256 of a certificate; write the 64 hexadecimal digits that "
                + "openssl x509 -noout -fingerprint -sha256 prints");
}
