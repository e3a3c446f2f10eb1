using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Benchmarks.HostileConfig;

/// <summary>
/// A configuration with one valid source, series and brief, to which one hostile file after another is added: read, or imported, written
/// and read back; then shown as a page and in feeds.
/// </summary>
public sealed class HostileTrial : IAsyncDisposable
{
    private static readonly DateTimeOffset Published = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> NothingKept = [];

    private static readonly Dictionary<string, string> Good = new()
    {
        ["config/site.yaml"] =
            "title: Trial\npublic_url: https://hub.example\ntag_authority: hub.example,2026\ncontact: desk@hub.example\n",
        ["config/sources/alpha.yaml"] = "id: alpha\ntitle: Alpha\nurl: https://alpha.example/feed\nlanguage: en\nkind: press\n",
        ["config/series/weekly/series.yaml"] = "title: Weekly\ndescription: What happened.\nlanguage: en\npublisher: The desk\n",
        ["config/series/weekly/briefs/first.md"] = "---\ntitle: First\ndek: A first one.\npublished: 2026-11-01\n---\nText.\n",
    };

    private readonly string folder;
    private readonly FeedHubOptions options;
    private readonly WebApplication app;

    private HostileTrial(string folder, FeedHubOptions options, WebApplication app)
    {
        (this.folder, this.options, this.app) = (folder, options, app);
    }

    public static async Task<HostileTrial> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-hostile-").FullName;
        foreach (var (path, text) in Good)
        {
            Write(folder, path, text);
        }
        var options =
            new FeedHubOptions
            {
                ConfigDirectory = Path.Combine(folder, "config"),
                DataDirectory = Path.Combine(folder, "data"),
                Urls = []
            };
        return new(folder, options, await FeedHubApplication.BuildAsync(options, builder => builder.Logging.ClearProviders(), default));
    }

    /// <summary>Processes a file; null when it harmed only itself, else what it did.</summary>
    public string? Put(HostileFile file)
    {
        try
        {
            return file.Kind switch
            {
                HostileKind.Site => Read("config/site.yaml", file.Text, slug: null),
                HostileKind.Source => Read("config/sources/hostile.yaml", file.Text, slug: null),
                HostileKind.Series => Read("config/series/other/series.yaml", file.Text, slug: null),
                HostileKind.Gazetteer => Read("config/gazetteer/hostile.yaml", file.Text, slug: null),
                HostileKind.Brief => Read("config/series/weekly/briefs/hostile.md", file.Text, slug: "hostile"),
                _ => Readings(file).Select(Import).FirstOrDefault(harm => harm is not null),
            };
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<ImportReading> Readings(HostileFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        return file.Kind switch
        {
            HostileKind.Page => [HtmlBrief.Read(file.Text, "https://desk.example/a/")],
            HostileKind.PlainText => [PlainTextBrief.Read(file.Text)],
            HostileKind.WordPress =>
                (WordPressAnswer.Read(bytes).Posts ?? []).Where(p => p.IsPublic && p.Number >= 0 && p.Link != p.Guid).Select(p => p.Read()),
            _ =>
                FeedReader.Read(
                    bytes, new FeedOrigin(null, null, "https://desk.example/feed/")) is FeedReading.Readable { Document: var feed }
                ? feed.Items.Take(3).Select(i => FeedPost.Read(i, feed.Language)) : [],
        };
    }

    private string? Import(ImportReading reading)
    {
        if (reading is ImportReading.Refused { Reason: var reason })
        {
            return reason.Contains("bug in FeedHub", StringComparison.Ordinal) ? reason : null;
        }
        var brief = ((ImportReading.Read)reading).Brief;
        var text = BriefFile.Write(brief, new()
        {
            Published = brief.Published ?? Published,
            SeriesLanguage = "en",
            From = brief.Url ?? "https://desk.example/a/",
            Imported = Published,
            Digest = BriefFile.DigestOf(brief),
        });
        return Read("data/briefs/weekly/hostile.md", text, "hostile", mustRead: true);
    }

    private string? Read(string path, string text, string? slug, bool mustRead = false)
    {
        Write(folder, path, text);
        try
        {
            var reading = new CatalogReader(options).Read(NothingKept, null);
            if (reading.Problems.FirstOrDefault(p => p.Message.Contains("fault of FeedHub", StringComparison.Ordinal)) is { } fault)
            {
                return fault.ToString();
            }
            if (reading.Site is null)
            {
                return path == "config/site.yaml" ? null : "the site is gone";
            }
            var catalog = reading.Identified(s => BriefIdentities.From(s.Claims));
            var weekly = catalog.Series.FirstOrDefault(s => s.Slug == "weekly");
            if (catalog.Sources.All(s => s.Id.Value != "alpha") || weekly is null || weekly.Briefs.All(b => b.Slug != "first"))
            {
                return "what is good is gone";
            }
            var brief = weekly.Briefs.FirstOrDefault(b => b.Slug == slug);
            if (mustRead && brief is null)
            {
                return $"what was imported does not read back: {string.Join("; ", reading.Problems)}";
            }
            if (brief is not null)
            {
                Show(weekly, brief, catalog.Site.Address);
            }
            return null;
        }
        finally
        {
            if (Good.TryGetValue(path, out var good))
            {
                Write(folder, path, good);
            }
            else
            {
                File.Delete(Path.Combine(folder, path));
                // A folder without its series.yaml would be wrong from then on.
                if (path.StartsWith("config/series/other", StringComparison.Ordinal))
                {
                    Directory.Delete(Path.Combine(folder, "config/series/other"));
                }
            }
        }
    }

    private void Show(Series series, Brief brief, Core.Urls.SiteAddress address)
    {
        var selection = BriefSelection.From(series with { Briefs = [brief] }, DateTimeOffset.MaxValue);
        foreach (var format in FeedFormats.All)
        {
            format.Write(BriefFeed.ToDocument(selection, address, format));
        }
        app.Services.GetRequiredService<BriefPreview>().HtmlAsync(series, brief).GetAwaiter().GetResult();
    }

    private static void Write(string folder, string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
