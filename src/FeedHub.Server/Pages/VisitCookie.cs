namespace FeedHub.Server.Pages;

/// <summary>Carries a <see cref="Visit"/> between requests.</summary>
internal static class VisitCookie
{
    private const string Name = "feedhub-visit";

    public static Visit Read(HttpRequest request) => Visit.Parse(request.Cookies[Name]);

    public static void Write(HttpContext http, Visit visit, string basePath) =>
        http.Response.Cookies.Append(Name, visit.ToString(), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = basePath.Length == 0 ? "/" : basePath,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
}
