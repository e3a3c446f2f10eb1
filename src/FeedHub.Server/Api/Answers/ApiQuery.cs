using System.Globalization;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Api.Answers;

/// <summary>The parameters of a list, read one by one, and its address in canonical form.</summary>
/// <param name="list">The name of the list, which is the last part of its path.</param>
internal sealed class ApiQuery(IQueryCollection query, string list)
{
    public const int DefaultLimit = TimelineFilter.DefaultLimit;
    public const int MaxLimit = TimelineFilter.MaxLimit;

    private readonly List<QueryProblem> problems = [];
    private readonly List<string> canonical = [];

    /// <summary>What is wrong with those that have been read.</summary>
    public IReadOnlyList<QueryProblem> Problems => problems;

    /// <summary>Those that have been read, without the cursor: empty, or with a leading question mark.</summary>
    public string Canonical => canonical.Count == 0 ? "" : "?" + string.Join('&', canonical);

    /// <summary>How many items are asked for.</summary>
    public int Limit() => Value(
        "limit", $"a whole number from 1 to {MaxLimit}",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? (int?)limit : null) ?? DefaultLimit;

    /// <summary>A parameter that is given at most once; default without it, or if it is not allowed.</summary>
    /// <param name="parse">Returns null for what is not allowed.</param>
    public T? Value<T>(string name, string allowed, Func<string, T?> parse)
    {
        if (Given(name) is not { Length: > 0 } given)
            return default;
        if (given is [var one] && parse(one) is { } value)
        {
            canonical.Add($"{name}={Uri.EscapeDataString(one)}");
            return value;
        }
        problems.Add(new(name, $"“{string.Join("”, “", given.Select(Shown))}” is not allowed; allowed: {allowed}, given once."));
        return default;
    }

    /// <summary>Where the list goes on; default to begin it.</summary>
    /// <param name="parse">Reads what <see cref="Next"/> was given; returns null for anything else.</param>
    public T? Cursor<T>(Func<string, T?> parse)
    {
        if (Given("cursor") is not { Length: > 0 } given)
            return default;
        if (given is [var one] && ApiCursor.Read(list, one) is { } place && parse(place) is { } cursor)
            return cursor;
        problems.Add(new(
            "cursor",
            $"“{string.Join("”, “", given.Select(Shown))}” is no cursor of this list. Follow “next” of the answer before, as it "
                + "is; or leave the cursor out, to begin with the first."));
        return default;
    }

    /// <summary>The address of the next part.</summary>
    /// <param name="path">The path of the list, with the base path.</param>
    /// <param name="canonical">The query of the list.</param>
    public static string Next(string path, string list, string canonical, string place) =>
        $"{path}{(canonical.Length == 0 ? "?" : canonical + "&")}cursor={ApiCursor.Write(list, place)}";

    private string[] Given(string name) => [.. query[name].OfType<string>().Where(v => !string.IsNullOrWhiteSpace(v))];

    private static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
