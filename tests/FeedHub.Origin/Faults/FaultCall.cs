using System.Globalization;

namespace FeedHub.Origin.Faults;

/// <summary>A request for a fault: <c>/fault/NAME;argument=value;.../PATH</c>.</summary>
internal sealed class FaultCall
{
    private const string Prefix = "/fault/";
    private const string DefaultPath = "/feed.rss";

    public required Fault Fault { get; init; }
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }
    /// <summary>The document to serve badly.</summary>
    public required OriginDocument Document { get; init; }
    /// <summary>Its path, as received; may itself begin with <c>/fault/</c>.</summary>
    public required string Path { get; init; }
    public required HttpContext Context { get; init; }
    /// <summary>1 for the first request to exactly this address.</summary>
    public required int Count { get; init; }
    public required TimeProvider Clock { get; init; }
    public required CancellationToken Ending { get; init; }
    /// <summary>Counts the request as answered, so that a client never sees a stale count.</summary>
    public required Action Answered { get; init; }

    public HttpResponse Response => Context.Response;

    /// <summary>The call in a request line; null when it names no fault.</summary>
    /// <exception cref="FormatException">The fault or its document is unknown.</exception>
    public static FaultCall? Read(
        string target,
        HttpContext context,
        DocumentShelf shelf,
        FaultMemory memory,
        TimeProvider clock,
        Action answered,
        CancellationToken ending)
    {
        if (!target.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var end = target.IndexOf('/', Prefix.Length);
        var words = (end < 0 ? target[Prefix.Length..] : target[Prefix.Length..end]).Split(';');
        var path = end < 0 || end == target.Length - 1 ? DefaultPath : target[end..];
        var fault = FaultCatalog.Find(words[0]) ?? throw new FormatException($"There is no fault named {words[0]}.");
        var document = shelf.Find(Uri.UnescapeDataString(path.Split('?')[0]))
            ?? (
                path.StartsWith(Prefix, StringComparison.Ordinal)
                    ? shelf.Find(DefaultPath)!
                    : throw new FormatException($"There is no document {path}."));
        return new FaultCall
        {
            Fault = fault,
            Arguments = words.Skip(1).Select(w => w.Split('=', 2)).ToDictionary(
                p => p[0], p => Uri.UnescapeDataString(p.ElementAtOrDefault(1) ?? ""), StringComparer.OrdinalIgnoreCase),
            Document = document,
            Path = path,
            Context = context,
            Count = memory.Count(context.Connection.LocalIpAddress + target),
            Clock = clock,
            Ending = ending,
            Answered = answered,
        };
    }

    public string Text(string name, string otherwise) => Arguments.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) =>
        Arguments.TryGetValue(name, out var text) ? int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Serves the document as a good server would.</summary>
    public Task ServeWellAsync() => DocumentAnswer.ServeAsync(Context, Document);

    /// <summary>Sets the headers of a good answer whose body is about to go wrong.</summary>
    public void SetHeaders() => DocumentAnswer.SetHeaders(Context, Document);

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Clock, Ending);

    /// <summary>Sends nothing more until the client disconnects.</summary>
    public Task HangAsync() => WaitAsync(TimeSpan.FromDays(1));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await Response.Body.WriteAsync(bytes, Ending);
        await Response.Body.FlushAsync(Ending);
    }
}
