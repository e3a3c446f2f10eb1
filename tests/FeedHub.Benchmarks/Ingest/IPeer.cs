namespace FeedHub.Benchmarks.Ingest;

/// <summary>A program that fetches many feeds, reads them and stores what is new.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>Creates an empty home folder that subscribes to the feeds.</summary>
    void Subscribe(string home, IReadOnlyList<string> urls);

    /// <summary>Fetches every feed once.</summary>
    Cost Refresh(string home);

    /// <summary>The number of entries in the home folder, counted independently of the program's own figures.</summary>
    int Entries(string home);
}
