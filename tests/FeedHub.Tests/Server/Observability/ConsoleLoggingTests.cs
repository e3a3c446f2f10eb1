using FeedHub.Server.Configuration;
using FeedHub.Server.Observability;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FeedHub.Tests.Server.Observability;

public sealed class ConsoleLoggingTests : IAsyncLifetime
{
    private const string Hostile = "a\u001b[31m\u0007\u009b\u007f\u202e\u2066\u2028\r\n2026-11-23T08:00:00Z info: all is well";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Theory]
    [InlineData(ConsoleFormatterNames.Simple)]
    [InlineData(ConsoleFormatterNames.Systemd)]
    [InlineData(ConsoleFormatterNames.Json)]
    public void Whatever_writes_the_log_writes_an_event_on_one_line_without_control_characters(string name)
    {
        var formatter = Assert.Single(hub.Services.GetServices<ConsoleFormatter>(), f => f.Name == name);
        using var written = new StringWriter();
        foreach (var fault in new[] { null, new InvalidOperationException(Hostile) })
        {
            formatter.Write(
                new LogEntry<string>(LogLevel.Error, "FeedHub.Test", 1, Hostile, fault, (state, _) => $"Title: {state}"), null, written);
        }

        var lines = written.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Contains("all is well", line, StringComparison.Ordinal));
        Assert.Contains("InvalidOperationException", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(
            string.Concat(lines), c => char.IsControl(c) || c is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    [Fact]
    public void Every_formatter_is_one_that_writes_plainly() =>
        Assert.All(hub.Services.GetServices<ConsoleFormatter>(), formatter => Assert.IsType<PlainConsoleFormatter>(formatter));

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
