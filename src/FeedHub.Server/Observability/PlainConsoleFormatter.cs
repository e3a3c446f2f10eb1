using FeedHub.Core.Content;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FeedHub.Server.Observability;

/// <summary>Writes as another formatter does, with messages that cannot control a terminal or look like another event's line.</summary>
internal sealed class PlainConsoleFormatter(ConsoleFormatter inner) : ConsoleFormatter(inner.Name)
{
    /// <summary>JSON has escapes of its own, and keeps an exception apart from its message.</summary>
    private readonly bool escapes = inner.Name == ConsoleFormatterNames.Json;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (escapes)
        {
            inner.Write(logEntry, scopeProvider, textWriter);
            return;
        }
        var (format, fault) = (logEntry.Formatter, logEntry.Exception);
        var plain = new LogEntry<TState>(
            logEntry.LogLevel, logEntry.Category, logEntry.EventId, logEntry.State, exception: null,
            (state, _) => TerminalText.Plain($"{format(state, fault)} {fault}"));
        inner.Write(plain, scopeProvider, textWriter);
    }
}
