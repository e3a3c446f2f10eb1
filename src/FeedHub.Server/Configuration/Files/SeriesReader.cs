using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Reads a <c>series.yaml</c>.</summary>
internal static class SeriesReader
{
    public static Series? Read(ConfigFile file, string slug)
    {
        if (YamlText.Read(file, file.Text!, 0) is not { } yaml)
        {
            return null;
        }
        var series = new Series
        {
            Slug = slug,
            Title = yaml.Required("title", Values.Title) ?? "",
            Description = yaml.Required("description", Values.Paragraph) ?? "",
            Language = yaml.Required("language", Values.Language) ?? "",
            Publisher = yaml.Required("publisher", Values.Title) ?? "",
            Home = yaml.Optional("home", Values.Url, null),
            Rights = yaml.Optional("rights", Values.Paragraph, null),
            Licence = yaml.Optional("licence", Values.Url, null),
            Demonstration = yaml.Optional("demonstration", Values.Flag, false),
        };
        yaml.RefuseOthers();
        return file.Spoilt ? null : series;
    }
}
