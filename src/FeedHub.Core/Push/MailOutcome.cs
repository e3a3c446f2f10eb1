namespace FeedHub.Core.Push;

/// <summary>What became of an <see cref="OutgoingMail"/>. No detail holds an e-mail address.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>Our mail server has taken charge of it.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>It will never be taken: the recipient or the mail itself was refused.</summary>
    /// <param name="Code">The reply of SMTP (5xx); null if the address cannot be one.</param>
    public sealed record Refused(int? Code, string Detail) : MailOutcome;

    /// <summary>It was not sent now; trying again later may help. It may have been sent if the connection broke at its very end.</summary>
    public sealed record Failed(string Detail) : MailOutcome;
}
