using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Requests in the words of the tests.</summary>
internal static class HubRequests
{
    /// <summary>Sends a request with headers as they are written, valid or not.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        client.SendAsync(method, path, HttpCompletionOption.ResponseContentRead, headers);

    /// <summary>The same, without waiting for the end of the answer, which a stream may not have.</summary>
    public static Task<HttpResponseMessage> BeginAsync(
        this HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        client.SendAsync(method, path, HttpCompletionOption.ResponseHeadersRead, headers);

    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Get, path, headers);

    /// <summary>Sends bytes as they are written and reads until the server closes.</summary>
    public static async Task<(string Head, byte[] Body)> RawAsync(this HttpClient client, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var received = new MemoryStream();
        await connection.GetStream().CopyToAsync(received);
        var answer = received.ToArray();
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        return (Encoding.ASCII.GetString(answer, 0, end), answer[(end + 4)..]);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        this HttpClient client, HttpMethod method, string path, HttpCompletionOption until, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await client.SendAsync(request, until);
    }

    public static async Task<JsonElement> JsonFeedAsync(this HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetByteArrayAsync(path)).RootElement;

    /// <summary>The values of a header, wherever .NET files it, joined by commas; null when it is absent.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>The body without its content coding.</summary>
    public static async Task<byte[]> DecodedAsync(this HttpResponseMessage response)
    {
        var sent = await response.Content.ReadAsStreamAsync();
        await using var decoded = response.Header("Content-Encoding") switch
        {
            null => sent,
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            var other => throw new InvalidDataException(other),
        };
        using var bytes = new MemoryStream();
        await decoded.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Asserts problem details (RFC 9457) of that status.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }
}
