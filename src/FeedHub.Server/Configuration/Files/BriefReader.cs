using FeedHub.Core.Briefs;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the briefs of one series: Markdown below YAML front matter.</summary>
/// <param name="slugs">Every brief that has a file in the series.</param>
/// <param name="basePath">Path below which the site is served.</param>
internal sealed class BriefReader(Series series, SiteAddress address, string basePath, SeriesMedia media, IReadOnlySet<string> slugs)
{
    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<int, string> issues = [];

    /// <summary>
    /// The brief, or null when the file is refused. A picture or related brief that is not there is reported and left out:
    /// a mistake in one file takes nothing more than itself off the site.
    /// </summary>
    public BriefDraft? Read(ConfigFile file, string slug)
    {
        if (FrontMatter.Split(file) is not { } parts || YamlText.Read(file, parts.Yaml, linesAbove: 1) is not { } yaml)
        {
            return null;
        }
        var published = yaml.Required("published", Values.Instant) ?? default;
        var text = BriefMarkdown.Read(parts.Markdown, basePath + BriefAddresses.Series(series.Slug), slug);
        var minted = address.Tag($"series/{series.Slug}/{slug}");
        var claim = new BriefClaim(slug, yaml.Optional("id", Id, null), yaml.Optional("issue", Values.Issue, null), minted, published);
        var brief = new Brief
        {
            Slug = slug,
            Id = claim.Id ?? claim.MintedId,
            Issue = claim.Issue ?? 0,
            Title = yaml.Required("title", Values.Title) ?? "",
            Dek = yaml.Required("dek", Values.Line) ?? "",
            Published = published,
            Updated = yaml.Optional("updated", Values.Instant, null) ?? published,
            Authors = [.. yaml.Mappings("authors", "name").Select(Author)],
            Regions = yaml.List("regions", Values.Region),
            Topics = yaml.List("topics", Values.Slug),
            Language = yaml.Optional("language", Values.Language, series.Language)!,
            CanonicalUrl = yaml.Optional("canonical_url", Values.Url, null),
            Image = yaml.Mapping("image") is { } image ? Image(image, file) : null,
            Related = Related(yaml, file),
            Sections = text.Sections,
        };
        yaml.RefuseOthers();
        Check(file, yaml, claim, brief, parts.LinesAboveMarkdown);
        foreach (var reference in text.Media.Where(m => media.Find(m.File) is null))
        {
            file.Report(reference.Line + parts.LinesAboveMarkdown, "", $"media/{reference.File}: {media.WhyNot(reference.File)}");
        }
        return file.Spoilt ? null : new(claim, brief);
    }

    /// <summary>Takes the ID and number of a brief that will be used, so that no other gets them.</summary>
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
        if (brief.Sections.Count == 0)
        {
            file.Refuse(linesAboveMarkdown, "", "has no text below its front matter");
        }
        if (ids.TryGetValue(brief.Id, out var sameId))
        {
            file.Refuse(yaml.LineOf("id"), "id", $"'{brief.Id}' is the ID of {sameId} already; leave it out, and it is given once and kept");
        }
        if (claim.Issue is { } issue && issues.TryGetValue(issue, out var sameIssue))
        {
            file.Refuse(yaml.LineOf("issue"), "issue", $"{issue} is the number of {sameIssue} already; leave it out, and it is given once and kept");
        }
    }

    private static FeedPerson Author(YamlMapping yaml)
    {
        var author = new FeedPerson(yaml.Required("name", Values.Title), yaml.Optional("email", Values.Contact, null), yaml.Optional("url", Values.Url, null));
        yaml.RefuseOthers();
        return author;
    }

    private BriefImage? Image(YamlMapping yaml, ConfigFile file)
    {
        var name = yaml.Required("file", Values.Line);
        var (alt, credit) = (yaml.Required("alt", Values.Line), yaml.Optional("credit", Values.Line, null));
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
        return new(name, SeriesMedia.MediaType(name)!, found.Length, alt, credit);
    }

    private List<string> Related(YamlMapping yaml, ConfigFile file)
    {
        var related = yaml.List("related", Values.Line);
        foreach (var unknown in related.Where(r => !IsKnown(r)))
        {
            file.Report(
                yaml.LineOf("related"), "related",
                $"there is no brief '{unknown}' in {series.Slug}; write the name of a file of briefs/ without .md, or a whole web address");
        }
        return [.. related.Where(IsKnown)];
    }

    private bool IsKnown(string related) => slugs.Contains(related) || Values.Url(related).Wrong is null;

    private static Parsed<string> Id(string text) => Uri.IsWellFormedUriString(text, UriKind.Absolute)
        ? text : new Refusal($"'{text}' is no URI; write one such as tag:example.org,2026:brief/1, or leave it out, and it is given once and kept");
}
