using System.Runtime.InteropServices;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// How texts in the window write a feature, besides the first of them. Each way has a number from 1 on, for as long as a text uses it. Most
/// features have few; in Georgian, where any word may be a name, a beginning of names has thousands.
/// </summary>
internal sealed class OtherLabels
{
    /// <summary>Up to here, looking at all is as fast as a dictionary, and smaller.</summary>
    private const int Few = 8;

    private readonly List<(string Label, int Uses)> labels = new(1);
    private readonly Stack<int> free = [];
    private Dictionary<string, int>? numbers;

    public string this[int number] => labels[number - 1].Label;

    /// <summary>The number of a label, which one more text now uses.</summary>
    public int Use(string label)
    {
        var number = Find(label);
        if (number == 0)
            number = Add(label);
        CollectionsMarshal.AsSpan(labels)[number - 1].Uses++;
        return number;
    }

    /// <summary>One text no longer uses it.</summary>
    public void Release(int number)
    {
        ref var label = ref CollectionsMarshal.AsSpan(labels)[number - 1];
        if (--label.Uses > 0)
            return;
        numbers?.Remove(label.Label);
        label.Label = "";
        free.Push(number);
    }

    /// <returns>0 if no text uses it.</returns>
    private int Find(string label)
    {
        if (numbers is not null)
            return numbers.GetValueOrDefault(label);
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Uses > 0 && labels[i].Label == label)
                return i + 1;
        }
        return 0;
    }

    private int Add(string label)
    {
        if (!free.TryPop(out var number))
        {
            labels.Add(default);
            number = labels.Count;
        }
        labels[number - 1] = (label, 0);
        if (numbers is not null)
            numbers.Add(label, number);
        else if (labels.Count > Few)
            numbers = labels.Index().Where(l => l.Item.Label.Length > 0).ToDictionary(l => l.Item.Label, l => l.Index + 1);
        return number;
    }
}
