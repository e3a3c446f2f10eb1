namespace FeedHub.Benchmarks.Million.Driving;

/// <summary>One kind of request.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Varies">What differs from one request to the next, so that no ready answer is measured; or that nothing does.</param>
/// <param name="Path">The path and query of request <c>n</c>, which counts on through all rounds.</param>
internal sealed record DriveCase(string Name, string Varies, Func<int, string> Path);
