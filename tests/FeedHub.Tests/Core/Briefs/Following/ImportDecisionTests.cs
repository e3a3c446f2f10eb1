using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Following;

/// <summary>Who wins, when a post says something and files stand already: a row for each case.</summary>
public sealed class ImportDecisionTests
{
    private const string Ours = "---\ntitle: \"Ours\"\n---\nOur own words.\n";
    private static readonly string Before = File("What it said", "d1");
    private static readonly string Now = File("What it says", "d2");
    private static readonly string Edited = File("What an editor made of it", "d1");

    private static readonly FollowedPost WithoutPicture = Known() with { Version = new("d1", true), Decided = new("d1", true) };

    /// <summary>A row: what stood before, what the post says, and what becomes of it.</summary>
    private static readonly Dictionary<string, Case> Table = new()
    {
        // No file of an editor's.
        ["A post never seen becomes a file"] = new(null, null, null, Now, "new file"),
        ["A post that changed changes its file"] = new(Known(), null, Before, Now, "new text"),
        ["A post whose file was deleted becomes a file again"] = new(Known(), null, null, Now, "new file"),
        ["A post read again in other words for the same content changes nothing"] = new(
            Known(), null, Before, File("What it said", "d2"), "unchanged"),
        ["A post whose import was cut off before it was noted changes nothing"] = new(
            null, null, Now, File("What it says", "d2", "2026-11-24"), "unchanged"),
        ["A post that nobody remembers takes the place of an older import"] = new(null, null, Before, Now, "new text"),
        ["A change that an editor accepted into an edited file is followed by the next"] = new(
            Known(Before), null, Before, Now, "new text"),
        ["A picture that can be had now comes into the file"] = new(
            WithoutPicture, null, Before, Now, "new text"),
        ["A picture that still cannot be had changes nothing"] = new(
            WithoutPicture, null, Before, File("What it said", "d1"), "unchanged", Incomplete: true),

        // A file of the configuration.
        ["A file of the configuration wins at first sight, and nobody is asked"] = new(null, Ours, null, Now, "unchanged, gives way"),
        ["A file of the configuration wins over an import that was there before it, and nobody is asked"] = new(
            null, Ours, Before, Now, "unchanged, gives way"),
        ["A change of a post is proposed where a file of the configuration wins"] = new(Known(), Ours, null, Now, "proposed"),
        ["A change is proposed where a file of the configuration was written over an import"] = new(Known(), Ours, Before, Now, "proposed"),

        // What an editor accepted in place of it.
        ["An accepted text stays, and a change is proposed"] = new(Known(), Ours, Accepted(Before, Ours), Now, "proposed"),
        ["An accepted text stays although the file that it replaced is gone"] = new(Known(), null, Accepted(Before, Ours), Now, "proposed"),
        ["A file of the configuration that was edited after the acceptance wins again"] = new(
            Known(), Ours + "More.\n", Accepted(Before, Ours), Now, "proposed"),
        ["An accepted text stays although nobody remembers its post"] = new(
            null, Ours, Accepted(Before, Ours), Now, "unchanged, gives way"),

        // An imported file that an editor changed.
        ["A change is proposed where an editor changed the imported file"] = new(Known(), null, Edited, Now, "proposed"),
        ["A change is proposed where an editor changed the imported file by a space"] = new(Known(), null, Before + " ", Now, "proposed"),
        ["A change is proposed where an editor withdrew the brief"] = new(
            Known(), null, BriefFile.Withdraw(Before, DateTimeOffset.UnixEpoch, "Wrong."), Now, "proposed"),
        ["A change is proposed where an editor wrote the file here in the words of the import"] = new(
            Known(BriefFile.Edited(Before, DateTimeOffset.UnixEpoch)), null, BriefFile.Edited(Before, DateTimeOffset.UnixEpoch), Now,
            "proposed"),
        ["What an editor wrote here stays although nobody remembers its post"] = new(
            null, null, BriefFile.Edited(Before, DateTimeOffset.UnixEpoch), Now, "unchanged, gives way"),
        ["A brief that an editor wrote here stays when a post of its name appears"] = new(
            null, null, BriefFile.Edited(Ours, DateTimeOffset.UnixEpoch), Now, "unchanged, gives way"),
        ["A further change is proposed in place of the one before"] = new(
            Known(Now) with { Version = new("d2", false) }, null, Edited, File("A third", "d3"), "proposed"),
        ["A post that goes back to what was decided asks nobody, whatever was proposed meanwhile"] = new(
            Known(Now) with { Version = new("d3", false), Decided = new("d2", false) }, null, Edited, Now, "unchanged, gives way"),
        ["A picture that still cannot be had asks nobody where an editor's file stands"] = new(
            Known() with { Version = new("d2", true), Decided = new("d2", true) },
            null,
            Edited,
            Now,
            "unchanged, gives way",
            Incomplete: true),
        ["A picture that can be had now is proposed where an editor's file stands"] = new(
            Known() with { Version = new("d2", true), Decided = new("d2", true) }, null, Edited, Now, "proposed"),
    };

    public static TheoryData<string> Sentences => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void What_a_post_says_now_meets_what_stands(string sentence)
    {
        var (known, own, imported, text, expected, incomplete) = Table[sentence];
        var now = Known(text) with { Version = new("d2", incomplete), Decided = new("d2", incomplete), Listing = Listed("now") };

        var decision = ImportDecision.For(known, new(own, imported), now);

        Assert.Equal(expected, decision switch
        {
            ImportDecision.Write write => write.IsNew ? "new file" : "new text",
            ImportDecision.Propose => "proposed",
            ImportDecision.Unchanged unchanged => unchanged.GivesWay ? "unchanged, gives way" : "unchanged",
            _ => decision.ToString(),
        });
        // Whatever stands, it is known what the post says now, and editors are asked of just what was proposed.
        Assert.Equal((now.Version, "now"), (decision.Post.Version, decision.Post.Listing?.Stamp));
        Assert.Equal(expected == "unchanged" ? imported : text, decision.Post.Text);
        Assert.Equal(decision is ImportDecision.Propose ? known!.Decided : now.Version, decision.Post.Decided);
        Assert.Equal(decision is ImportDecision.Propose ? BriefProposalKind.Change : null, decision.Post.Proposal);
    }

    [Theory]
    [InlineData("the same as before", "d1", false, "before", true)]
    [InlineData("something else", "d2", false, "before", false)]
    [InlineData("the same, without the picture that it had no more", "d1", true, "before", false)]
    [InlineData("the same, and its file is gone", "d1", false, null, false)]
    public void Only_what_is_whole_and_says_the_same_is_left_alone_at_once(
        string says, string digest, bool incomplete, string? imported, bool isLeft)
    {
        var known = Known() with { Version = new("d1", incomplete), Absent = 1, AbsentSince = DateTimeOffset.UnixEpoch };
        var decision = ImportDecision.BeforePictures(known, new(null, imported), digest, Listed("later"), Time);
        Assert.Equal((says, isLeft), (says, decision is ImportDecision.Unchanged));
        if (isLeft)
            Assert.Equal(known with { Absent = 0, AbsentSince = null, Listing = Listed("later"), Read = Time }, decision!.Post);
    }

    [Fact]
    public void A_post_that_says_the_same_is_left_alone_whatever_file_stands_and_keeps_its_time_where_none_is_told()
    {
        var known = Known() with { Listing = Listed("before"), Read = Time, Version = new("d1", false), Decided = new("d0", false) };
        foreach (var files in new StandingFiles[] { new(Ours, null), new(Ours, Accepted(Before, Ours)), new(null, Edited) })
            Assert.Equal(known, ImportDecision.BeforePictures(known, files, "d1", listing: null, Time)?.Post);
        Assert.Null(ImportDecision.BeforePictures(known: null, new(Ours, Before), "d1", listing: null, Time));
    }

    [Fact]
    public void The_text_in_force_is_the_configurations_unless_just_that_was_superseded()
    {
        Assert.Equal(Ours, new StandingFiles(Ours, null).InForce);
        Assert.Equal(Ours, new StandingFiles(Ours, Before).InForce);
        Assert.Equal(Before, new StandingFiles(null, Before).InForce);
        Assert.Equal(Accepted(Before, Ours), new StandingFiles(Ours, Accepted(Before, Ours)).InForce);
        Assert.Equal(Ours + "More.", new StandingFiles(Ours + "More.", Accepted(Before, Ours)).InForce);
        Assert.Null(new StandingFiles(null, null).InForce);
    }

    private static DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddDays(1);

    private static PostListing Listed(string stamp) => new(stamp, 1, PostListing.NoNames);

    private static FollowedPost Known(string? text = null) => new()
    {
        Series = "weekly",
        Key = new PostKey.Identifier("https://desk.example/?p=1"),
        Slug = "a-ferry",
        Text = text ?? Before,
        Version = new("d1", IsIncomplete: false),
        Decided = new("d1", IsIncomplete: false),
    };

    private static string File(string title, string digest, string imported = "2026-11-23") =>
        $"---\ntitle: \"{title}\"\nprovenance:\n  imported: {imported}T08:00:00Z\n  digest: {digest}\n---\nText.\n";

    private static string Accepted(string imported, string own) => BriefFile.Supersede(imported, BriefFile.HashOf(own));

    private sealed record Case(FollowedPost? Known, string? Own, string? Imported, string Text, string Expected, bool Incomplete = false);
}
