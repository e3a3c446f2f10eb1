using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads the corrections of a brief.</summary>
internal static class CorrectionReader
{
    public static IReadOnlyList<BriefCorrection> Read(YamlMapping yaml)
    {
        var corrections = new List<BriefCorrection>();
        foreach (var one in yaml.Mappings("corrections", "note"))
        {
            var kind = one.Required("kind", Values.Word(BriefCorrection.Words));
            var (at, note) = (one.Required("at", Values.Instant), one.Required("note", Values.Paragraph));
            one.RefuseOthers();
            // A file with a wrong or absent kind is refused, so the default kind that it gets here is never used.
            if (at is not null && note is not null)
            {
                corrections.Add(new(kind, at.Value, note));
            }
        }
        return [.. corrections.OrderBy(c => c.At)];
    }
}
