using FeedHub.Core.Timelines;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace FeedHub.Server.Pages;

/// <summary>A text in which what is searched for is marked. Not in Razor, which would put white space between its parts.</summary>
public sealed class MarkedText : ComponentBase
{
    [Parameter, EditorRequired] public required string Text { get; set; }
    /// <summary>BCP 47 tag of the text.</summary>
    [Parameter, EditorRequired] public required string Language { get; set; }
    /// <summary>Null where nothing is searched for.</summary>
    [CascadingParameter] public HitMarks? Marks { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var at = 0;
        foreach (var (start, end) in Marks?.In(Text, Language) ?? [])
        {
            builder.AddContent(0, Text[at..start]);
            builder.OpenElement(1, "mark");
            builder.AddContent(2, Text[start..end]);
            builder.CloseElement();
            at = end;
        }
        builder.AddContent(3, Text[at..]);
    }
}
