using System.Diagnostics;
using OpenTelemetry;

namespace FeedHub.Server.Observability;

/// <summary>Takes the addresses out of spans of requests: those of previews are secret.</summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data) => data.SetTag("url.path", null).SetTag("url.query", null);
}
