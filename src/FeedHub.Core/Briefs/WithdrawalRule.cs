namespace FeedHub.Core.Briefs;

/// <summary>When the brief of a followed post that is no longer public is withdrawn without asking an editor.</summary>
public enum WithdrawalRule
{
    /// <summary>When the site itself says so: it protects the post by a password, or refuses it while it lists others.</summary>
    WhenSiteSaysSo,
    /// <summary>Also when the site no longer has the post.</summary>
    AtOnce,
    /// <summary>Never: an editor decides.</summary>
    Ask,
}
