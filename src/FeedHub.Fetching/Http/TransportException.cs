using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>
/// No complete, usable answer was received; becomes a <see cref="FetchResult.Failed"/> before it leaves this project.
/// </summary>
internal sealed class TransportException(FetchFailure failure, string detail, bool transient, Exception? cause = null)
    : Exception(detail, cause)
{
    public FetchFailure Failure => failure;

    /// <summary>Trying again soon may help.</summary>
    public bool Transient => transient;
}
