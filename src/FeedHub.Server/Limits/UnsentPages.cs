using System.Net;

namespace FeedHub.Server.Limits;

/// <summary>
/// Bounds the memory that finished pages take while slow clients read them. If there is no room for another, the oldest of the address that
/// holds most is aborted, so that clients that read slowly on purpose cost nobody else an answer.
/// </summary>
/// <param name="room">Maximum bytes.</param>
internal sealed class UnsentPages(long room)
{
    private const long Least = 8L << 20;
    private const long Most = 256L << 20;

    private readonly Lock gate = new();
    private readonly List<Held> pages = [];
    private long bytes;

    /// <summary>A 32nd of the available memory, within bounds.</summary>
    public static UnsentPages OfThisMachine() => new(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, Least, Most));

    /// <summary>Counts a page until the returned object is disposed of.</summary>
    public IDisposable Hold(HttpContext http, long length)
    {
        var page = new Held(this, http, ClientAddress.From(http) ?? IPAddress.None, length);
        lock (gate)
        {
            pages.Add(page);
            bytes += length;
            // A page that is larger than the room is kept alone.
            while (bytes > room && pages.Count > 1)
            {
                var greatest = pages.GroupBy(p => p.Client).MaxBy(own => own.Sum(p => p.Length))!.First();
                Remove(greatest);
                greatest.Http.Abort();
            }
        }
        return page;
    }

    private void Remove(Held page)
    {
        lock (gate)
        {
            if (pages.Remove(page))
                bytes -= page.Length;
        }
    }

    private sealed class Held(UnsentPages all, HttpContext http, IPAddress client, long length) : IDisposable
    {
        public HttpContext Http => http;
        public IPAddress Client => client;
        public long Length => length;

        public void Dispose() => all.Remove(this);
    }
}
