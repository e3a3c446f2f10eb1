using FeedHub.Core.Gazetteer;

namespace FeedHub.Server.Api.Records;

/// <summary>A known place, person, people or organisation.</summary>
/// <param name="Id">Made from its English name.</param>
/// <param name="Kind">What it is, such as city, person or organisation.</param>
/// <param name="Title">Its English name.</param>
/// <param name="Names">Its names by BCP 47 tag; <c>und</c> for a spelling that belongs to no particular language.</param>
/// <param name="Regions">ISO 3166 codes of the regions that it is in or stands for, narrowest first.</param>
internal sealed record ApiThing(
    string Id, string Kind, string Title, IReadOnlyDictionary<string, IReadOnlyList<string>> Names, IReadOnlyList<string> Regions)
{
    public static readonly IReadOnlyDictionary<string, GazetteerKind> Kinds =
        Enum.GetValues<GazetteerKind>().ToDictionary(k => k.ToString().ToLowerInvariant());

    public static ApiThing From(GazetteerEntry entry) => new(
        entry.Id,
        entry.Kind.ToString().ToLowerInvariant(),
        entry.Title,
        entry.Names.GroupBy(n => n.Language).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(n => n.Text)]),
        entry.Regions);
}

/// <summary>A subject by which stories are classified, as in <c>?topic=</c>.</summary>
/// <param name="Concepts">The kinds of event that indicate it.</param>
internal sealed record ApiTopic(string Id, IReadOnlyList<string> Concepts)
{
    public static ApiTopic From(Topic topic, GazetteerContents gazetteer) =>
        new(topic.Id, [.. gazetteer.Concepts.Where(c => c.Topics.Contains(topic.Id)).Select(c => c.Title)]);
}
