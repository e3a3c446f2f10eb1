using System.Globalization;

namespace FeedHub.Benchmarks.Claims;

/// <summary>
/// Nodes that claim and poll sources, in virtual time. A node claims as <c>PollingRun</c> does: when it has nothing ready and a free slot,
/// after each fetch that has ended, and each second. Claims of one shard wait for each other, in their order.
/// </summary>
internal sealed class ClaimSimulation
{
    private enum Step { Due, Ask, Claim, End, Die, Free, Return }

    private sealed class Node
    {
        public readonly Queue<int> Ready = new();
        public readonly HashSet<int> Claimed = [];
        public int Flying;
        public bool Asks;
        public bool IsDead;
        public int Life;
        public double Asked = double.MinValue;
    }

    private readonly ClaimWorld world;
    private readonly Random chance = new(17);
    private readonly PriorityQueue<(Step Step, int Number, int Source, int Life), double> events = new();
    private readonly SiteQueue[] shards;
    private readonly double[] freeFrom;
    private readonly int[] shardOf;
    private readonly Node[] nodes;
    private readonly List<double> lags = [];
    private readonly double settled;
    private double now;
    private double held;
    private long claims;
    private int turn;

    public ClaimSimulation(ClaimWorld world)
    {
        this.world = world;
        settled = world.Hours * 3600 / 4;
        const int Crowd = 50;
        var crowded = (int)(world.Sources * world.Crowded);
        int[] siteOf = [.. Enumerable.Range(0, world.Sources).Select(s => s < crowded ? s / Crowd : (crowded / Crowd) + s - crowded + 1)];
        shards = [.. Enumerable.Range(0, world.Shards).Select(_ => new SiteQueue(siteOf, siteOf[^1] + 1, world.PerSite))];
        freeFrom = new double[world.Shards];
        shardOf = [.. siteOf.Select(site => site % world.Shards)];
        nodes = [.. Enumerable.Range(0, world.Nodes).Select(_ => new Node())];
    }

    /// <summary>The lag of the claims after the first quarter of the time: how long a source was due when it was claimed.</summary>
    public string Run()
    {
        for (var source = 0; source < world.Sources; source++)
            events.Enqueue((Step.Due, 0, source, 0), chance.NextDouble() * world.Interval);
        for (var node = 0; node < nodes.Length; node++)
        {
            events.Enqueue((Step.Ask, node, 0, 0), chance.NextDouble());
            if (world.Life > 0)
                events.Enqueue((Step.Die, node, 0, 0), Exponential(world.Life));
        }
        while (events.TryDequeue(out var next, out now) && now < world.Hours * 3600)
            Take(next);
        lags.Sort();
        var time = (world.Hours * 3600) - settled;
        string[] cells =
        [
            Text($"{world.Sources:N0}"), Text($"{world.Nodes}"), Text($"{world.Batch}"), Text($"{world.Shards}"), Text($"{world.Pause:0.#} s"),
            Text($"{lags.Count / time:0} of {world.Sources / world.Interval:0}"), Text($"{claims / time:0.0}"),
            Text($"{held / time / world.Shards:P0}"), Lag(0.5), Lag(0.99),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    public const string Heading = """
        | sources | nodes | batch | shards | least pause | polls/s, of those due | claims/s | time in claims | lag p50 | lag p99 |
        | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Lag(double share) => lags.Count == 0 ? "–" : string.Create(
        CultureInfo.InvariantCulture, $"{lags[(int)((lags.Count - 1) * share)]:0.0} s");

    private void Take((Step Step, int Number, int Source, int Life) next)
    {
        var node = nodes[next.Number];
        switch (next.Step)
        {
            case Step.Due:
                shards[shardOf[next.Source]].Add(next.Source, now);
                break;
            case Step.Ask when node.Life == next.Life && !node.IsDead:
                Ask(next.Number);
                events.Enqueue((Step.Ask, next.Number, 0, node.Life), now + 1);
                break;
            case Step.Claim when node.Life == next.Life && !node.IsDead:
                Claim(next.Number, next.Source);
                break;
            case Step.End when node.Life == next.Life && !node.IsDead:
                node.Flying--;
                node.Claimed.Remove(next.Source);
                Release(next.Source, world.Interval * (1 + (0.1 * chance.NextDouble())));
                Begin(next.Number);
                Ask(next.Number);
                break;
            case Step.Die:
                node.IsDead = true;
                events.Enqueue((Step.Free, next.Number, 0, node.Life), now + 9);
                events.Enqueue((Step.Return, next.Number, 0, 0), now + 60);
                break;
            // Not due before the shortest time between two polls, since they may have been asked for.
            case Step.Free:
                foreach (var source in node.Claimed)
                    Release(source, 120);
                node.Claimed.Clear();
                break;
            case Step.Return:
                node.Ready.Clear();
                (node.IsDead, node.Asks, node.Flying, node.Life) = (false, false, 0, node.Life + 1);
                events.Enqueue((Step.Ask, next.Number, 0, node.Life), now);
                events.Enqueue((Step.Die, next.Number, 0, 0), now + Exponential(world.Life));
                break;
        }
    }

    /// <summary>Waits for the claims of a shard that are before it; nodes go through the shards in turn.</summary>
    private void Ask(int number)
    {
        var node = nodes[number];
        if (node.Asks || node.Ready.Count > 0 || node.Flying >= world.Batch || now < node.Asked + world.Pause)
            return;
        (node.Asks, node.Asked) = (true, now);
        var shard = turn++ % world.Shards;
        var cost = world.ClaimBase + (world.ClaimPerSource * world.Sources / world.Shards);
        freeFrom[shard] = Math.Max(freeFrom[shard], now) + cost;
        if (now > settled)
            (claims, held) = (claims + 1, held + cost);
        events.Enqueue((Step.Claim, number, shard, node.Life), freeFrom[shard]);
    }

    private void Claim(int number, int shard)
    {
        var node = nodes[number];
        node.Asks = false;
        while (node.Ready.Count < world.Batch && shards[shard].Take() is { } taken)
        {
            node.Ready.Enqueue(taken.Source);
            node.Claimed.Add(taken.Source);
            if (now > settled)
                lags.Add(now - taken.Due);
        }
        Begin(number);
    }

    private void Begin(int number)
    {
        var node = nodes[number];
        while (node.Flying < world.Batch && node.Ready.TryDequeue(out var source))
        {
            node.Flying++;
            var length = world.Fetch * (0.5 + chance.NextDouble()) * (chance.Next(100) == 0 ? 10 : 1);
            events.Enqueue((Step.End, number, source, node.Life), now + length);
        }
    }

    private void Release(int source, double interval)
    {
        shards[shardOf[source]].Release(source);
        events.Enqueue((Step.Due, 0, source, 0), now + interval);
    }

    private double Exponential(double mean) => -Math.Log(1 - chance.NextDouble()) * mean;
}
