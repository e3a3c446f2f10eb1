namespace FeedHub.Server.Api.Description;

/// <summary>What the OpenAPI document says of a route; a part of its metadata.</summary>
/// <param name="Id">Unique; generated clients make a method's name of it.</param>
/// <param name="Tag">The chapter of the reference that it is in.</param>
/// <param name="Example">An answer; null if it has no body.</param>
internal sealed record ApiOperation(string Id, string Tag, string Summary, object? Example)
{
    public string? Description { get; init; }
    /// <summary>Parameters of the path and of the query.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];
    /// <summary>What it may answer with, without parameters.</summary>
    public IReadOnlyList<string> MediaTypes { get; init; } = ["application/json"];
    /// <summary>The status of an answer that is none of <see cref="Problems"/>.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;
    /// <summary>The body that it takes, as an example; null if it takes none.</summary>
    public object? Body { get; init; }
    /// <summary>Statuses of the problem details that it may answer with, besides 429 and 503.</summary>
    public IReadOnlyList<int> Problems { get; init; } = [];
    /// <summary>The role of the key that it needs; null if it needs none, or only the one for a timeline that is not public.</summary>
    public string? Role { get; init; }
}

/// <summary>A parameter of the path, if the route has one of this name, else of the query.</summary>
internal sealed record ApiParameter(string Name, string Description, object? Example = null);
