using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Following;

/// <summary>Which post something is that was read elsewhere, and which brief of ours.</summary>
public sealed class ImportedPostTests
{
    private const string Guid = "https://desk.example/?p=1";
    private const string Url = "https://desk.example/a-ferry/";
    private static readonly StandingFiles None = new(null, null);

    private static readonly ImportedBrief Read = new()
    {
        Id = Guid,
        Url = Url,
        Slug = "a-ferry",
        Title = "A ferry",
        Dek = "Dek.",
        Markdown = "Text.\n",
        Published = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void It_is_known_by_its_guid_else_its_address_and_keeps_the_key_and_slug_that_it_had()
    {
        FollowedPost[] known =
        [
            Known(new PostKey.Identifier(Url), "by-address", Url),
            Known(new PostKey.Identifier(Guid), "by-guid", "https://desk.example/old/"),
        ];
        Assert.Equal("by-guid", Of(Read, known).Slug);
        var byAddress = Of(Read with { Id = "https://desk.example/?p=2" }, known);
        Assert.Equal(("by-address", new PostKey.Identifier(Url)), (byAddress.Slug, byAddress.Key));
        Assert.Equal(new PostKey.Identifier(Url), byAddress.Followed("text", isIncomplete: false, DateTimeOffset.UnixEpoch).Key);
        Assert.Null(Of(Read with { Id = null, Url = "https://desk.example/other/" }, known).Known);
    }

    [Fact]
    public void A_site_that_moves_to_https_has_the_posts_that_it_had()
    {
        var before = Known(new PostKey.Identifier("http://desk.example/a-ferry"), "before", "http://desk.example/a-ferry");
        Assert.Equal(before, Of(Read, before).Known);
        Assert.Equal(before, Of(Read with { Id = null }, before).Known);
    }

    [Fact]
    public void A_text_without_guid_and_address_is_known_by_its_slug_and_by_no_guid_that_looks_like_it()
    {
        var text = Read with { Id = null, Url = null };
        Assert.Equal(new PostKey.Slug("a-ferry"), Of(text).Key);
        Assert.NotNull(Of(text, Known(new PostKey.Slug("a-ferry"), "a-ferry", null)).Known);
        Assert.Null(Of(text, Known(new PostKey.Identifier("a-ferry"), "a-ferry", null)).Known);
    }

    [Fact]
    public void A_brief_of_ours_with_its_ID_or_address_is_its_brief()
    {
        Assert.Equal("ours", ImportedPost.From(Series(Brief("ours", Guid, null)), Read, null, []).Slug);
        Assert.Equal("ours", ImportedPost.From(Series(Brief("ours", "tag:other", "http://desk.example/a-ferry")), Read, null, []).Slug);
        Assert.Equal("a-ferry", ImportedPost.From(Series(Brief("ours", "tag:other", null)), Read, null, []).Slug);
    }

    [Fact]
    public void A_second_post_of_the_same_slug_has_digits_that_never_change()
    {
        var other = Known(new PostKey.Identifier("https://desk.example/?p=9"), "a-ferry", null);
        Assert.Equal("a-ferry-00061866", Of(Read, other).Slug);
        Assert.Equal("a-ferry-ac475143", Of(Read with { Id = null, Url = null }, other).Slug);
        var name = new string('a', 79) + "-bcd";
        Assert.Equal(new string('a', 79) + "-00061866", Of(Read with { Slug = name }, Known(other.Key, name, null)).Slug);
    }

    [Fact]
    public void An_ID_that_readers_know_stays()
    {
        var ours = Series(Brief("a-ferry", "tag:ours", null));
        Assert.Contains($"\nid: \"{Guid}\"\n", Text(ImportedPost.From(Series(), Read, null, []), None), StringComparison.Ordinal);
        Assert.Contains("\nid: \"tag:ours\"\n", Text(ImportedPost.From(ours, Read, null, []), None), StringComparison.Ordinal);
        var imported = ImportedPost.From(ours, Read, null, []);
        Assert.Contains("\nid: \"tag:file\"\n", Text(imported, new(null, "---\nid: \"tag:file\"\n---\nText.\n")), StringComparison.Ordinal);
        // The store has given one to a file that names none.
        Assert.DoesNotContain("\nid: ", Text(imported, new(null, "---\ntitle: \"A\"\n---\nid: \"tag:text\"\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void Related_posts_stand_in_the_file_with_their_titles_and_addresses()
    {
        RelatedLink[] related = [new("A \"road\"", null), new("A ferry", "https://desk.example/b/"), new(null, "https://desk.example/c/")];
        Assert.Contains(
            "\nrelated:\n  - {title: \"A \\\"road\\\"\"}\n  - {title: \"A ferry\", brief: \"https://desk.example/b/\"}\n"
                + "  - \"https://desk.example/c/\"\n",
            Text(Of(Read with { Related = related }), None), StringComparison.Ordinal);
    }

    private static ImportedPost Of(ImportedBrief brief, params FollowedPost[] posts) => ImportedPost.From(Series(), brief, null, posts);

    private static string Text(ImportedPost post, StandingFiles files) =>
        post.Text(files, "page.html", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch);

    private static Series Series(params Brief[] briefs) => new()
    {
        Slug = "weekly",
        Title = "Weekly",
        Description = "",
        Language = "en",
        Publisher = "Desk",
        Briefs = briefs,
    };

    private static Brief Brief(string slug, string id, string? url) => new()
    {
        Slug = slug,
        Id = id,
        Issue = 1,
        Title = slug,
        Dek = "",
        Published = default,
        Updated = default,
        Language = "en",
        CanonicalUrl = url,
        Sections = [],
    };

    private static FollowedPost Known(PostKey key, string slug, string? url) => new()
    {
        Series = "weekly",
        Key = key,
        Slug = slug,
        Url = url,
        Text = "",
        Version = new("d", false),
        Decided = new("d", false),
    };
}
