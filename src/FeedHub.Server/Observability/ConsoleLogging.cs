using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace FeedHub.Server.Observability;

/// <summary>
/// Writes one line for each event, on standard error, so that standard output carries only what a command answers. The environment may
/// change that by .NET's own settings: <c>Logging__Console__FormatterName=json</c>, <c>Logging__LogLevel__Default=Debug</c>.
/// </summary>
internal static class ConsoleLogging
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // It warns that its keys are not encrypted; they are private files, as all that we keep (PrivateKeyRing).
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // It logs each request, which is below our level anyway; while it is on, every request costs an activity that nothing uses.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:System"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ssZ ",
    };

    /// <summary>
    /// Makes the environment the only source of the host's own configuration, above these defaults. Makes every formatter that it may name
    /// write outside text without control characters.
    /// </summary>
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Defaults).AddEnvironmentVariables();
        foreach (var (at, registered) in builder.Services.Index().Where(s => s.Item.ServiceType == typeof(ConsoleFormatter)).ToList())
        {
            var formatter = registered.ImplementationType!;
            builder.Services[at] = ServiceDescriptor.Singleton<ConsoleFormatter>(
                services => new PlainConsoleFormatter((ConsoleFormatter)ActivatorUtilities.CreateInstance(services, formatter)));
        }
    }

    /// <summary>For a command that reports its outcome itself: only warnings, unless the environment asks for more.</summary>
    public static void Quieten(WebApplicationBuilder builder) => builder.Configuration.Sources.Insert(1, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Warning" },
    });
}
