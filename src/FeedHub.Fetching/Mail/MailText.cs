using System.Net.Mail;
using System.Text;
using FeedHub.Core.Catalog;
using FeedHub.Core.Push;
using MimeKit;
using MimeKit.Text;

namespace FeedHub.Fetching.Mail;

/// <summary>A mail as a MIME message (RFC 5322, RFC 2045), of which nothing that others wrote can become a header.</summary>
internal static class MailText
{
    private const int MaxLineLength = 78;

    /// <summary>The message; null if its address is not the e-mail address of one recipient.</summary>
    /// <exception cref="ArgumentException">The Message-ID or the address to unsubscribe at is not one.</exception>
    public static MimeMessage? Write(OutgoingMail mail, Site site, MailServer server)
    {
        // The parser of .NET is stricter than MimeKit's: it takes no list and no line end. A name is not an address either.
        if (!MailAddress.TryCreate(mail.To, out var recipient) || recipient.Address != mail.To || mail.To.Any(char.IsControl))
            return null;
        var message = new MimeMessage
        {
            MessageId = IsMessageId(mail.MessageId) ? mail.MessageId : throw new ArgumentException("not a Message-ID", nameof(mail)),
            Date = mail.Date,
            Subject = OneLine(mail.Subject),
            Body = new MultipartAlternative(Part(TextFormat.Plain, mail.Text), Part(TextFormat.Html, mail.Html)),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, OneLine(site.Title), server.From));
        message.To.Add(new MailboxAddress(null, mail.To));
        message.Headers.Add("List-Id", $"<{ListId(site)}>");
        // RFC 3834 §5: nobody's holiday notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Language is { } language)
            message.Headers.Add("Content-Language", OneLine(language));
        if (mail.Unsubscribe is { } unsubscribe)
            AddUnsubscribe(message, unsubscribe);
        message.Prepare(EncodingConstraint.SevenBit, MaxLineLength);
        return message;
    }

    /// <summary>RFC 8058 §3.1: the POST may be announced for https alone.</summary>
    private static void AddUnsubscribe(MimeMessage message, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address to unsubscribe at is not http or https.", nameof(address));
        message.Headers.Add(new Header(Encoding.UTF8, "List-Unsubscribe", $"<{url.AbsoluteUri}>"));
        if (url.Scheme == Uri.UriSchemeHttps)
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    /// <summary>RFC 2919: a name below a domain of ours that stays the same wherever the site is, hence that of our tag URIs.</summary>
    private static string ListId(Site site)
    {
        var authority = site.Address.TagAuthority;
        return "feedhub." + authority[..authority.LastIndexOf(',')].Split('@')[^1];
    }

    /// <summary>Stricter than RFC 5322 §3.6.4, and than MimeKit, which repairs what it is given: the ID must stay what it was.</summary>
    private static bool IsMessageId(string id) =>
        id.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && id.All(c => c is > ' ' and <= '~' and not '<' and not '>');

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format);
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
