using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads <c>section-names.yaml</c>: what the sections of a brief are called in each language.</summary>
internal static class SectionNamesReader
{
    public const string Path = "section-names.yaml";

    private static readonly Dictionary<string, BriefSectionKind> Kinds = new()
    {
        ["watching"] = BriefSectionKind.Watching,
        ["why-it-matters"] = BriefSectionKind.WhyItMatters,
    };

    public static BriefHeadings? Read(ConfigFile file)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
        {
            return null;
        }
        var names = new Dictionary<string, BriefSectionKind>();
        foreach (var (key, kind) in Kinds)
        {
            var section = yaml.MappingOrEmpty(key);
            foreach (var language in section.Keys)
            {
                if (Values.Language(language).Wrong is { } wrong)
                {
                    file.Refuse(section.LineOf(language), section.At(language), wrong);
                }
                foreach (var name in section.List(language, Name))
                {
                    if (!names.TryAdd(name, kind) && names[name] != kind)
                    {
                        file.Refuse(
                            section.LineOf(language), section.At(language),
                            $"'{name}' is also the name of another section; remove it from one of them");
                    }
                }
            }
        }
        yaml.RefuseOthers();
        return file.Spoilt ? null : new(names);
    }

    private static Parsed<string> Name(string text) =>
        text.Trim().Length is > 0 and <= BriefHeadings.MaxName
            ? text : new Refusal($"'{text}' is not a name of a section; write one of 1 to {BriefHeadings.MaxName} characters");
}
