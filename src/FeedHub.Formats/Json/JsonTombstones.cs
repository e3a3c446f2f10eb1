using System.Text.Json;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Json;

/// <summary>Items that a feed has withdrawn, in an extension object of FeedHub's: JSON Feed itself has nothing for them.</summary>
internal static class JsonTombstones
{
    /// <summary>Reads what <see cref="Write"/> writes.</summary>
    public static IReadOnlyList<FeedTombstone> Read(JsonFeedParts feed) =>
    [
        .. feed.Field(FeedExtension.Name).Property("withdrawn").Elements().Take(FeedReading.MaxItems)
            .Where(t => t.Property("id").Text() is not null)
            .Select(t => new FeedTombstone(
                t.Property("id").Text()!,
                t.Property("date_withdrawn").Text() is { } when ? FeedDate.Parse(when, null) : null,
                Comment: t.Property("note").Text())),
    ];

    /// <summary>Writes them as a property of the extension object, unless there are none.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<FeedTombstone> deleted)
    {
        if (deleted.Count == 0)
            return;
        json.WriteStartArray("withdrawn");
        foreach (var tombstone in deleted)
        {
            json.WriteStartObject();
            json.WriteString("id", CharacterRepair.Writable(tombstone.Id));
            if (tombstone.When is { } when)
                json.WriteString("date_withdrawn", AtomDate.Format(when));
            if (SyndicationParts.Plain(tombstone.Comment) is { } comment)
                json.WriteString("note", CharacterRepair.Writable(comment));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
