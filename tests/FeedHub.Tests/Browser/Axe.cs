using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FeedHub.Tests.Browser;

/// <summary>What axe-core has against a page.</summary>
internal static class Axe
{
    /// <summary>
    /// Each finding with its rule and the elements; none if the page is accessible as far as a machine can tell. Axe waits for timers,
    /// which never run in a page without scripts; there, nothing is looked for.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => matchMedia('(scripting: none)').matches"))
            return [];
        var result = await page.RunAxe();
        return [.. result.Violations.Select(v => $"axe {v.Id}: {v.Help}: {string.Join(", ", v.Nodes.Select(n => n.Target))}")];
    }
}
