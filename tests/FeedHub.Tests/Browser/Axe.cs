using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>What axe-core has against a page.</summary>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run({ resultTypes: ['violations'] })).violations
          .map(v => `axe ${v.id}: ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Each finding with its rule and the elements; none if the page is accessible as far as a machine can tell. Axe waits for timers,
    /// which never run in a page without scripts; there, nothing is looked for.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => matchMedia('(scripting: none)').matches"))
            return [];
        // Run here and not by Deque.AxeCore.Playwright, which for each look brings axe into the page again, opens another window to sum up
        // in, and carries all that was right across.
        foreach (var frame in page.Frames)
        {
            if (!await frame.EvaluateAsync<bool>("() => 'axe' in window"))
                await frame.EvaluateAsync(Script);
        }
        return await page.EvaluateAsync<string[]>(Run);
    }
}
