using System.IO.Compression;
using System.Net;
using System.Text;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Configuration;
using FeedHub.Server.Pages;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace FeedHub.Server.Api.Description;

/// <summary>The OpenAPI document, and a page on which it is read and tried out.</summary>
internal static class ReferenceEndpoints
{
    public const string DocumentPath = "/api/v1/openapi.json";

    /// <summary>The script of Scalar; its package holds it compressed.</summary>
    private static readonly Lazy<Representation> Script = new(() =>
    {
        using var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")!;
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return Representation.From(plain.ToArray(), "text/javascript; charset=utf-8", lastModified: null);
    });

    public static async Task<IResult> DocumentAsync(
        CurrentCatalog current, RenderedFeedCache cache, [FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var document = await cache.GetAsync(
            new RenderingKey(DocumentPath, "json", "", current.Value.Hash),
            async stopping =>
            {
                var made = await documents.GetOpenApiDocumentAsync(stopping);
                return Representation.From(
                    Encoding.UTF8.GetBytes(await made.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0, stopping)), ApiAnswers.MediaType,
                    lastModified: null);
            },
            cancellationToken);
        return new RepresentationResult(document, CachePolicy.Page, link: null, shared: true, clock);
    }

    public static IResult Page(CurrentCatalog current, WebAssets assets, TimeProvider clock)
    {
        var (root, title) = (current.Value.Site.BasePath, WebUtility.HtmlEncode(current.Value.Site.Title));
        var page = $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>API of {title}</title>
              <link rel="icon" href="{root}{assets.Address("feedhub.svg")}">
            </head>
            <body>
              <noscript>This page needs scripts; what it shows is <a href="{root}{DocumentPath}">{DocumentPath}</a>.</noscript>
              <div id="reference" data-document="{root}{DocumentPath}"></div>
              <script src="{root}/docs/scalar.js?v={WebAssets.Version(Script.Value)}"></script>
              <script src="{root}{assets.Address("reference.js")}"></script>
            </body>
            </html>

            """;
        return new RepresentationResult(
            Representation.From(Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", lastModified: null), CachePolicy.Page, link: null,
            shared: false, clock);
    }

    public static IResult PageScript(HttpContext http, TimeProvider clock) => new RepresentationResult(
        Script.Value, http.Request.Query["v"] == WebAssets.Version(Script.Value) ? CachePolicy.Immutable : CachePolicy.Page, link: null,
        shared: false, clock);
}
