using FeedHub.Core.Content;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace FeedHub.Server.Observability;

/// <summary>
/// Sends log records with texts that cannot control the terminal on which somebody reads them, as <see cref="PlainConsoleFormatter"/>
/// writes them.
/// </summary>
internal sealed class PlainLogRecords : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.FormattedMessage is { } message)
            data.FormattedMessage = TerminalText.Plain(message);
        var attributes = (data.Attributes ?? []).Select(a => new KeyValuePair<string, object?>(a.Key, Plain(a.Value)));
        if (data.Exception is { } fault)
        {
            // Under the names that OpenTelemetry gives them; it would send them as they are.
            attributes =
            [
                .. attributes, new("exception.type", fault.GetType().FullName), new("exception.message", TerminalText.Plain(fault.Message)),
                new("exception.stacktrace", TerminalText.Plain(fault.ToString())),
            ];
            data.Exception = null;
        }
        data.Attributes = [.. attributes];
    }

    /// <summary>Numbers stay numbers; everything else is a text by the time it is sent.</summary>
    private static object? Plain(object? value) => value switch
    {
        null or bool or int or long or double => value,
        _ => TerminalText.Plain(value.ToString() ?? ""),
    };
}
