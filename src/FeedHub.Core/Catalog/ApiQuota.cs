namespace FeedHub.Core.Catalog;

/// <summary>How many requests to the API are answered; each is a bucket of as many, which fills again within a minute.</summary>
/// <param name="PerMinute">From one client address, of those without a key.</param>
/// <param name="PerMinuteWithKey">With one key, wherever they come from.</param>
public sealed record ApiQuota(int PerMinute, int PerMinuteWithKey)
{
    public static readonly ApiQuota Usual = new(60, 600);
}
