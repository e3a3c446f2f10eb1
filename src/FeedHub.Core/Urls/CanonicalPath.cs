namespace FeedHub.Core.Urls;

/// <summary>The canonical form of a path, as segments; it is the same for all links to one page.</summary>
internal static class CanonicalPath
{
    /// <summary>The files that servers return for a folder.</summary>
    public static readonly string[] IndexFiles =
        ["index.html", "index.htm", "index.shtml", "index.php", "index.asp", "index.aspx", "index.jsp", "default.html", "default.htm",
            "default.asp", "default.aspx"];

    /// <summary>The segments without empty and dot segments (RFC 3986 §5.2.4), session IDs and a final index file.</summary>
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

    /// <summary>Removes a part that only marks the AMP edition; false if there is none.</summary>
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
    /// Java servers put a session ID after a semicolon, ASP.NET in a separate segment: <c>/(S(lit3py55t21z5v55vlm25s55))/news</c>.
    /// </summary>
    private static string WithoutSession(string segment)
    {
        var session = segment.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
        if (session >= 0)
            segment = segment[..session];
        return segment.StartsWith("(S(", StringComparison.Ordinal) && segment.EndsWith("))", StringComparison.Ordinal) ? "" : segment;
    }
}
