using FeedHub.Benchmarks.Fuzzing;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats;

/// <summary>A hundredth of what <c>FeedHub.Benchmarks fuzz</c> does by hand.</summary>
public class FuzzTests
{
    private const int Inputs = 20_000;
    private const long MaxAllocated = 200_000_000;

    [Fact]
    public void No_input_makes_the_reader_throw_or_take_more_memory_than_it_may()
    {
        string[] folders =
            [Path.Combine(AppContext.BaseDirectory, "Formats", "Cases"),
                RepositoryFiles.Path("..", "shared", "corpus", "feedparser", "files")];
        var originals = folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var inputs = new MutatedInputs(originals, seed: 1);
        for (var number = 0; number < Inputs; number++)
        {
            var (body, contentType) = inputs.Make(number);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => FeedReader.Read(body, new FeedOrigin(contentType, BaseUrl: "https://origin.example/feed")));
            Assert.True(fault is null, $"input {number}: {fault}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaxAllocated, $"input {number} of {body.Length} bytes");
        }
    }
}
