using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Content.Characters;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Pages;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>Opens briefs for writing, checks what was written, and writes it.</summary>
internal sealed class BriefWriter(
    BriefCheck check, NewBriefNames names, IBriefFiles files, IEditorLog log, CatalogStamps stamps, AddedPictures pictures,
    TimeProvider clock)
{
    /// <summary>Maximum characters of a text: as many as a brief may have (feeds-config/README.md).</summary>
    public const int MaxLength = 262_144;

    public BriefForm New(Series series) => new() { Series = series, Text = BriefTemplate.For(series, clock.GetUtcNow()) };

    /// <summary>The brief as it is in force; null if there is no such brief.</summary>
    /// <param name="inForce">Whether what the editor has just saved is in force; null if nothing was saved.</param>
    public async Task<BriefForm?> OpenAsync(Series series, string slug, bool? inForce, CancellationToken cancellationToken)
    {
        if (Values.Slug(slug).Wrong is not null
            || await files.ReadAsync(series.Slug, slug, cancellationToken) is not { InForce: { } text } standing)
        {
            return null;
        }
        var (form, brief) = Begin(series, slug, standing);
        if (standing is { OwnWins: false } && !BriefFile.IsEdited(text))
        {
            // In what comes from outside no line is a filter. Once an editor has saved it, they are.
            form = form with { Text = BriefFile.WithoutFilters(text), ImportedFrom = brief?.Provenance?.Url };
        }
        return Checked(
            inForce is { } shown && brief is not null ? form with { Notice = WritingRules.Tell(brief, shown, clock.GetUtcNow()) } : form);
    }

    /// <summary>Does what an editor asks; the form that comes back says what was done, or why not, and holds the editor's text.</summary>
    /// <param name="slug">Null for a new brief.</param>
    public async Task<BriefForm> TakeAsync(
        Series series, string? slug, WrittenBrief written, Editor by, CancellationToken cancellationToken)
    {
        var text = XmlCharacters.Keep(written.Text).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var form = new BriefForm
        {
            Series = series,
            Slug = slug,
            Name = slug ?? written.Name,
            Text = text,
            Begun = written.Begun,
            Picture = written.Picture with { Bytes = default },
        };
        if (text.Length > MaxLength)
        {
            return form with
            {
                Fault = $"The text has {text.Length} characters; the maximum is {MaxLength}. Nothing was saved.",
                Status = StatusCodes.Status400BadRequest,
            };
        }
        var name = slug ?? names.For(series, written.Name, text);
        var isNamed = Values.Slug(name).Wrong is null;
        var standing = isNamed ? await files.ReadAsync(series.Slug, name, cancellationToken) : new StandingFiles(null, null);
        var current = slug is null ? form : Begin(series, slug, standing).Form;
        form = form with { Name = name, Standing = current.Standing, IsOfConfiguration = current.IsOfConfiguration };
        form = written.Intent switch
        {
            WritingIntent.Check => form,
            WritingIntent.AddPicture or WritingIntent.AddImage =>
                await pictures.AddAsync(form, written.Picture, written.Intent == WritingIntent.AddImage, by, cancellationToken),
            _ when name.Length == 0 => form with
            {
                Fault = "Nothing was saved, since there are mistakes.",
                Status = StatusCodes.Status400BadRequest,
            },
            _ when (slug is null || written.Begun.Length == 0)
                && await names.FaultAsync(series, name, standing, cancellationToken) is { } fault =>
                form with { Fault = fault, Status = StatusCodes.Status409Conflict },
            _ when BegunOf(standing) != written.Begun || standing.OwnWins => await ChangedMeanwhileAsync(form, standing, cancellationToken),
            _ => await SaveAsync(form, standing, written.Intent, by, cancellationToken),
        };
        return form.Saved is null ? Checked(form) : form;
    }

    private async Task<BriefForm> SaveAsync(
        BriefForm form, StandingFiles standing, WritingIntent intent, Editor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rules = new WritingRules(t => check.Read(form.Series, form.Name, t), $"{form.Name}.md", form.Standing, now);
        form = form with { Text = rules.Apply(form.Text, intent) };
        var reading = check.Read(form.Series, form.Name, form.Text);
        if (reading.Draft is null)
        {
            return form with { Fault = "Nothing was saved, since there are mistakes.", Status = StatusCodes.Status400BadRequest };
        }
        if (rules.Objection(form.Text, reading.Draft.Brief, intent) is { } objection)
        {
            return form with
            {
                Problems = [objection, .. reading.Problems],
                Fault = "Nothing was saved; see what is wrong.",
                Status = StatusCodes.Status400BadRequest,
            };
        }
        if (form.Text == standing.InForce)
        {
            return form with { Notice = "Nothing has changed." };
        }
        var text = BriefFile.Edited(form.Text, now);
        text = standing.Own is { } own ? BriefFile.Supersede(text, BriefFile.HashOf(own)) : text;
        var act = new EditorAct
        {
            At = now,
            By = by,
            Kind = form.Slug is null ? EditorActKind.Create : EditorActKind.Edit,
            Series = form.Series.Slug,
            Slug = form.Name,
            Before = standing.InForce,
            After = text,
            Note = WritingRules.Describe(reading.Draft.Brief, now),
        };
        var done = await log.AddAsync(
            act, null, stopping => files.WriteAsync(form.Series.Slug, form.Name, text, standing, stopping), cancellationToken);
        if (done is null)
        {
            return await ChangedMeanwhileAsync(
                form, await files.ReadAsync(form.Series.Slug, form.Name, cancellationToken), cancellationToken);
        }
        stamps.Expect();
        return form with { Saved = form.Name };
    }

    private async Task<BriefForm> ChangedMeanwhileAsync(BriefForm form, StandingFiles standing, CancellationToken cancellationToken)
    {
        var who = await log.LatestAsync(form.Series.Slug, form.Name, null, 1, cancellationToken) is [var last, ..]
            ? $" The last to work on it was {last.Act.By.Name}, on {Phrases.Moment(last.Act.At)}."
            : "";
        return form with
        {
            Begun = BegunOf(standing),
            IsOfConfiguration = standing.OwnWins,
            Theirs = standing.InForce ?? "",
            Fault = standing.OwnWins
                ? "This brief is in the configuration by now, so it is no longer changed here. Nothing was saved; your text is below."
                : $"The brief was changed while you were writing.{who} Nothing was saved. Take what you need from theirs, below, into "
                    + "your text; if you save it then, it takes the place of theirs.",
            Status = StatusCodes.Status409Conflict,
        };
    }

    private BriefForm Checked(BriefForm form)
    {
        var reading = check.Read(form.Series, form.Name.Length > 0 ? form.Name : NewBriefNames.None, form.Text);
        var (now, brief) = (clock.GetUtcNow(), reading.Draft?.Brief);
        brief = brief is null ? null : brief with { Issue = form.Series.Briefs.FirstOrDefault(b => b.Slug == brief.Slug)?.Issue };
        return form with
        {
            Problems = [.. (form.Problems ?? reading.Problems).OrderBy(p => p.Line)],
            Preview = brief is { Published: var date } && date == default ? brief with { Published = now, Updated = now } : brief,
        };
    }

    private (BriefForm Form, Brief? Brief) Begin(Series series, string slug, StandingFiles standing)
    {
        var now = clock.GetUtcNow();
        // A text that cannot be read is not in force; its last good one is.
        var brief = (standing.InForce is { } text ? check.Read(series, slug, text).Draft?.Brief : null)
            ?? series.Briefs.Concat(series.Drafts).FirstOrDefault(b => b.Slug == slug);
        return (
            new()
            {
                Series = series,
                Slug = slug,
                Name = slug,
                Text = standing.InForce ?? "",
                Begun = BegunOf(standing),
                IsOfConfiguration = standing.OwnWins,
                Standing = brief is null or { Status: BriefStatus.Draft } ? WritingStanding.Draft
                    : brief.Status == BriefStatus.Withdrawn ? WritingStanding.Withdrawn
                    : brief.IsPublicAt(now) ? WritingStanding.Public
                    : WritingStanding.Waiting,
            },
            brief);
    }

    private static string BegunOf(StandingFiles standing) => standing.InForce is { } text ? BriefFile.HashOf(text) : "";
}
