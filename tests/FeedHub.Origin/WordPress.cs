using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace FeedHub.Origin;

/// <summary>
/// Simulates a WordPress site on an origin: its REST API with paging, filters and fields, drafts of those who sign in, its feed, its pages.
/// </summary>
public sealed partial class WordPress
{
    /// <summary>Path of the feed of a category that has every post. Such a feed has no list in the API that would be its own.</summary>
    public const string Category = "/category/weekly/feed/";

    private readonly FeedOrigin origin;
    private readonly SortedDictionary<int, WordPressPostText> posts = [];
    private readonly Dictionary<string, string> renamed = [];
    private readonly List<string> numbered = [];
    private readonly Lock turn = new();

    public WordPress(FeedOrigin origin)
    {
        this.origin = origin;
        origin.Put("/wp-json/wp/v2/posts", (request, query) => Instead?.Invoke() ?? Signed(request, query) ?? Posts(query));
        origin.Put("/wp-json/wp/v2/users", query => Names(query, "author"));
        origin.Put("/wp-json/wp/v2/tags", query => Names(query, "tag"));
        origin.Put("/wp-json/wp/v2/media", query => Names(query, "picture"));
        origin.Put("/feed/", _ => FeedDocument());
        origin.Put(Category, _ => FeedDocument());
    }

    /// <summary>Items of its feeds (Settings → Reading).</summary>
    public int FeedLength { get; set; } = 10;

    /// <summary>What the API sends before its JSON: a byte order mark, or a notice of PHP.</summary>
    public string BeforeJson { get; set; } = "";

    /// <summary>Asked before each answer of the API: what it answers in place of its posts, such as during maintenance, or null.</summary>
    public Func<OriginDocument?>? Instead { get; set; }

    public string Api => origin.Url("/wp-json/wp/v2/posts");

    public string FeedAddress => origin.Url("/feed/");

    /// <summary>The address that WordPress made from a post's number when it was first saved.</summary>
    public string Guid(int number) => origin.Url($"/?p={number}");

    public string Link(WordPressPostText post) => origin.Url($"/{post.Slug}/");

    public void Publish(WordPressPostText post)
    {
        lock (turn)
        {
            posts[post.Number] = post;
        }
        origin.Put($"/{post.Slug}/", _ => Find(post.Number) is { Status: "publish" } current
            ? OriginDocument.Of(Page(current), "text/html; charset=UTF-8") : null);
        origin.Put($"/wp-json/wp/v2/posts/{post.Number}", query => Find(post.Number) switch
        {
            null => Json("""{"code":"rest_post_invalid_id","message":"Invalid post ID.","data":{"status":404}}""", 404),
            { Status: "publish" } found => Json(Only(Json(found, query.ContainsKey("_embed")), Fields(query)).ToJsonString(), 200),
            _ => Json("""{"code":"rest_forbidden","message":"Sorry, you are not allowed to do that.","data":{"status":401}}""", 401),
        });
    }

    /// <summary>Gives an author or a tag another name, which no post notices, or a picture (by its path) another description.</summary>
    public void Rename(string name, string now)
    {
        lock (turn)
        {
            renamed[name] = now;
        }
    }

    public void Delete(int number)
    {
        lock (turn)
        {
            posts.Remove(number);
        }
    }

    /// <summary>A post, public or not.</summary>
    public WordPressPostText? Find(int number)
    {
        lock (turn)
        {
            return posts.GetValueOrDefault(number);
        }
    }

    private OriginDocument? Posts(IQueryCollection query)
    {
        List<WordPressPostText> all;
        lock (turn)
        {
            all = [.. posts.Values.Where(p => p.Status == "publish").OrderByDescending(p => p.Published)];
        }
        var size = int.TryParse(query["per_page"], CultureInfo.InvariantCulture, out var wanted) ? wanted : 10;
        var page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        if (query["include"].ToString() is { Length: > 0 } include)
        {
            var numbers = include.Split(',').Select(int.Parse).ToHashSet();
            all = [.. all.Where(p => numbers.Contains(p.Number))];
        }
        if (query["slug"].ToString() is { Length: > 0 } slug)
        {
            all = [.. all.Where(p => p.Slug == slug)];
        }
        var shown = all.Skip((page - 1) * size).Take(size).ToList();
        if (page > 1 && shown.Count == 0)
        {
            return Json("""{"code":"rest_post_invalid_page_number","data":{"status":400}}""", 400);
        }
        var json = new JsonArray([.. shown.Select(p => (JsonNode)Only(Json(p, query.ContainsKey("_embed")), Fields(query)))]);
        return Json(BeforeJson + json.ToJsonString(), 200);
    }

    private OriginDocument Names(IQueryCollection query, string kind)
    {
        var wanted = query["include"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        lock (turn)
        {
            var names = wanted.Where(n => numbered[n - 1].StartsWith(kind, StringComparison.Ordinal))
                .Select(n => (JsonNode)Named(kind, numbered[n - 1][(kind.Length + 1)..]));
            return Json(new JsonArray([.. names]).ToJsonString(), 200);
        }
    }

    /// <summary>An author, a tag or a picture with its number, as lists and posts give it.</summary>
    private JsonObject Named(string kind, string name)
    {
        var now = renamed.GetValueOrDefault(name);
        return kind == "picture"
            ? new()
            {
                ["id"] = NumberOf(kind, name),
                ["source_url"] = origin.Url(name),
                ["alt_text"] = now ?? "A drawing",
                ["caption"] = new JsonObject { ["rendered"] = "<p>Drawing: the desk</p>" },
            }
            : new() { ["id"] = NumberOf(kind, name), ["name"] = now ?? name };
    }

    private int NumberOf(string kind, string name)
    {
        var key = $"{kind} {name}";
        if (!numbered.Contains(key))
            numbered.Add(key);
        return numbered.IndexOf(key) + 1;
    }

    private static string[]? Fields(IQueryCollection query) => query["_fields"].ToString() is { Length: > 0 } f ? f.Split(',') : null;

    private static OriginDocument Json(string json, int status) =>
        OriginDocument.Of(json, "application/json; charset=UTF-8") with { Status = status };

    private JsonObject Json(WordPressPostText post, bool embed)
    {
        lock (turn)
        {
            var json = new JsonObject
            {
                ["id"] = post.Number,
                ["date"] = Local(post.Published),
                ["date_gmt"] = Gmt(post.Published),
                ["guid"] = new JsonObject { ["rendered"] = Guid(post.Number) },
                ["modified_gmt"] = Gmt(post.Modified),
                ["slug"] = post.Slug,
                ["status"] = post.Status,
                ["link"] = Link(post),
                ["title"] =
                    new JsonObject { ["rendered"] = WebUtility.HtmlEncode(post.Title).Replace("'", "&#8217;", StringComparison.Ordinal) },
                ["content"] = new JsonObject
                {
                    ["rendered"] = post.Protected ? "" : Rendered(post.Content),
                    ["protected"] = post.Protected,
                },
                ["excerpt"] = new JsonObject
                {
                    ["rendered"] = post.Excerpt is { Length: > 0 } excerpt
                        ? $"<p>{excerpt}</p>\n" : "<p>Leading this week This week&#8217;s brief examines [&hellip;]</p>\n",
                },
                ["author"] = NumberOf("author", post.Author),
                ["tags"] = new JsonArray([.. post.Tags.Select(t => (JsonNode)NumberOf("tag", t))]),
                ["featured_media"] = post.Picture is { } picture ? NumberOf("picture", picture) : 0,
            };
            if (post.Language is { } language)
            {
                json["lang"] = language;
                json["translations"] = new JsonObject(post.Translations.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
            }
            if (embed)
            {
                json["_embedded"] = Embedded(post);
            }
            return json;
        }
    }

    private JsonObject Embedded(WordPressPostText post)
    {
        var tags = post.Tags.Select(t => Named("tag", t)).ToList();
        foreach (var tag in tags)
        {
            tag["taxonomy"] = "post_tag";
        }
        var embedded = new JsonObject
        {
            ["author"] = new JsonArray(Named("author", post.Author)),
            ["wp:term"] = new JsonArray(
                new JsonArray(new JsonObject { ["taxonomy"] = "category", ["name"] = "Weekly" }),
                new JsonArray([.. tags.Select(t => (JsonNode)t)])),
        };
        if (post.Picture is { } picture)
        {
            embedded["wp:featuredmedia"] = new JsonArray(Named("picture", picture));
        }
        return embedded;
    }

    private static JsonObject Only(JsonObject json, string[]? fields)
    {
        foreach (var key in fields is null ? [] : json.Select(p => p.Key).Where(k => !fields.Contains(k)).ToList())
        {
            // "content.protected" asks for a part of the content.
            var inner = fields!.Where(f => f.StartsWith(key + ".", StringComparison.Ordinal)).Select(f => f[(key.Length + 1)..]).ToArray();
            if (inner.Length == 0)
                json.Remove(key);
            else
                Only(json[key]!.AsObject(), inner);
        }
        return json;
    }

    /// <summary>The feed as it is now.</summary>
    public OriginDocument FeedDocument() => OriginDocument.Of(Feed(), "application/rss+xml; charset=UTF-8");

    private string Feed()
    {
        var rss = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title>""");
        rss.Append(
            CultureInfo.InvariantCulture,
            $"<link>{origin.Url("/")}</link><description>Desk</description><generator>https://wordpress.org/?v=6.8</generator>");
        lock (turn)
        {
            foreach (var post in posts.Values.Where(p => p.Status == "publish").OrderByDescending(p => p.Published).Take(FeedLength))
            {
                rss.Append(CultureInfo.InvariantCulture, $"""
                    <item><title>{WebUtility.HtmlEncode(post.Title)}</title><link>{Link(post)}</link><dc:creator><![CDATA[{post.Author}]]></dc:creator>
                    <pubDate>{post.Published.ToUniversalTime():ddd, dd MMM yyyy HH:mm:ss} +0000</pubDate><guid isPermaLink="false">{Guid(post.Number)}</guid>
                    <description><![CDATA[Leading this week This week&#8217;s brief examines [&#8230;]]]></description>
                    <content:encoded><![CDATA[{post.Shown}<p>The post <a href="{Link(post)}">{post.Title}</a> appeared first on <a href="{origin.Url("/")}">Desk</a>.</p>]]></content:encoded></item>
                    """);
            }
        }
        return rss.Append("</channel></rss>").ToString();
    }

    private string Page(WordPressPostText post)
    {
        var content = post.Elementor
            ? $"""<div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{post.Shown}</div></div>"""
            : $"""<div class="entry-content wp-block-post-content">{post.Shown}</div>""";
        return $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="UTF-8"><title>{WebUtility.HtmlEncode(post.Title)} &#8211; Desk</title>
            <link rel="canonical" href="{Link(post)}"><link rel="shortlink" href="{Guid(post.Number)}"><meta property="og:title" content="{WebUtility.HtmlEncode(post.Title)}">
            <meta property="article:published_time" content="{post.Published.ToUniversalTime():yyyy-MM-ddTHH:mm:ss}+00:00"><meta name="author" content="{post.Author}">
            {(post.Picture is { } picture ? $"<meta property=\"og:image\" content=\"{origin.Url(picture)}\">" : "")}
            </head><body class="single postid-{post.Number}"><header class="site-header"><nav><a href="/">Desk</a></nav></header>
            <main><article id="post-{post.Number}"><h1 class="entry-title">{WebUtility.HtmlEncode(post.Title)}</h1>{content}</article></main><footer><p>© Desk</p></footer></body></html>
            """;
    }

    private static string Gmt(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string Local(DateTimeOffset instant) => Gmt(instant.AddHours(4));
}
