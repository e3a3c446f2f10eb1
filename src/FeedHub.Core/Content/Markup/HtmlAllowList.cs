using System.Collections.Frozen;
using System.Numerics;

namespace FeedHub.Core.Content.Markup;

/// <summary>
/// The elements and attributes that texts from other sites may keep. An element that is not listed here loses its tags and keeps its text;
/// CSS, classes and ids are not kept.
/// </summary>
internal static class HtmlAllowList
{
    private const HtmlAttributes Edit = HtmlAttributes.Global | HtmlAttributes.Cite | HtmlAttributes.DateTime;
    private const HtmlAttributes Span = HtmlAttributes.Global | HtmlAttributes.ColSpan | HtmlAttributes.RowSpan | HtmlAttributes.Scope;

    private static readonly FrozenDictionary<string, HtmlElement> ByName = Build();

    private static readonly FrozenDictionary<string, HtmlAttributes> AttributesByName = Enum.GetValues<HtmlAttributes>()
        .Where(a => BitOperations.IsPow2((int)a))
        .ToFrozenDictionary(a => a.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Names =
        [.. AttributesByName.OrderBy(a => a.Value).Select(a => a.Key.ToLowerInvariant())];

    private static readonly FrozenDictionary<string, HtmlElement>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, HtmlAttributes>.AlternateLookup<ReadOnlySpan<char>> AttributesBySpan =
        AttributesByName.GetAlternateLookup<ReadOnlySpan<char>>();

    public static HtmlElement Anchor { get; } = ByName["a"];

    public static HtmlElement Image { get; } = ByName["img"];

    public static HtmlElement Row { get; } = ByName["tr"];

    public static HtmlElement RowGroup { get; } = ByName["tbody"];

    public static HtmlElement Cell { get; } = ByName["td"];

    public static HtmlElement Stray { get; } = new("div", HtmlRole.Stray);

    public static HtmlElement? Find(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var element) ? element : null;

    public static HtmlAttributes FindAttribute(ReadOnlySpan<char> name) =>
        AttributesBySpan.TryGetValue(name, out var attribute) ? attribute : HtmlAttributes.None;

    public static string NameOf(HtmlAttributes attribute) => Names[BitOperations.Log2((uint)attribute)];

    private static FrozenDictionary<string, HtmlElement> Build()
    {
        var elements = new Dictionary<string, HtmlElement>(StringComparer.OrdinalIgnoreCase);
        Add(HtmlRole.Inline, "abbr b bdi bdo cite code dfn em i kbd mark s samp small span strong sub sup u var");
        Add(HtmlRole.Inline, "q del ins time", Edit);
        Add(HtmlRole.Anchor, "a", HtmlAttributes.Global | HtmlAttributes.Href | HtmlAttributes.HrefLang);
        Add(HtmlRole.Break, "br wbr", HtmlAttributes.None);
        Add(
            HtmlRole.Image, "img",
            HtmlAttributes.Global | HtmlAttributes.Src | HtmlAttributes.Alt | HtmlAttributes.Width | HtmlAttributes.Height);
        Add(HtmlRole.Block, "address article aside details div figcaption figure footer header pre section summary");
        Add(HtmlRole.Block, "blockquote", Edit);
        Add(HtmlRole.Paragraph, "p");
        Add(HtmlRole.Heading, "h1 h2 h3 h4 h5 h6");
        Add(HtmlRole.Rule, "hr", HtmlAttributes.None);
        Add(HtmlRole.List, "ul");
        Add(HtmlRole.List, "ol", HtmlAttributes.Global | HtmlAttributes.Start);
        Add(HtmlRole.Item, "li", HtmlAttributes.Global | HtmlAttributes.Value);
        Add(HtmlRole.Terms, "dl");
        Add(HtmlRole.Term, "dt dd");
        Add(HtmlRole.Table, "table");
        Add(HtmlRole.Caption, "caption");
        Add(HtmlRole.RowGroup, "thead tbody tfoot");
        Add(HtmlRole.Row, "tr");
        Add(HtmlRole.Cell, "td th", Span);
        Add(HtmlRole.Embed, "embed frame iframe");
        Add(HtmlRole.Media, "applet audio object video");
        Add(HtmlRole.MediaSource, "source");
        Add(HtmlRole.Picture, "picture");
        Add(HtmlRole.Scriptless, "noscript");
        Add(HtmlRole.Dropped, "canvas datalist math noembed noframes script select style svg template textarea title xmp");
        foreach (var (old, current) in new[]
                 {
                     ("acronym", "abbr"), ("center", "div"), ("dir", "ul"), ("dialog", "div"), ("fieldset", "div"), ("form", "div"),
                         ("hgroup", "div"),
                     ("amp-anim", "img"), ("amp-audio", "audio"), ("amp-iframe", "embed"), ("amp-img", "img"), ("amp-video", "video"),
                     ("legend", "p"), ("main", "div"), ("menu", "ul"), ("nav", "div"), ("search", "div"), ("strike", "s"), ("tt", "code"),
                 })
        {
            elements[old] = elements[current];
        }

        return elements.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(HtmlRole role, string names, HtmlAttributes attributes = HtmlAttributes.Global)
        {
            foreach (var name in names.Split(' '))
                elements.Add(name, new HtmlElement(name, role, attributes));
        }
    }
}
