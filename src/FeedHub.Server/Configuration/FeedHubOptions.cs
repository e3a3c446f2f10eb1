using System.Net;
using FeedHub.Core.Sources;
using FeedHub.Server.Configuration.Files;
using FeedHub.Storage;
using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Configuration;

/// <summary>The settings from the command line and the environment; they override <c>site.yaml</c>.</summary>
internal sealed record FeedHubOptions
{
    public string ConfigDirectory { get; init; } = "feeds-config";
    public string DataDirectory { get; init; } = "data";
    /// <summary>The database on a server that everything is stored in, in place of SQLite in the data folder; null without one.</summary>
    public PostgresAddress? StoreServer { get; init; }
    public StoreLocation Store => new(DataDirectory, StoreServer);
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8080"];
    /// <summary>From <c>--public-url</c>; overrides the environment and <c>site.yaml</c>.</summary>
    public string? PublicUrl { get; init; }
    /// <summary>An OPML file whose feeds are the sources, in place of <c>sources/</c>.</summary>
    public string? OpmlFile { get; init; }
    /// <summary>From <c>--allow-network</c>; added to those of <c>site.yaml</c>.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];
    /// <summary>Values of <c>site.yaml</c> keys from the environment (<c>FeedHub__…</c>), by dotted key in snake case.</summary>
    public IReadOnlyDictionary<string, string> SiteOverrides { get; init; } = new Dictionary<string, string>();
    /// <summary>
    /// The key that readers of the timeline need if <c>timeline: key</c>; from <c>FeedHub__TimelineKey</c> only, never from a file.
    /// </summary>
    public string? TimelineKey { get; init; }
    /// <summary>Where imported briefs are: a folder for each series, with its files and their <c>media</c>.</summary>
    public string BriefsDirectory => Path.Combine(DataDirectory, "briefs");
    /// <summary>What <c>feedhub sources verify</c> found.</summary>
    public string FindingsFile => Path.Combine(DataDirectory, FindingsReader.Path);
    /// <summary>
    /// The folders that files are read from, as named and in full. Only the person who runs the server may learn where they are.
    /// </summary>
    public IReadOnlyList<string> Folders
    {
        get
        {
            string[] named =
            [
                ConfigDirectory, BriefsDirectory, DataDirectory,
                .. OpmlFile is null ? [] : new[] { Path.GetDirectoryName(OpmlFile) ?? "" },
            ];
            return [.. named, .. named.Select(n => Path.GetFullPath(n.Length == 0 ? "." : n))];
        }
    }
    /// <summary>Take the data folder over from the catalog that it belongs to; from <c>serve --adopt</c>.</summary>
    public bool Adopt { get; init; }
    /// <summary>How long requests are still accepted once the process is told to stop, while it says that it is not ready.</summary>
    public TimeSpan Drain { get; init; }
    public bool Sample { get; init; }
    /// <summary>The outlets of the sample mode, in place of <c>sources/</c>; null without it.</summary>
    public IReadOnlyList<Source>? SampleSources { get; init; }
}
