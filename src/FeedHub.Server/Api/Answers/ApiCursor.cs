using System.Buffers.Text;
using System.Text;

namespace FeedHub.Server.Api.Answers;

/// <summary>How far a client has come in a list, as an opaque text: what it holds may change with any version of FeedHub.</summary>
internal static class ApiCursor
{
    private const int MaxLength = 500;

    /// <param name="list">The list, so that a cursor of another one is refused.</param>
    public static string Write(string list, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}:{place}"));

    /// <summary>What <see cref="Write"/> was given; null for anything that it did not write.</summary>
    public static string? Read(string list, string cursor) =>
        cursor.Length <= MaxLength && Base64Url.IsValid(cursor)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) is var text && text.StartsWith(list + ":", StringComparison.Ordinal)
            ? text[(list.Length + 1)..]
            : null;
}
