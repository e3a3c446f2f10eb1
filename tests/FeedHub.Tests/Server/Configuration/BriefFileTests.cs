using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Formats;
using FeedHub.Formats.Writing;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Configuration;

public sealed class BriefFileTests : IDisposable
{
    private const string File = "series/weekly/briefs/first.md";

    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("title: First", "titel: First", File + ":2: title: is missing; add it\n" + File
        + ":2: titel: is not a recognised key; did you mean 'title'?")]
    [InlineData("title: First", "title: Georgia: the port",
        File + ":2: title: the value has a colon and a blank in it; put it in quotes: title: \"Georgia: the port\"")]
    [InlineData("title: First", "title: The port:",
        File + ":2: title: the value has a colon and a blank in it; put it in quotes: title: \"The port:\"")]
    [InlineData("title: First", "title: Georgia's \"port\": now # later",
        File + ":2: title: the value has a colon and a blank in it; put it in quotes: title: 'Georgia''s \"port\": now'")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nauthors:\n  - name: Desk: Baku",
        File + ":6: name: the value has a colon and a blank in it; put it in quotes: name: \"Desk: Baku\"")]
    [InlineData("dek: This", "dek: One\n  line: this", File + ":4: the value has a colon and a blank in it; put it in quotes")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02 08:00",
        File
        + ":4: published: '2026-11-02 08:00' is not a date and time with an offset; write 2026-11-09T08:00:00+04:00, or 2026-11-09 for "
            + "midnight UTC")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nupdated: 2026-11-01",
        File + ":5: updated: is before 'published'; leave it out until the brief is changed")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nid: seven",
        File + ":5: id: 'seven' is not a URI; write one such as tag:example.org,2026:brief/1, or leave it out to get a permanent one")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nissue: 0",
        File + ":5: issue: '0' is not an issue number; write a whole number of 1 or more")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nregions: [AZ, Z]",
        File + ":5: regions: 'Z' is not a region; write an ISO 3166 code such as AZ or GE-AB, or a word such as south-caucasus")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nimage:\n  file: x.png", File + ":6: image.alt: is missing; add it")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nimage: x.png", File + ":5: image: must have 'key: value' lines below it")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nauthors:\n  - email: a@b.example",
        File + ":6: authors.name: is missing; add it")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nstatus: ready",
        File + ":5: status: 'ready' is not one of draft, scheduled, usable, withdrawn")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nstatus: withdrawn",
        File + ":5: status: 'withdrawn' needs a correction of kind retraction, which says when and why")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\ncorrections:\n  - kind: retraction\n    at: 2026-11-03\n    note: Wrong.",
        File + ":2: status: must be 'withdrawn' if there is a retraction")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\ncorrections:\n  - kind: erratum\n    at: 2026-11-03\n    note: Wrong.",
        File + ":6: corrections.kind: 'erratum' is not one of typo, correction, retraction")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\ncorrections:\n  - kind: typo\n    at: 2026-11-03",
        File + ":6: corrections.note: is missing; add it")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nembargo: 2026-11-04\ncorrections:\n  - kind: typo\n    at: 2026-11-03\n   "
        + " note: A name.", File + ":7: corrections: one is earlier than the brief's release; what nobody has read needs no correction")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\npoint: 95 49",
        File + ":5: point: '95 49' is not a point; write latitude and longitude in degrees, such as 40.4 49.9")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nprovenance:\n  url: https://x.example/",
        File + ":6: provenance.imported: is missing; add it\n" + File + ":6: provenance.digest: is missing; add it")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\ntranslations:\n  - brief: https://x.example/",
        File + ":6: translations.language: is missing; add it")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {q: Georgia: the port}",
        File + ":12: q: the value has a colon and a blank in it; put it in quotes: q: \"Georgia: the port\"")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {lang: en, q: Georgia's port: now}",
        File + ":12: q: the value has a colon and a blank in it; put it in quotes: q: \"Georgia's port: now\"")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {q: \"a, b: c\", source: The desk: Baku, lang: en}",
        File + ":12: source: the value has a colon and a blank in it; put it in quotes: source: \"The desk: Baku\"")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {q: \"a, b: c: d\" e}",
        File + ":12: not YAML: while parsing a flow mapping, did not find expected ',' or '}'")]
    [InlineData("published: 2026-11-02", "published: 2026-11-02\nimage: {file: map.png,\n  alt: A map: Baku,\n  credit: Us}",
        File + ":6: alt: the value has a colon and a blank in it; put it in quotes: alt: \"A map: Baku\"")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {countri: AM}",
        File + ":12: watch.countri: is not a recognised key; did you mean 'country'?")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {country: ARM}",
        File
        + ":12: watch.country: “ARM” is not allowed; allowed: two-letter country codes (ISO 3166-1), such as AM, AZ, GE, IR, RU or TR.")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {region: Dagestan}",
        File
        + ":12: watch.region: “Dagestan” is not allowed; allowed: ISO 3166 codes of countries and regions, such as AZ, RU-DA or GE-AB.")]
    [InlineData("Text.", "Text.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {}",
        File + ":12: watch: names nothing to watch; write a filter, such as watch: {country: AM, q: referendum}")]
    [InlineData("Text.", "", File + ":5: has no text below its front matter")]
    [InlineData("---\nText.", "Text.", File + ":1: the front matter has no end; close it with a line ---")]
    [InlineData("---\ntitle", "title", File + ":1: must begin with front matter: a line ---, 'key: value' lines, a line ---")]
    public void A_mistake_keeps_the_brief_back_and_is_told(string good, string bad, string problem)
    {
        config.Write(File, TemporaryConfig.Brief.Replace(good, bad, StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Equal(problem, config.Problems(reading));
        Assert.Empty(reading.Series[0].Briefs);
    }

    [Theory]
    [InlineData("image:\n  file: absent.png\n  alt: A map", "Text.", File
        + ":6: image.file: media/absent.png: is missing; put the picture into the series' media folder")]
    [InlineData("image:\n  file: ../../site.yaml\n  alt: A map", "Text.",
        File
        + ":6: image.file: media/../../site.yaml: is not a file name; put the picture into the series' media folder and write only its "
        + "name")]
    [InlineData("image:\n  file: link.png\n  alt: A map", "Text.", File
        + ":6: image.file: media/link.png: is behind a symbolic link; put the picture itself into the series' media folder")]
    [InlineData("image:\n  file: map.svg\n  alt: A map", "Text.", File
        + ":6: image.file: media/map.svg: is not of a type that is served; use .avif, .gif, .jpeg, .jpg, .png, .webp")]
    [InlineData("related: [second]", "Text.", File + ":5: related: there is no brief 'second' in weekly; write the name of a file in "
        + "briefs/ without .md, or a full web address")]
    [InlineData("topics: [gas]", "Text.\n\n![A map](../media/absent.png)",
        File + ":9: media/absent.png: is missing; put the picture into the series' media folder")]
    public void What_is_not_there_is_told_and_left_out_of_a_brief_that_stays(string front, string text, string problem)
    {
        config.WriteBytes("series/weekly/media/map.svg", [1]);
        System.IO.File.CreateSymbolicLink(
            Path.Combine(config.Folder, "series/weekly/media/link.png"), Path.Combine(config.Folder, "site.yaml"));
        config.Write(
            File,
            TemporaryConfig.Brief.Replace("2026-11-02", $"2026-11-02\n{front}", StringComparison.Ordinal)
                .Replace("Text.", text, StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Equal(problem, config.Problems(reading));
        var brief = Assert.Single(reading.Series[0].Briefs).Brief;
        Assert.Null(brief.Image);
        Assert.Empty(brief.Related);
    }

    [Fact]
    public void Every_key_is_read()
    {
        config.WriteBytes("series/weekly/media/map.png", new byte[7]);
        config.Write("series/weekly/briefs/second.md", TemporaryConfig.Brief);
        config.Write(File, """
            ---
            id: urn:uuid:0f1c3f0e-7b7c-4b7e-9b4e-2f6a3f1c9d11
            issue: 41
            title: First
            dek: "A dek: with a colon"
            published: 2026-11-02T08:00:00+04:00
            updated: 2026-11-03
            authors:
              - A Name
              - name: B Name
                email: b@hub.example
                url: https://hub.example/b
            regions: [az, GE-AB, south-caucasus]
            topics: [gas]
            language: az
            canonical_url: https://elsewhere.example/first
            status: scheduled
            embargo: 2026-11-02T09:00:00+04:00
            corrections:
              - kind: correction
                at: 2026-11-05
                note: The road is 40 km long, not 30.
              - kind: typo
                at: 2026-11-04
                note: A name.
            translations:
              - language: en
                brief: second
            image:
              file: map.png
              alt: A map
              credit: Us
              licence: https://creativecommons.org/licenses/by/4.0/
              rights: Us, 2026
            point: 40.4 49.9
            provenance:
              url: https://elsewhere.example/first
              imported: 2026-11-02
              digest: 0a0b
            files: [https://cdn.example/film.mp4, {url: https://cdn.example/talk.mp3, type: Audio/MPEG, length: 20}]
            related: [second, https://other.example/, {title: A road}, {title: A ferry, brief: second}]
            ---
            Text.

            ## What we are watching

            **A vote.** Soon.

            watch: {country: [AM, az], q: referendum}

            **A road.** Later.
            """);
        var reading = config.Read();
        Assert.Empty(reading.Problems);
        var draft = reading.Series[0].Briefs.Single(b => b.Claim.Slug == "first");
        Assert.Equal(
            new(
                "first", "urn:uuid:0f1c3f0e-7b7c-4b7e-9b4e-2f6a3f1c9d11", 41, "tag:hub.example,2026:series/weekly/first",
                draft.Brief.Released),
            draft.Claim);
        var brief = draft.Brief;
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(4)), brief.Published);
        // That of the correction, which is later than the date in the file; the typing error mended in between counts for nothing.
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 0, 0, 0, TimeSpan.Zero), brief.Updated);
        Assert.Equal(
            (BriefStatus.Scheduled, new DateTimeOffset(2026, 11, 2, 5, 0, 0, TimeSpan.Zero)),
            (brief.Status, brief.Released.ToUniversalTime()));
        Assert.Equal(
            [(BriefCorrectionKind.Typo, "A name."), (BriefCorrectionKind.Correction, "The road is 40 km long, not 30.")],
            brief.Corrections.Select(c => (c.Kind, c.Note)));
        Assert.Equal([new BriefTranslation("en", "second")], brief.Translations);
        Assert.Equal(new FeedPoint(40.4, 49.9), brief.Point);
        Assert.Equal(
            new BriefProvenance("https://elsewhere.example/first", new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), "0a0b"),
            brief.Provenance);
        Assert.Equal(
            [("A vote", "?country=AM,AZ&q=referendum", "<p>Soon.</p>"), ("A road", null, "<p>Later.</p>")],
            brief.Sections[1].Items.Select(i => (i.Label, i.Watch, i.Html)));
        Assert.Equal([new FeedPerson("A Name"), new FeedPerson("B Name", "b@hub.example", "https://hub.example/b")], brief.Authors);
        Assert.Equal(["AZ", "GE-AB", "south-caucasus"], brief.Regions);
        Assert.Equal(
            new BriefImage(
                "map.png", "image/png", 7, "A map", "Us")
            { Licence = "https://creativecommons.org/licenses/by/4.0/", Rights = "Us, 2026" },
                brief.Image);
        Assert.Equal(
            [new("https://cdn.example/film.mp4"), new FeedEnclosure("https://cdn.example/talk.mp3", "audio/mpeg", 20)], brief.Files);
        Assert.Equal(
            [new(null, "second"), new(null, "https://other.example/"), new("A road", null), new RelatedLink("A ferry", "second")],
            brief.Related);
        Assert.Equal(("az", "https://elsewhere.example/first"), (brief.Language, brief.CanonicalUrl));
    }

    [Fact]
    public void A_draft_needs_no_date_and_has_no_number()
    {
        config.Write(File, TemporaryConfig.Brief.Replace("published: 2026-11-02", "status: draft", StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Empty(reading.Problems);
        var series = reading.Series[0].Identified(BriefIdentities.From(reading.Series[0].Claims));
        Assert.Empty(series.Briefs);
        Assert.Equal("First", Assert.Single(series.Drafts).Title);
    }

    [Fact]
    public void What_XML_cannot_hold_is_in_no_field_of_a_brief_and_in_no_format()
    {
        const string Bad = "\u000b\u001b\u0007\ufffe\uffff";
        const string Escaped = "\\x0B\\x1B\\x07\\uFFFE\\uFFFF";
        const string References = "&#11;&#x1b;&#7;&#xfffe;&#xffff;";
        config.WriteBytes("series/weekly/media/map.png", [1, 2, 3]);
        config.Write(
            "series/weekly/series.yaml",
            TemporaryConfig.Series.Replace("title: Weekly", $"title: \"Week{Escaped}ly\"", StringComparison.Ordinal));
        config.Write(File, $$"""
            ---
            title: "One{{Escaped}}two"
            dek: "One{{Escaped}}two"
            published: 2026-11-02
            authors: ["One{{Escaped}}two"]
            image: {file: map.png, alt: "One{{Escaped}}two", credit: "One{{Escaped}}two"}
            ---
            One{{Bad}}two {{References}} [link](https://a.example/{{Bad}} "One{{Bad}}two").

            ## One{{Bad}}two{{References}}three

            Text.

            ## What we are watching

            **One{{Bad}}two{{References}}three.** Soon.
            """);
        var reading = config.Read();
        Assert.Equal("", config.Problems(reading));
        var series = reading.Series[0].Identified(BriefIdentities.From(reading.Series[0].Claims));
        var brief = Assert.Single(series.Briefs);
        Assert.Equal(("Weekly", "Onetwo", "Onetwo", "Onetwo"), (series.Title, brief.Title, brief.Dek, brief.Image!.Alt));
        Assert.Equal(["Onetwothree", "What we are watching"], brief.Sections.Select(s => s.Heading).OfType<string>());
        Assert.Equal("Onetwothree", Assert.Single(brief.Sections[^1].Items).Label);
        Assert.Contains("Onetwo", brief.Sections[0].Html, StringComparison.Ordinal);
        Assert.All(brief.Sections, s => Assert.DoesNotContain(s.Html, IsForbidden));

        var selection = BriefSelection.From(series, TemporaryStorage.Start);
        foreach (var format in FeedFormats.All)
        {
            var text = System.Text.Encoding.UTF8.GetString(format.Write(BriefFeed.ToDocument(selection, reading.Site!.Address, format)));
            Assert.DoesNotContain(text, IsForbidden);
            Assert.DoesNotMatch(@"(?i)\\u(000b|001b|0007|fff[ef])", text);
        }

        static bool IsForbidden(char c) => c is (< ' ' and not '\t' and not '\n' and not '\r') or '\ufffe' or '\uffff';
    }

    [Fact]
    public void Two_briefs_of_one_number_are_told_and_the_one_that_had_it_keeps_it()
    {
        var numbered = TemporaryConfig.Brief.Replace("published", "issue: 7\npublished", StringComparison.Ordinal);
        config.Write("series/weekly/briefs/second.md", numbered);
        var kept = config.Read().GoodTexts;
        config.Write(File, numbered);
        var reading = config.Read(kept);
        Assert.Equal(
            $"{File}:4: issue: 7 is already the number of series/weekly/briefs/second.md; leave it out to get a permanent one",
            config.Problems(reading));
        Assert.Null(reading.Series[0].Claims.Single(c => c.Slug == "first").Issue);
    }

    public void Dispose() => config.Dispose();
}
