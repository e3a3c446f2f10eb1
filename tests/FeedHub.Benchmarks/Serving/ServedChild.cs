using System.Globalization;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FeedHub.Benchmarks.Serving;

/// <summary>
/// A server in its own process: writes its address, then answers each line of input with what it has used so far,
/// <c>CPU-seconds allocated-bytes</c>; ends with its input.
/// </summary>
internal static class ServedChild
{
    /// <summary>The whole of FeedHub, as assembled by <c>feedhub serve</c>.</summary>
    public static async Task FeedHubAsync(string config, string data)
    {
        var options = new FeedHubOptions { ConfigDirectory = config, DataDirectory = data, Urls = ["http://127.0.0.1:0"] };
        await AnswerAsync(await FeedHubApplication.BuildAsync(options, _ => { }, default));
    }

    /// <summary>The least that ASP.NET Core can do: one route, one array of bytes.</summary>
    public static async Task BareAsync(string file, string mediaType, string coding)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/feed", async (HttpContext http) =>
        {
            http.Response.ContentType = mediaType;
            http.Response.ContentLength = bytes.Length;
            if (coding != "identity") http.Response.Headers.ContentEncoding = coding;
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        });
        await AnswerAsync(app);
    }

    private static async Task AnswerAsync(WebApplication app)
    {
        await using (app)
        {
            await app.StartAsync();
            Console.WriteLine(app.Urls.First());
            while (await Console.In.ReadLineAsync() is not null)
            {
                var cpu = Environment.CpuUsage.TotalTime.TotalSeconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cpu} {GC.GetTotalAllocatedBytes(precise: true)}"));
            }
            await app.StopAsync();
        }
    }
}
