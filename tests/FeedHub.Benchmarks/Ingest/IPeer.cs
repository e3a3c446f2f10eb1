namespace FeedHub.Benchmarks.Ingest;

/// <summary>A program that fetches many feeds, reads them and stores what is new.</summary>
internal interface IPeer
{
    string Name { get; }

    /// <summary>Makes an empty home that subscribes to the feeds.</summary>
    void Subscribe(string home, IReadOnlyList<string> urls);

    /// <summary>Fetches every feed once.</summary>
    Cost Refresh(string home);

    /// <summary>The entries that the home holds, counted by other means than the program's own figures.</summary>
    int Entries(string home);
}
