using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;

namespace FeedHub.Tests.Core.Stories;

public class WindowEntriesTests
{
    [Fact]
    public void It_holds_what_a_list_would_hold_in_the_same_order()
    {
        var random = new Random(7);
        var texts = Enumerable.Range(0, 12).Select(Text).ToArray();
        var entries = default(WindowEntries);
        var list = new List<WindowEntry>();
        for (var i = 0; i < 5000; i++)
        {
            var text = texts[random.Next(texts.Length)];
            // For a while it grows more than it shrinks, and then the reverse.
            if (random.Next(10) < (i / 500 % 2 == 0 ? 6 : 4))
            {
                entries.Add(text);
                list.Add(text);
            }
            else
            {
                Assert.Equal(list.Remove(text), entries.Remove(text));
            }
            Assert.Equal(list.Count, entries.Count);
            Assert.True(entries.All.SequenceEqual(list.ToArray()));
        }
    }

    private static WindowEntry Text(int number) => new(
        new FeatureVector
        {
            Entry = new($"{number}"),
            Source = new("a"),
            Language = "en",
            At = DateTimeOffset.UnixEpoch,
            Words = 0,
            Subjects = Subjects.None,
        },
        new WindowStory(new(1)), null);
}
