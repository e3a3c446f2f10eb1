using System.Xml.Linq;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>rss2email, which sends every entry as a message; here to a folder in its home, so that no mail is sent.</summary>
internal sealed class Rss2EmailPeer(PinnedProcess process) : IPeer
{
    public string Name => "rss2email, into a maildir";

    public void Subscribe(string home, IReadOnlyList<string> urls)
    {
        File.WriteAllText(Path.Combine(home, "rss2email.cfg"), $"""
            [DEFAULT]
            to = reader@feedhub.example
            email-protocol = maildir
            maildir-path = {Path.Combine(home, "mail")}
            maildir-mailbox = inbox
            verbose = error

            """);
        Directory.CreateDirectory(Path.Combine(home, "mail"));
        var outlines = urls.Select(
            (url, i) =>
                new XElement("outline", new XAttribute("type", "rss"), new XAttribute("text", $"feed-{i}"), new XAttribute("xmlUrl", url)));
        new XElement("opml", new XAttribute("version", "1.0"), new XElement("head"), new XElement("body", outlines))
            .Save(Path.Combine(home, "feeds.opml"));
        Run(home, "opmlimport", Path.Combine(home, "feeds.opml"));
    }

    public Cost Refresh(string home) => Run(home, "run");

    public int Entries(string home) => Directory.EnumerateFiles(Path.Combine(home, "mail", "inbox", "new")).Count();

    private Cost Run(string home, params string[] arguments) => process.Run(
        "r2e",
        ["-c", Path.Combine(home, "rss2email.cfg"), "-d", Path.Combine(home, "rss2email.json"), .. arguments],
        ("HOME", home));
}
