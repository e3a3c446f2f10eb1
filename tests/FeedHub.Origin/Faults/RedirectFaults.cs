using System.Globalization;

namespace FeedHub.Origin.Faults;

/// <summary>Answers that redirect the client.</summary>
internal static class RedirectFaults
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("redirect", "to=/PATH;code=302", "to that address (escaped), else to the document", c => GoAsync(c, c.Text("to", c.Path))),
        new("redirect-chain", "n=3;code=302", "so many redirects, then the document", ChainAsync),
        new("redirect-loop", "n=2;code=302", "endlessly through so many addresses", LoopAsync),
        new("redirect-guarded", "to=http://10.0.0.1/", "to an address that is not public",
            c => GoAsync(c, c.Text("to", "http://10.0.0.1/"))),
        new("redirect-nowhere", "code=302", "without a Location", c => GoAsync(c, null)),
    ];

    private static Task ChainAsync(FaultCall call)
    {
        var left = call.Number("n", 3) - 1;
        return GoAsync(call, left <= 0 ? call.Path : Again(call, "redirect-chain", left));
    }

    private static Task LoopAsync(FaultCall call)
    {
        var length = call.Number("n", 2);
        var step = (call.Number("at", 0) + 1) % length;
        return GoAsync(call, Again(call, "redirect-loop", length, $";at={step}"));
    }

    private static string Again(FaultCall call, string name, int n, string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $"/fault/{name};n={n};code={call.Number("code", 302)}{more}{call.Path}");

    private static Task GoAsync(FaultCall call, string? location)
    {
        call.Response.StatusCode = call.Number("code", 302);
        if (location is not null)
            call.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
