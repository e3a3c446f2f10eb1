using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FeedHub.Tests.Server.Desk;

/// <summary>What a browser without JavaScript does at the desk: keeps cookies, follows answers and sends the forms of pages.</summary>
internal sealed partial class DeskBrowser(HttpClient client, params (string Name, string Value)[] headers)
{
    private readonly Dictionary<string, string> cookies = [];

    /// <summary>Lets the clock run while an answer is waited for.</summary>
    public Func<Task, Task> Until { get; init; } = task => task;

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>The <c>Set-Cookie</c> lines of the last answer.</summary>
    public IReadOnlyList<string> LastCookies { get; private set; } = [];

    public void Forget(string cookie) => cookies.Remove(cookie);

    public void Set(string cookie, string value) => cookies[cookie] = value;

    public async Task SignInAsync(string key)
    {
        using var door = await GetAsync("/editors/sign-in");
        using var done = await SendAsync(await PageAsync(door), "/editors/sign-in", ("key", key));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => AskAsync(HttpMethod.Get, path, null);

    /// <summary>The page at an address, which must be there.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await PageAsync(answer);
    }

    public static async Task<IHtmlDocument> PageAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Sends the form of a page that leads to an address, with what its fields hold unless it is given.</summary>
    public Task<HttpResponseMessage> SendAsync(IHtmlDocument page, string action, params (string Name, string Value)[] given)
    {
        var form = Assert.Single(page.Forms, f => f.GetAttribute("action") == action);
        var fields = form.QuerySelectorAll("input, textarea, select")
            .Where(f => f is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            .Select(f => (Name: f.GetAttribute("name")!, Value: f switch
            {
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement text => text.Value,
                _ => ((IHtmlSelectElement)f).Value ?? "",
            }))
            .Where(f => given.All(g => g.Name != f.Name));
        return PostAsync(action, [.. fields, .. given]);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostAsync(
        path, new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent body) => AskAsync(HttpMethod.Post, path, body);

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        // A body that is too large is refused before it is sent.
        request.Headers.ExpectContinue = body is MultipartContent;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var asked = client.SendAsync(request);
        await Until(asked);
        var answer = await asked;
        LastCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var pair in LastCookies.Select(line => Pair().Match(line)))
        {
            if (pair.Groups[2].Length == 0)
                cookies.Remove(pair.Groups[1].Value);
            else
                cookies[pair.Groups[1].Value] = pair.Groups[2].Value;
        }
        return answer;
    }

    [GeneratedRegex("^([^=]+)=([^;]*)")]
    private static partial Regex Pair();
}
