using System.Globalization;
using BenchmarkDotNet.Running;
using FeedHub.Benchmarks;
using FeedHub.Benchmarks.Claims;
using FeedHub.Benchmarks.Days;
using FeedHub.Benchmarks.Flooding;
using FeedHub.Benchmarks.Fuzzing;
using FeedHub.Benchmarks.Grouping;
using FeedHub.Benchmarks.Histories;
using FeedHub.Benchmarks.HostileConfig;
using FeedHub.Benchmarks.Ingest;
using FeedHub.Benchmarks.Million;
using FeedHub.Benchmarks.Million.Driving;
using FeedHub.Benchmarks.Publishing;
using FeedHub.Benchmarks.Reading;
using FeedHub.Benchmarks.Schedules;
using FeedHub.Benchmarks.Serving;

switch (args)
{
    // read PEERS [ROUNDS]
    case ["read", var peers, .. var rest]:
        return ReadComparison.Run(peers, rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 7);
    // pairs ITEMS [LABELS]: what pairs of items have in common
    case ["pairs", var items, .. var rest]:
        PairRows.Run(items, rest is [var labelled] ? labelled : null, Console.Out);
        return 0;
    // ingest FOLDER [ROUNDS] [FEEDS UNCHANGED]: FOLDER holds the published server
    case ["ingest", var published, .. var rest]:
        using (var comparison = new IngestComparison(published, Number(rest, 0, 5), Console.WriteLine))
            await comparison.RunAsync(Number(rest, 1, 500), Number(rest, 2, 5_000));
        return 0;
    // feeds FOLDER COUNT: the feeds of ingest as files, for a separate origin while FeedHub is profiled
    case ["feeds", var target, var wanted]:
        GeneratedFeeds.Write(target, int.Parse(wanted, CultureInfo.InvariantCulture));
        return 0;
    // fuzz COUNT SEED FOLDER…
    case ["fuzz", var count, var seed, .. var folders]:
        return FuzzRun.Run(int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), folders);
    // input NUMBER SEED FOLDER…: one of the inputs of fuzz, for inspection
    case ["input", var index, var seed, .. var folders]:
        using (var output = Console.OpenStandardOutput())
        {
            output.Write(
                FuzzRun.Inputs(int.Parse(seed, CultureInfo.InvariantCulture), folders)
                    .Make(int.Parse(index, CultureInfo.InvariantCulture)).Body);
        }

        return 0;
    // hostile-config COUNT SEED: hostile configuration, briefs, pages and posts through reading, import and rendering, in separate
    // processes
    case ["hostile-config", var count, var seed]:
        return await HostileRun.RunAsync(
            int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), Console.Out);
    // hostile-child SEED FROM TO: the process that reads them
    case ["hostile-child", var seed, var begin, var end]:
        await HostileChild.RunAsync(
            int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(begin, CultureInfo.InvariantCulture), int
                .Parse(end, CultureInfo.InvariantCulture), Console.Out);
        return 0;
    // hostile-input NUMBER SEED: one of them, for inspection
    case ["hostile-input", var index, var seed]:
        Console.Out.Write(
            new HostileFiles(int.Parse(seed, CultureInfo.InvariantCulture), HostileRun.Large)
                .Make(int.Parse(index, CultureInfo.InvariantCulture)).Text);
        return 0;
    // histories COUNT SEED: sources that change IDs, links and the rest, polled into a database and compared with the truth
    case ["histories", var count, var seed]:
        return await HistoryRun.RunAsync(
            int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), Console.Out);
    // schedule [DAYS]: the table of docs/schedule.md
    case ["schedule", .. var days]:
        Console.Write(ScheduleTable.Write(days is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 365));
        return 0;
    // day [SOURCES]: a day of polling on a simulated clock, as shown in docs/schedule.md
    case ["day", .. var sources]:
        Console.Write(
            (
                await DaySimulation.RunAsync(
                    DayWorld.Of(sources is [var many] ? int.Parse(many, CultureInfo.InvariantCulture) : 500), default))
                .Summary());
        return 0;
    // group [ENTRIES]: throughput and memory of grouping, which depend on earlier entries, so that small repeated runs do not show them
    case ["group", .. var entries]:
        GroupingRun.Run(entries is [var entered] ? int.Parse(entered, CultureInfo.InvariantCulture) : 200_000, Console.Out);
        return 0;
    // window DATA: memory of the window of grouping, of a store on SQLite; nothing is changed
    case ["window", var stored]:
        await WindowCost.RunAsync(stored, Console.Out);
        return 0;
    // serve [ROUNDS]: a feed from the cache, compared with a bare minimal API and nginx
    case ["serve", .. var repeats]:
        return await ServeComparison.RunAsync(repeats is [var often] ? int.Parse(often, CultureInfo.InvariantCulture) : 7);
    // served …: one of the servers of serve
    case ["served", "feedhub", var config, var data]:
        await ServedChild.FeedHubAsync(config, data);
        return 0;
    case ["served", "bare", var file, var mediaType, var coding]:
        await ServedChild.BareAsync(file, mediaType, coding);
        return 0;
    // flood URL PID: more requests than a small machine can answer, from many loopback addresses; tests/acceptance/flood.sh starts the
    // server for it
    case ["flood", var address, var process]:
        return await FloodRun.RunAsync(new Uri(address), int.Parse(process, CultureInfo.InvariantCulture));
    // pages [REQUESTS]: what a page of stories costs in CPU time and memory
    case ["pages", .. var requests]:
        await PageCost.RunAsync(Number(requests, 0, 60), Console.Out);
        return 0;
    // fill COUNT FOLDER: a database of generated news, to measure feedhub regroup --data FOLDER on
    case ["fill", var entries, var folder]:
        await StoredNews.FillAsync(int.Parse(entries, CultureInfo.InvariantCulture), folder);
        return 0;
    // million fill DATA COUNT [SEED [DAYS]]: a data folder with COUNT entries of 500 sources over 85 days, committed and grouped poll by
    // poll as a server does it, with a configuration to serve it by (DATA/config) and values to ask for (DATA/million.json). With fewer
    // entries, a day has as many as with a million if the days are as many fewer: 60,000 over 5 days. Given again, it goes on
    // where it stopped; on a finished store, it only sees to it that a server started then has nothing to poll for most of a day. With
    // FeedHub__Store set, as for the server, it fills a database on PostgreSQL. For
    // figures, give it the runtime settings of the server, in the root of the repository:
    // dotnet exec --runtimeconfig src/FeedHub.Server/bin/Release/net10.0/feedhub.runtimeconfig.json
    //   tests/FeedHub.Benchmarks/bin/Release/net10.0/FeedHub.Benchmarks.dll million fill DATA 1000000
    case ["million", "fill", var data, var wanted, .. var rest]:
        return await MillionFill.RunAsync(
            data, int.Parse(wanted, CultureInfo.InvariantCulture), Number(rest, 0, 1), Number(rest, 1, 85), Console.Out);
    // million drive BASE PID --cases DATA/million.json [--clients 1] [--requests 1000] [--seconds 20] [--rounds 3] [--only NAME,…]: asks a
    // server of that folder at BASE, whose process is PID, and prints a table: times as the client sees them, the server's CPU time a
    // request, and what differs between requests so that no ready answer is measured. --requests are those of each case over all rounds,
    // --seconds the most that a case may take in a round, --only the cases whose names have one of the parts
    case ["million", "drive", var server, var pid, .. var options]:
        return await DriveRun.RunAsync(DriveOrder.Parse(server, pid, options), Console.Out);
    // million pour DATA RATE SECONDS: stores RATE new entries a second in a filled store that a server reads and groups meanwhile
    case ["million", "pour", var data, var rate, var seconds]:
        return await MillionPour.RunAsync(
            data, int.Parse(rate, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)),
            Console.Out);
    // publish [ROUNDS]: seconds from Publish in WordPress to the page and the feed
    case ["publish", .. var given]:
        await PublishRun.RunAsync(given is [var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 40, Console.Out);
        return 0;
    // claims measure [SOURCES…]: what a claim costs on the server that FEEDHUB_TEST_POSTGRES names
    case ["claims", "measure", .. var sizes]:
        return await ClaimMeasure.RunAsync(
            sizes.Length == 0 ? [20_000, 200_000] : [.. sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))], Console.Out);
    // claims simulate [--sources 100000] [--nodes 3] [--batch 64] [--shards 1] [--pause 0] [--interval 3600] [--hours 2]: how long sources
    // wait, in virtual time; several values with commas give a row for each combination
    case ["claims", "simulate", .. var options]:
        ClaimTable.Write(options, Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmark).Assembly).Run(args);
        return 0;
}

static int Number(string[] arguments, int at, int unless) =>
    at < arguments.Length ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : unless;
