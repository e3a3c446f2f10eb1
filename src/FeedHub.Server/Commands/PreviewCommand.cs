using System.CommandLine;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Pages;
using FeedHub.Server.Publishing;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Terminal;
using FeedHub.Storage;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub preview FILE</c>: writes the page of a brief as one file, and reports its mistakes.</summary>
internal sealed partial class PreviewCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Argument<string> file =
        new("FILE") { Description = "A brief: front matter and Markdown, in feeds-config or anywhere else" };
    private readonly Option<string> series =
        new("--series") { HelpName = "SERIES", Description = "The series of the brief [default: the one in whose folder the file is]" };
    private readonly Option<string> output =
        new("--out") { HelpName = "FILE", Description = "The HTML file to write [default: a file in the folder for temporary files]" };

    public PreviewCommand(CommonOptions common)
        : base(
            "preview",
                "Write the page of a brief to one HTML file, to check it before it is public. Mistakes are printed as FILE:LINE: KEY: "
                    + "what is wrong.",
            "feeds-config/series/weekly/briefs/a-ferry.md",
            "draft.md --series weekly --out draft.html")
    {
        this.common = common;
        Add(file);
        Add(series);
        Add(output);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = SettingValues.ExistingFile(parsed.GetRequiredValue(file));
        var options = common.Read(parsed, sample: false);
        // Somebody who previews a brief asks about that brief; feedhub check speaks of all files.
        await using var app = await FeedHubApplication.BuildForReadingAsync(options, cancellationToken, reportProblems: false);
        var current = app.Services.GetRequiredService<CurrentCatalog>();
        var into = ImportCommand.Find(current, parsed.GetValue(series) ?? FolderOf(path)
            ?? throw new CommandFailure("The file is not in the folder of a series; name the series with --series.", CommandFailure.Usage));
        var (site, slug) = (current.Value.Site, Path.GetFileNameWithoutExtension(path));
        var media = new SeriesMedia(
            Path.Combine(Path.GetDirectoryName(path)!, "..", "media"), Path.Combine(Path.GetDirectoryName(path)!, "media"),
            Path.Combine(options.ConfigDirectory, "series", into.Slug, "media"), Path.Combine(options.BriefsDirectory, into.Slug, "media"));
        var read = new ConfigFolder(Path.GetDirectoryName(path)!).Open(Path.GetFileName(path), parsed.GetRequiredValue(file));
        var reader = new BriefReader(
            into, site.Address, site.BasePath, media, into.Briefs.Concat(into.Drafts).Select(b => b.Slug).Append(slug).ToHashSet(),
            current.Value.Gazetteer, current.Value.Headings);
        var imported = path.StartsWith(Path.GetFullPath(options.BriefsDirectory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var draft = read.Read(f => reader.Read(f, slug, imported));
        foreach (var problem in read.Problems)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(problem.ToString());
        }
        if (draft is null)
        {
            return CommandFailure.Failed;
        }
        var known = into.Briefs.Concat(into.Drafts).FirstOrDefault(b => b.Slug == slug);
        var brief = draft.Brief with { Issue = known?.Issue ?? draft.Brief.Issue };
        var html = await app.Services.GetRequiredService<BriefPreview>().HtmlAsync(into, brief);
        var page = Whole(html, app.Services.GetRequiredService<WebAssets>(), media, $"{site.BasePath}{BriefAddresses.Media(into.Slug)}/");
        var target = parsed.GetValue(output) ?? InTemporaryFolder($"feedhub-preview-{into.Slug}-{slug}.html");
        await File.WriteAllTextAsync(target, page, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"Wrote {Path.GetFullPath(target)}.");
        if (known is not null && options.Store.Exists
            && PreviewSecret.IsHidden(known, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()))
        {
            var secret = await app.Services.GetRequiredService<PreviewSecret>().PathAsync(into, known, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                secret is null
                    ? "People who are to read it before it is public need its secret address: the editors’ desk shows it."
                    : "If FeedHub serves this data folder, anyone who has this secret address can read the brief too: "
                        + site.Address.Absolute(secret));
        }
        return read.Problems.Count == 0 ? 0 : CommandFailure.Failed;
    }

    /// <summary>The brief may be secret, and other users share the temporary folder: the file is created anew, for us alone.</summary>
    private static string InTemporaryFolder(string name)
    {
        var path = Path.Combine(Path.GetTempPath(), name);
        File.Delete(path);
        PrivateFiles.Create(path).Dispose();
        return path;
    }

    private static string? FolderOf(string path) =>
        SeriesFolder()
            .Match(path.Replace('\\', '/')) is { Success: true } folder ? folder.Groups[1].Success
                ? folder.Groups[1].Value : folder.Groups[2].Value : null;

    /// <summary>The page with its style and pictures embedded, and without scripts.</summary>
    private static string Whole(string html, WebAssets assets, SeriesMedia media, string mediaPath)
    {
        var style = System.Text.Encoding.UTF8.GetString(assets.Find("feedhub.css")![ContentCoding.Identity].Body);
        html = StyleLink().Replace(html, _ => $"<style>{style}</style>");
        html = Script().Replace(html, "");
        return Regex.Replace(html, $"\"{Regex.Escape(mediaPath)}([^\"]+)\"",
            m => media.Find(Uri.UnescapeDataString(m.Groups[1].Value)) is { } picture
            ? $"\"data:{SeriesMedia.MediaType(picture.Name)};base64,{Convert.ToBase64String(File.ReadAllBytes(picture.FullName))}\""
                : m.Value);
    }

    [GeneratedRegex(@"/series/([a-z0-9-]+)/briefs/[^/]+$|/briefs/([a-z0-9-]+)/[^/]+$")]
    private static partial Regex SeriesFolder();

    [GeneratedRegex("""<link rel="stylesheet"[^>]*>""")]
    private static partial Regex StyleLink();

    [GeneratedRegex("""<script type="module"[^>]*></script>""")]
    private static partial Regex Script();
}
