using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the briefs of one series: Markdown below YAML front matter.</summary>
/// <param name="slugs">Every brief that has a file in the series.</param>
/// <param name="basePath">Path below which the site is served.</param>
/// <param name="gazetteer">The topics and regions that an item being watched may name.</param>
/// <param name="headings">The names of sections.</param>
internal sealed class BriefReader(
    Series series, SiteAddress address, string basePath, SeriesMedia media, IReadOnlySet<string> slugs, GazetteerContents gazetteer,
    BriefHeadings headings)
{
    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<int, string> issues = [];

    /// <summary>
    /// The brief, or null if the file is refused. A missing picture or related brief is reported and left out: such a mistake takes nothing
    /// more than itself off the site.
    /// </summary>
    /// <param name="imported">
    /// Whether its text was written elsewhere, unless the file says that an editor wrote it here; a line <c>watch: {…}</c> is then part of
    /// that text.
    /// </param>
    public BriefDraft? Read(ConfigFile file, string slug, bool imported)
    {
        if (FrontMatter.Split(file) is not { } parts || YamlText.Read(file, parts.Yaml, linesAbove: 1) is not { } yaml)
        {
            return null;
        }
        imported &= yaml.Optional("edited", Values.Instant, null) is null;
        var text = BriefMarkdown.Read(
            parts.Markdown, basePath + BriefAddresses.Series(series.Slug), slug, watching: !imported, headings);
        if (text.Excess is { } excess)
        {
            file.Refuse(excess.Line + parts.LinesAboveMarkdown, "", excess.Message);
            return null;
        }
        var status = yaml.Optional("status", Values.Word(BriefStatuses.Words), BriefStatus.Usable);
        var published = (
            status == BriefStatus.Draft ? yaml.Optional("published", Values.Instant, null) : yaml.Required("published", Values.Instant))
            ?? default;
        var minted = address.Tag($"series/{series.Slug}/{slug}");
        var (id, issue) = (yaml.Optional("id", Id, null), yaml.Optional("issue", Values.Issue, null));
        var brief = new Brief
        {
            Slug = slug,
            Id = id ?? minted,
            Issue = issue,
            Title = yaml.Required("title", Values.Title) ?? "",
            Dek = yaml.Required("dek", Values.Line) ?? "",
            Status = status,
            Published = published,
            Embargo = yaml.Optional("embargo", Values.Instant, null),
            Updated = yaml.Optional("updated", Values.Instant, null) ?? published,
            Corrections = CorrectionReader.Read(yaml),
            Authors = [.. yaml.Mappings("authors", "name").Select(Author)],
            Regions = yaml.List("regions", Values.Region),
            Topics = yaml.List("topics", Values.Slug),
            Language = yaml.Optional("language", Values.Language, series.Language)!,
            CanonicalUrl = yaml.Optional("canonical_url", Values.Url, null),
            Translations = Translations(yaml, file),
            Image = yaml.Mapping("image") is { } image ? Image(image, file) : null,
            Files = [.. yaml.Mappings("files", "url").Select(File).OfType<FeedEnclosure>()],
            Point = yaml.Optional("point", Values.Point, null),
            Provenance = yaml.Mapping("provenance") is { } provenance ? Provenance(provenance) : null,
            Related = Related(yaml, file),
            Sections = WatchReader.Read(text, file, parts.LinesAboveMarkdown, gazetteer),
        };
        // This was read before the files, to find out which of two files with the same name is used.
        _ = yaml.Optional("supersedes", Values.Line, null);
        yaml.RefuseOthers();
        var claim = new BriefClaim(slug, id, issue, minted, brief.KnownFrom);
        Check(file, yaml, claim, brief, parts.LinesAboveMarkdown);
        foreach (var reference in text.Media.Where(m => media.Find(m.File) is null))
        {
            file.Report(reference.Line + parts.LinesAboveMarkdown, "", $"media/{reference.File}: {media.WhyNot(reference.File)}");
        }
        // In a text from elsewhere nothing is meant as Markdown but what the import itself wrote.
        foreach (var heading in imported ? [] : text.UnspacedHeadings)
        {
            file.Report(
                heading.Line + parts.LinesAboveMarkdown, "",
                $"'{Short(heading.Written)}' is text and not a heading; write a blank after the hashes: '{Short(heading.Meant)}'");
        }
        return file.Spoilt ? null : new(claim, brief with { Updated = LastChange(brief) }, file.Text!);
    }

    private static string Short(string line) => line.Length <= 80 ? line : line[..80] + "…";

    /// <summary>The latest of its update, its release and its corrections, without those of typing errors.</summary>
    private static DateTimeOffset LastChange(Brief brief) => brief.Corrections
        .Where(c => c.Kind != BriefCorrectionKind.Typo).Select(c => c.At).Append(brief.Updated).Append(brief.Released).Max();

    /// <summary>Reserves the ID and number of a brief that will be used, so that no other gets them.</summary>
    public void Take(BriefClaim claim, string file)
    {
        ids[claim.Id ?? claim.MintedId] = file;
        if (claim.Issue is { } issue)
        {
            issues[issue] = file;
        }
    }

    private void Check(ConfigFile file, YamlMapping yaml, BriefClaim claim, Brief brief, int linesAboveMarkdown)
    {
        if (brief.Updated < brief.Published)
        {
            file.Refuse(yaml.LineOf("updated"), "updated", "is before 'published'; leave it out until the brief is changed");
        }
        if (brief.Corrections.Any(c => c.At < brief.Released))
        {
            file.Refuse(
                yaml.LineOf("corrections"), "corrections",
                "one is earlier than the brief's release; what nobody has read needs no correction");
        }
        if (brief.Status == BriefStatus.Withdrawn != brief.Retraction is not null)
        {
            file.Refuse(
                yaml.LineOf("status"), "status", brief.Retraction is null
                    ? "'withdrawn' needs a correction of kind retraction, which says when and why"
                    : "must be 'withdrawn' if there is a retraction");
        }
        if (brief.Sections.Count == 0)
        {
            file.Refuse(linesAboveMarkdown, "", "has no text below its front matter");
        }
        if (ids.TryGetValue(brief.Id, out var sameId))
        {
            file.Refuse(
                yaml.LineOf("id"), "id", $"'{brief.Id}' is already the ID of {sameId}; leave it out to get a permanent one");
        }
        if (claim.Issue is { } issue && issues.TryGetValue(issue, out var sameIssue))
        {
            file.Refuse(
                yaml.LineOf("issue"), "issue", $"{issue} is already the number of {sameIssue}; leave it out to get a permanent one");
        }
    }

    private static FeedPerson Author(YamlMapping yaml)
    {
        var author = new FeedPerson(
            yaml.Required("name", Values.Title), yaml.Optional("email", Values.Contact, null), yaml.Optional("url", Values.Url, null));
        yaml.RefuseOthers();
        return author;
    }

    private BriefImage? Image(YamlMapping yaml, ConfigFile file)
    {
        var name = yaml.Required("file", Values.Line);
        var (alt, credit) = (yaml.Required("alt", Values.Line), yaml.Optional("credit", Values.Line, null));
        var (licence, rights) = (yaml.Optional("licence", Values.Url, null), yaml.Optional("rights", Values.Line, null));
        yaml.RefuseOthers();
        if (name is null || alt is null)
        {
            return null;
        }
        name = name.StartsWith("media/", StringComparison.Ordinal) ? name["media/".Length..] : name;
        if (media.Find(name) is not { } found)
        {
            file.Report(yaml.LineOf("file"), yaml.At("file"), $"media/{name}: {media.WhyNot(name)}");
            return null;
        }
        return new(name, SeriesMedia.MediaType(name)!, found.Length, alt, credit) { Licence = licence, Rights = rights };
    }

    private static FeedEnclosure? File(YamlMapping yaml)
    {
        var (url, type) = (yaml.Required("url", Values.Url), yaml.Optional("type", Values.MediaType, null));
        var length = yaml.Optional("length", Values.Bytes, null);
        yaml.RefuseOthers();
        return url is null ? null : new(url, type, length);
    }

    private static BriefProvenance? Provenance(YamlMapping yaml)
    {
        var (url, imported, digest) = (
            yaml.Required("url", Values.Paragraph), yaml.Required("imported", Values.Instant), yaml.Required("digest", Values.Line));
        yaml.RefuseOthers();
        return url is null || imported is null || digest is null ? null : new(url, imported.Value, digest);
    }

    private List<BriefTranslation> Translations(YamlMapping yaml, ConfigFile file)
    {
        var translations = new List<BriefTranslation>();
        foreach (var one in yaml.Mappings("translations", "brief"))
        {
            var (language, target) = (one.Required("language", Values.Language), one.Required("brief", Values.Line));
            one.RefuseOthers();
            if (language is null || target is null)
            {
                continue;
            }
            if (IsKnown(target))
            {
                translations.Add(new(language, target));
            }
            else
            {
                file.Report(one.LineOf("brief"), one.At("brief"), Unknown(target));
            }
        }
        return translations;
    }

    private List<RelatedLink> Related(YamlMapping yaml, ConfigFile file)
    {
        var related = new List<RelatedLink>();
        foreach (var one in yaml.Mappings("related", "brief"))
        {
            var (title, target) = (one.Optional("title", Values.Line, null), one.Optional("brief", Values.Line, null));
            one.RefuseOthers();
            if (target is not null && !IsKnown(target))
            {
                file.Report(one.LineOf("brief"), "related", Unknown(target));
                target = null;
            }
            if (title is not null || target is not null)
            {
                related.Add(new(title, target));
            }
        }
        return related;
    }

    private string Unknown(string brief) =>
        $"there is no brief '{brief}' in {series.Slug}; write the name of a file in briefs/ without .md, or a full web address";

    private bool IsKnown(string related) => slugs.Contains(related) || Values.Url(related).Wrong is null;

    private static Parsed<string> Id(string text) => Uri.IsWellFormedUriString(text, UriKind.Absolute)
        ? text : new Refusal(
            $"'{text}' is not a URI; write one such as tag:example.org,2026:brief/1, or leave it out to get a permanent one");
}
