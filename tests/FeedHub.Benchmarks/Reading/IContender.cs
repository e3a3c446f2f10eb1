namespace FeedHub.Benchmarks.Reading;

/// <summary>A reader in the comparison.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Reads the feeds once.</summary>
    Round Run();
}
