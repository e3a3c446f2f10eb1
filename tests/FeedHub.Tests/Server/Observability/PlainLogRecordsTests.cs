using FeedHub.Server.Observability;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FeedHub.Tests.Server.Observability;

public sealed class PlainLogRecordsTests
{
    private const string Hostile = "a\u001b[31m\u0007\u009b\u007f\u202e\u2066\u2028\r\n2026-11-23T08:00:00Z info: all is well";

    [Fact]
    public void A_record_that_is_sent_has_no_control_characters_in_its_message_its_values_and_its_fault()
    {
        var sent = new Kept();
        using (var logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.AddProcessor(new PlainLogRecords()).AddProcessor(sent);
        })))
        {
#pragma warning disable CA1848, CA2254 // One message, of a test.
            logging.CreateLogger("FeedHub.Test").LogError(
                new InvalidOperationException(Hostile), "{Source} failed {Times} times", Hostile, 3);
#pragma warning restore CA1848, CA2254
        }
        Assert.Null(sent.Fault);
        Assert.Contains("all is well failed 3 times", sent.Message, StringComparison.Ordinal);
        Assert.Equal(3, sent.Values["Times"]);
        Assert.Equal("System.InvalidOperationException", sent.Values["exception.type"]);
        Assert.Contains("all is well", (string)sent.Values["exception.stacktrace"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            string.Concat(sent.Values.Values.Append(sent.Message)),
            c => char.IsControl(c) || c is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
    }

    /// <summary>Reads a record at once: it is used again for the next.</summary>
    private sealed class Kept : BaseProcessor<LogRecord>
    {
        public string Message { get; private set; } = "";
        public Exception? Fault { get; private set; }
        public Dictionary<string, object?> Values { get; private set; } = [];

        public override void OnEnd(LogRecord data)
        {
            (Message, Fault) = (data.FormattedMessage!, data.Exception);
            Values = data.Attributes!.ToDictionary(a => a.Key, a => a.Value);
        }
    }
}
