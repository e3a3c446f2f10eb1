using System.Net;

namespace FeedHub.Server.Limits;

/// <summary>
/// Bounds what finished pages take of memory while slow clients read them. Where there is no room for another, the oldest of the address
/// that holds most is broken off, so that whoever reads slowly on purpose costs nobody else an answer.
/// </summary>
/// <param name="room">Bytes.</param>
internal sealed class UnsentPages(long room)
{
    private const long Least = 8L << 20;
    private const long Most = 256L << 20;

    private readonly Lock gate = new();
    private readonly List<Held> pages = [];
    private long bytes;

    /// <summary>A 32nd of the memory that there is, within bounds.</summary>
    public static UnsentPages OfThisMachine() => new(Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 32, Least, Most));

    /// <summary>Takes a page into account until what is returned is disposed of.</summary>
    public IDisposable Hold(HttpContext http, long length)
    {
        var page = new Held(this, http, ClientAddress.From(http) ?? IPAddress.None, length);
        lock (gate)
        {
            pages.Add(page);
            bytes += length;
            // A page that is larger than the room is alone in it.
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
