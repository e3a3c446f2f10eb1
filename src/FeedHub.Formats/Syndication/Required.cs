namespace FeedHub.Formats.Syndication;

/// <summary>The fields without which a format's document is not valid.</summary>
internal static class Required
{
    public static void Text(string? value, string field, int? item = null)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw Missing(field, item);
    }

    public static void Text(FeedText? value, string field) => Text(value?.Value, field);

    public static DateTimeOffset Date(DateTimeOffset? value, string field, int? item = null) =>
        value is { } date && date > DateTimeOffset.MinValue.AddDays(1) ? date : throw Missing(field, item);

    private static ArgumentException Missing(string field, int? item) =>
        new(
            item is { } index
                ? $"item {index} has no {field}, which the format requires"
                : $"the feed has no {field}, which the format requires");
}
