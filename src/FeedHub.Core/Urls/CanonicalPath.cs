namespace FeedHub.Core.Urls;

/// <summary>The form of a path under which two links to one page are equal, as its segments.</summary>
internal static class CanonicalPath
{
    /// <summary>What servers answer with when a folder is asked for.</summary>
    public static readonly string[] IndexFiles =
        ["index.html", "index.htm", "index.shtml", "index.php", "index.asp", "index.aspx", "index.jsp", "default.html", "default.htm",
            "default.asp", "default.aspx"];

    /// <summary>Segments without empty and dot ones (RFC 3986 §5.2.4), session IDs and, at the end, the name of an index file.</summary>
    public static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (var raw in path.Split('/'))
        {
            var segment = WithoutSession(PercentEncoding.Normalise(raw));
            if (segment == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or ".."))
                segments.Add(segment);
        }

        DropIndexFiles(segments);
        return segments;
    }

    /// <summary>Drops what only says that it is the telephone's edition; false when nothing does.</summary>
    public static bool DropEdition(List<string> segments)
    {
        if (segments.Count > 1 && segments[^1] == "amp")
        {
            segments.RemoveAt(segments.Count - 1);
        }
        else if (segments.Count > 1 && segments[0] == "amp")
        {
            segments.RemoveAt(0);
        }
        else if (segments.Count > 0
            && segments[^1].EndsWith(".amp", StringComparison.Ordinal)
            && segments[^1][..^".amp".Length].Trim('.').Length > 0)
        {
            segments[^1] = WithoutSession(segments[^1][..^".amp".Length]);
        }
        else
        {
            return false;
        }

        DropIndexFiles(segments);
        return true;
    }

    private static void DropIndexFiles(List<string> segments)
    {
        while (segments.Count > 0 && (segments[^1].Length == 0 || IndexFiles.Contains(segments[^1], StringComparer.OrdinalIgnoreCase)))
            segments.RemoveAt(segments.Count - 1);
    }

    /// <summary>
    /// Java's servers put a session behind a semicolon, ASP.NET in a segment of its own: <c>/(S(lit3py55t21z5v55vlm25s55))/news</c>.
    /// </summary>
    private static string WithoutSession(string segment)
    {
        var session = segment.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
        if (session >= 0)
            segment = segment[..session];
        return segment.StartsWith("(S(", StringComparison.Ordinal) && segment.EndsWith("))", StringComparison.Ordinal) ? "" : segment;
    }
}
