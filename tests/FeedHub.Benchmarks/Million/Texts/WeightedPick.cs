namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>Picks an index by its weight, in constant time (Walker's alias method).</summary>
internal sealed class WeightedPick
{
    private readonly double[] own;
    private readonly int[] alias;

    /// <param name="weights">At least one, none negative, in any unit.</param>
    public WeightedPick(IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        own = [.. weights.Select(w => w / sum * weights.Count)];
        alias = new int[own.Length];
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < own.Length; i++)
            (own[i] < 1 ? small : large).Push(i);
        while (small.TryPop(out var less) && large.TryPop(out var more))
        {
            alias[less] = more;
            own[more] -= 1 - own[less];
            (own[more] < 1 ? small : large).Push(more);
        }
        // What is left over has lost its other half to rounding.
        foreach (var i in small.Concat(large))
            own[i] = 1;
    }

    /// <summary>Weights by Zipf's law as Mandelbrot mended it: 1/(rank + <paramref name="shift"/>)^<paramref name="power"/>.</summary>
    public static WeightedPick Zipf(int count, double shift, double power) => new(ZipfWeights(count, shift, power));

    public static double[] ZipfWeights(int count, double shift, double power) =>
        [.. Enumerable.Range(1, count).Select(rank => Math.Pow(rank + shift, -power))];

    public int Next(ref Dice dice)
    {
        var at = dice.Below(own.Length);
        return dice.Unit() < own[at] ? at : alias[at];
    }
}
