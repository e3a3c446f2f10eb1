namespace FeedHub.Server.Api.Records;

/// <summary>A part of a list.</summary>
/// <param name="Next">The address of the next part, from the root of this host; absent at the end.</param>
internal sealed record ApiList<T>(IReadOnlyList<T> Items, string? Next = null) : IApiPart;

/// <summary>What may have a next part.</summary>
internal interface IApiPart
{
    string? Next { get; }
}
