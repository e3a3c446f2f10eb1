namespace FeedHub.Storage.Copying;

/// <summary>A column that is copied.</summary>
internal sealed record CopyColumn(string Name, CopyColumnType Type);

/// <summary>What a column holds, by whatever name an engine calls it.</summary>
internal enum CopyColumnType
{
    Number,
    Real,
    Text,
    Bytes,
}
