using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>Stores the pictures that editors add to briefs.</summary>
internal sealed class AddedPictures(IBriefFiles files, IEditorLog log, CatalogStamps stamps, TimeProvider clock)
{
    /// <summary>The form with the picture stored, and with what to write to show it; or with the fault that prevented that.</summary>
    /// <param name="asImage">Whether it becomes the brief's own picture, in the text of the form.</param>
    public async Task<BriefForm> AddAsync(
        BriefForm form, WrittenPicture sent, bool asImage, Editor by, CancellationToken cancellationToken)
    {
        if (Fault(form, sent, asImage, out var picture) is { } fault)
        {
            return form with { Fault = $"{fault} The picture was not stored.", Status = StatusCodes.Status400BadRequest };
        }
        var prefix = Values.Slug(form.Name).Wrong is null ? form.Name : form.Series.Slug;
        var (name, alt) = (picture!.NameFor(prefix, sent.Bytes.Span), sent.Alt.Trim());
        var act = new EditorAct
        {
            At = clock.GetUtcNow(),
            By = by,
            Kind = EditorActKind.AddPicture,
            Series = form.Series.Slug,
            Slug = form.Slug,
            Note = $"{name}: {alt}",
        };
        await log.AddAsync(
            act, null,
            async stopping =>
            {
                await files.WriteMediaAsync(form.Series.Slug, name, sent.Bytes, stopping);
                return true;
            },
            cancellationToken);
        stamps.Expect();
        var (caption, credit, licence) = (Written(sent.Caption), Written(sent.Credit), Written(sent.Licence));
        var image = new BriefImage(name, "", sent.Bytes.Length, alt, credit) { Licence = licence };
        return form with
        {
            Text = asImage ? BriefFile.WithImage(form.Text, image) : form.Text,
            PictureLine = asImage ? null : PictureLine.From(name, alt, caption, credit, licence),
            Notice = asImage
                ? "The picture is stored, and your text names it as the brief’s picture. The text itself is not saved yet."
                : "The picture is stored. Put the line below into your text where it shall appear. The text itself is not saved yet.",
            Picture = WrittenPicture.None,
        };
    }

    private static string? Fault(BriefForm form, WrittenPicture sent, bool asImage, out PictureFile? picture)
    {
        picture = PictureFile.From(sent.Bytes.Span);
        if (sent.Bytes.IsEmpty)
        {
            return "Choose a file for the picture.";
        }
        if (picture is null)
        {
            return $"The file is not a PNG, JPEG, GIF or WebP of at most {PictureFile.MaxBytes >> 20} MiB and 50 megapixels.";
        }
        if (asImage && !BriefFile.HasFront(form.Text))
        {
            return "The text has no front matter in which the picture could be named: it must begin with a line ---, 'key: value' lines, "
                + "and a line ---.";
        }
        return Wrong("What the picture shows", sent.Alt, isNeeded: true, Values.Line)
            ?? Wrong("The caption", sent.Caption, false, Values.Line)
            ?? Wrong("The credit", sent.Credit, false, Values.Line) ?? Wrong("The licence", sent.Licence, false, Values.Url);
    }

    private static string? Wrong(string field, string text, bool isNeeded, Func<string, Parsed<string>> read) =>
        (isNeeded || Written(text) is not null) && read(text.Trim()).Wrong is { } wrong ? $"{field} {wrong}." : null;

    private static string? Written(string text) => text.Trim() is { Length: > 0 } words ? words : null;
}
