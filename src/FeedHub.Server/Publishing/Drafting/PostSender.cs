using System.Text.Json.Nodes;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Writing;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>
/// Sends a draft to the WordPress of its series, where an editor finishes and publishes it. No brief is kept here: the post comes back by
/// following, like any other, and has one text only at any time.
/// </summary>
internal sealed partial class PostSender(
    WordPressApi api, BriefCheck check, NewBriefNames names, IBriefFiles files, CurrentCatalog current, ILogger<PostSender> log)
{
    public async Task<PostSending> SendAsync(Series series, StoryDraft draft, CancellationToken cancellationToken)
    {
        if (series.WordPress is not { } account)
        {
            return new PostSending.Refused(
                $"The series {series.Slug} has no WordPress to send to; add “wordpress:” to its series.yaml (feeds-config/README.md).");
        }
        if (api.Obstacle(account) is { } obstacle)
            return new PostSending.Refused(obstacle);
        var standing = await files.ReadAsync(series.Slug, draft.Name, cancellationToken);
        if (await names.FaultAsync(series, draft.Name, standing, cancellationToken) is not null)
        {
            // When it came back, the post would be taken for that brief.
            return new PostSending.Taken(
                $"There is, or was, a brief called “{draft.Name}” in this series. Nothing was sent; give the draft another title.", null);
        }
        var (found, wrong) = await api.FindAsync(account, draft.Name, cancellationToken);
        if (wrong is not null)
            return new PostSending.Failed($"{wrong} Nothing was sent.");
        if (found is not null)
            return new PostSending.Taken(Tell(found, account), account.EditAddress(found.Number));
        var (sent, fault) = await api.CreateAsync(account, PostOf(series, draft, account), cancellationToken);
        if (sent is null)
            return new PostSending.Failed(fault!);
        var post = new SentPost(sent.Number, sent.Slug ?? draft.Name, sent.Link ?? "", sent.Guid);
        LogSent(series.Slug, post.Number, post.Slug);
        return new PostSending.Sent(post, account.EditAddress(post.Number));
    }

    private JsonObject PostOf(Series series, StoryDraft draft, WordPressAccount account)
    {
        var reading = check.Read(series, draft.Name, draft.Text);
        var brief = reading.Draft?.Brief
            ?? throw new InvalidOperationException($"What we drafted is no brief: {string.Join(' ', reading.Problems)}");
        var post = new JsonObject
        {
            ["status"] = "draft",
            ["title"] = WordPressHtml.Line(brief.Title),
            ["content"] = WordPressHtml.From(
                brief, current.Value.Site.Address.Absolute(BriefAddresses.Brief(series.Slug, brief.Slug))),
            // Words that only ask the editor to write must not be forgotten where the editor does not see them.
            ["excerpt"] = brief.Dek == BriefTemplate.DekStandIn ? "" : WordPressHtml.Line(brief.Dek),
            ["slug"] = draft.Name,
        };
        if (account.Categories.Count > 0)
            post["categories"] = new JsonArray([.. account.Categories.Select(c => (JsonNode)c)]);
        return post;
    }

    private static string Tell(WordPressPost found, WordPressAccount account)
    {
        var state = found.Status == "draft" ? "an unfinished draft" : $"in the state “{found.Status}”";
        return $"WordPress already has a post called “{found.Slug}”: “{found.Title}”, {state}, last saved {found.Modified} UTC. Nothing "
            + "was sent. If the answer to an earlier call was lost, this is its draft; finish it at "
            + $"{account.EditAddress(found.Number)}. For another draft, give another title.";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Series {Series}: a draft was sent to WordPress as post {Number}, {Slug}")]
    private partial void LogSent(string series, long number, string slug);
}
