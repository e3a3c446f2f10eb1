using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Server.Security;
using FeedHub.Server.Security.Sessions;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Desk;

/// <summary>Editors sign in with their key, and whatever a browser posts for them comes from a form of ours.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Page = "/editors/series/weekly";
    private readonly LeapingClock clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;
    private DeskBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [127.0.0.1/32]\n");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        browser = Browser();
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_led_to_the_form_and_back()
    {
        using var first = await browser.GetAsync(Page + "?done=1");
        Assert.Equal(HttpStatusCode.Found, first.StatusCode);
        Assert.Equal("/editors/sign-in?return=%2Feditors%2Fseries%2Fweekly%3Fdone%3D1", first.Headers.Location!.OriginalString);
        var form = await browser.OpenAsync(first.Headers.Location.OriginalString);
        var field = form.QuerySelector("#key")!;
        Assert.Equal(("password", "current-password"), (field.GetAttribute("type"), field.GetAttribute("autocomplete")));
        using var done = await browser.SendAsync(form, EditorsPath.SignIn, ("key", await KeyAsync(AccessRole.Editor)));
        Assert.Equal((HttpStatusCode.SeeOther, Page + "?done=1"), (done.StatusCode, done.Headers.Location!.OriginalString));
        using var page = await browser.GetAsync(Page);
        Assert.Equal((HttpStatusCode.OK, true), (page.StatusCode, page.Headers.CacheControl!.NoStore));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/editors")]
    [InlineData("/editors.elsewhere.example")]
    [InlineData("/editors/\\elsewhere")]
    [InlineData("/editors/\r\nSet-Cookie: a=b")]
    [InlineData("/editors/sign-out")]
    [InlineData("/series/weekly")]
    [InlineData("")]
    public async Task Signing_in_leads_nowhere_but_to_the_desk(string wanted)
    {
        var form = await browser.OpenAsync("/editors/sign-in?return=" + Uri.EscapeDataString(wanted));
        using var done = await browser.SendAsync(
            form, EditorsPath.SignIn, ("key", await KeyAsync(AccessRole.Editor)), ("return", wanted));
        Assert.Equal((HttpStatusCode.SeeOther, "/editors"), (done.StatusCode, done.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task The_cookie_is_for_the_desk_alone_and_does_not_hold_the_key()
    {
        var key = await KeyAsync(AccessRole.Editor);
        await browser.SignInAsync(key);
        var cookie = Assert.Single(browser.LastCookies, c => c.StartsWith(EditorCookie.Name, StringComparison.Ordinal));
        foreach (var part in new[] { "path=/editors", "httponly", "samesite=strict", "max-age=43200" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(AccessKey.Hash(key), cookie, StringComparison.Ordinal);

        var proxied = Browser(("X-Forwarded-Proto", "https"));
        await proxied.SignInAsync(key);
        Assert.Contains("secure", Assert.Single(proxied.LastCookies), StringComparison.OrdinalIgnoreCase);

        // Where the cookie does not count, whoever carries it has no key.
        using var poll = await browser.PostAsync("/api/v1/series/weekly/poll");
        Assert.Equal(HttpStatusCode.Unauthorized, poll.StatusCode);
        using var state = await browser.GetAsync("/api/v1/series/weekly/poll");
        Assert.Equal(HttpStatusCode.Unauthorized, state.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_wrong_or_may_only_read_does_not_open_the_desk()
    {
        var form = await browser.OpenAsync(EditorsPath.SignIn);
        using var wrong = await browser.SendAsync(form, EditorsPath.SignIn, ("key", AccessKey.Mint()));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        Assert.Contains("There is no such key.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var reader = await browser.SendAsync(form, EditorsPath.SignIn, ("key", await KeyAsync(AccessRole.Reader)));
        Assert.Equal(HttpStatusCode.Forbidden, reader.StatusCode);
        Assert.DoesNotContain(EditorCookie.Name, browser.Cookies.Keys);
        using var none = await browser.SendAsync(form, EditorsPath.SignIn, ("key", " "));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
    }

    [Fact]
    public async Task The_form_is_no_easier_place_to_try_keys()
    {
        var form = await browser.OpenAsync(EditorsPath.SignIn);
        for (var n = 0; n < WrongKeys.Burst; n++)
        {
            using var wrong = await browser.SendAsync(form, EditorsPath.SignIn, ("key", $"wrong{n}"));
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }
        using var next = await browser.SendAsync(form, EditorsPath.SignIn, ("key", await KeyAsync(AccessRole.Editor)));
        Assert.Equal(HttpStatusCode.TooManyRequests, next.StatusCode);
        Assert.NotNull(next.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_session_ends_with_its_key_with_time_and_by_signing_out()
    {
        var key = await KeyAsync(AccessRole.Editor);
        await browser.SignInAsync(key);
        var kept = browser.Cookies[EditorCookie.Name];
        clock.Advance(TimeSpan.FromHours(11));
        await browser.OpenAsync(Page);
        Assert.NotEqual(kept, browser.Cookies[EditorCookie.Name]);
        clock.Advance(TimeSpan.FromHours(11));
        var page = await browser.OpenAsync(Page);
        using var left = await browser.SendAsync(page, EditorsPath.SignOut);
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.DoesNotContain(EditorCookie.Name, browser.Cookies.Keys);

        await browser.SignInAsync(key);
        clock.Advance(EditorCookie.Idle + TimeSpan.FromSeconds(1));
        using var late = await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Found, late.StatusCode);

        await browser.SignInAsync(key);
        for (var hours = 0; hours < EditorCookie.Longest.TotalHours; hours += 8)
        {
            await browser.OpenAsync(Page);
            clock.Advance(TimeSpan.FromHours(8));
        }
        clock.Advance(TimeSpan.FromSeconds(1));
        using var week = await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Found, week.StatusCode);

        await browser.SignInAsync(key);
        await hub.Services.GetRequiredService<IAccessKeyStore>().RevokeAsync(AccessKey.Id(AccessKey.Hash(key)), default);
        using var revoked = await browser.GetAsync(Page);
        Assert.Equal(HttpStatusCode.Found, revoked.StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_was_made_up_or_changed_is_none()
    {
        await browser.SignInAsync(await KeyAsync(AccessRole.Editor));
        var cookie = browser.Cookies[EditorCookie.Name];
        foreach (var other in new[] { "x", cookie[..^4] + "AAAA", new string('A', 5000), AccessKey.Hash("x") + " 0 0" })
        {
            browser.Set(EditorCookie.Name, other);
            using var page = await browser.GetAsync(Page);
            Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_that_another_site_makes_a_browser_post_is_taken()
    {
        await browser.SignInAsync(await KeyAsync(AccessRole.Editor));
        using var bare = await browser.PostAsync(EditorsPath.SignOut);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);

        // A form that somebody else got counts for nobody but them.
        var other = Browser();
        await other.SignInAsync(await KeyAsync(AccessRole.Editor));
        var page = await other.OpenAsync(Page);
        using var borrowed = await browser.SendAsync(page, EditorsPath.SignOut);
        Assert.Equal(HttpStatusCode.BadRequest, borrowed.StatusCode);
        await browser.OpenAsync(Page);

        using var form = await Browser().PostAsync(EditorsPath.SignIn, ("key", await KeyAsync(AccessRole.Editor)));
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
    }

    [Fact]
    public async Task The_key_itself_still_works_and_needs_no_form()
    {
        var key = await KeyAsync(AccessRole.Editor);
        using var bearer = await hub.Client.GetAsync(Page, ("Authorization", $"Bearer {key}"), ("Accept", "text/html"));
        var html = await bearer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, bearer.StatusCode);
        // It is no browser's, so there is nothing to press.
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        using var none = await hub.Client.GetAsync(Page);
        await none.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private DeskBrowser Browser(params (string, string)[] headers) => new(hub.Client, headers)
    {
        Until = async task =>
        {
            while (!task.IsCompleted)
            {
                await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System));
                // Only a wrong key waits.
                if (!task.IsCompleted)
                    clock.Advance(TimeSpan.FromMilliseconds(1) + KeyJudge.Delay);
            }
        },
    };

    private async Task<string> KeyAsync(AccessRole role)
    {
        var key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), role, "test", DateTimeOffset.UnixEpoch, default);
        return key;
    }
}
