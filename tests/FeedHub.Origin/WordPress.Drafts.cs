using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FeedHub.Origin;

/// <summary>What the REST API does for those who sign in with an application password.</summary>
public sealed partial class WordPress
{
    /// <summary>Application passwords by user.</summary>
    public Dictionary<string, string> Accounts { get; } = [];

    /// <summary>The numbers of the categories of each draft that was sent.</summary>
    public Dictionary<int, IReadOnlyList<int>> Categories { get; } = [];

    /// <summary>What a proxy answers in place of WordPress once a draft is kept; null for none.</summary>
    public OriginDocument? Lost { get; set; }

    /// <summary>The time at which drafts are saved.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that is not public, as an editor sees it in the list of posts.</summary>
    public IReadOnlyList<WordPressPostText> Drafts
    {
        get
        {
            lock (turn)
            {
                return [.. posts.Values.Where(p => p.Status == "draft")];
            }
        }
    }

    /// <summary>The answer to what nobody may do without signing in; null for what everybody may.</summary>
    private OriginDocument? Signed(OriginRequest request, IQueryCollection query)
    {
        var isWriting = request.Method == "POST";
        if (!isWriting && query["context"] != "edit" && !query.ContainsKey("status"))
            return null;
        if (request.Header("Authorization") is not { } header)
        {
            return Refused(
                isWriting ? "rest_cannot_create" : "rest_forbidden_context",
                isWriting ? "Sorry, you are not allowed to create posts as this user." : "Sorry, you are not allowed to edit posts.");
        }
        var given = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
        if (!Accounts.TryGetValue(given[0], out var password) || password != given[1])
            return Refused("incorrect_password", "The provided password is an invalid application password.");
        if (!isWriting)
            return List(query);
        var made = Only(Create(JsonNode.Parse(request.Body.Span)!.AsObject()), Fields(query));
        return Lost ?? Json(BeforeJson + made.ToJsonString(), 201);
    }

    private static OriginDocument Refused(string code, string message) =>
        Json($$$"""{"code":"{{{code}}}","message":"{{{message}}}","data":{"status":401}}""", 401);

    private OriginDocument List(IQueryCollection query)
    {
        List<WordPressPostText> found;
        lock (turn)
        {
            found = [.. posts.Values.Where(p => p.Slug == query["slug"] && (query["status"] == "any" || p.Status == query["status"]))];
        }
        return Json(BeforeJson + new JsonArray([.. found.Select(p => (JsonNode)Only(Json(p, false), Fields(query)))]).ToJsonString(), 200);
    }

    private JsonObject Create(JsonObject sent)
    {
        WordPressPostText post;
        lock (turn)
        {
            var (slug, name) = ((string)sent["slug"]!, (string)sent["slug"]!);
            for (var n = 2; posts.Values.Any(p => p.Slug == name); n++)
                name = $"{slug}-{n}";
            var number = posts.Keys.LastOrDefault(4000) + 1;
            post = new(number, name, WebUtility.HtmlDecode((string)sent["title"]!), (string)sent["content"]!, Now)
            {
                Status = (string)sent["status"]!,
                Excerpt = (string?)sent["excerpt"],
            };
            Categories[number] = [.. sent["categories"]?.AsArray().Select(c => (int)c!) ?? []];
        }
        Publish(post);
        return Json(post, false);
    }

    /// <summary>WordPress leaves out the comments of blocks, and puts its own in place of shortcodes, wherever they stand.</summary>
    private static string Rendered(string content) =>
        Shortcode().Replace(BlockComment().Replace(content, ""), "<div>Ran a shortcode</div>");

    [GeneratedRegex("<!-- /?wp:.*? -->\n?")]
    private static partial Regex BlockComment();

    [GeneratedRegex(@"\[(gallery|audio|embed|caption)\b[^\]]*\]")]
    private static partial Regex Shortcode();
}
