using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub check</c>: reads the configuration and reports what is wrong with it and what it covers.</summary>
internal sealed class CheckCommand : Verb
{
    public CheckCommand(CommonOptions common)
        : base(
            "check", "Validate feeds-config/ and print each mistake as FILE:LINE: KEY: what is wrong. Exit code 1 if there are any.",
            "",
            "--config /etc/feedhub")
    {
        SetAction(parsed => CatalogCheck.Run(common.ReadWithoutStore(parsed), parsed.InvocationConfiguration.Output));
    }
}
