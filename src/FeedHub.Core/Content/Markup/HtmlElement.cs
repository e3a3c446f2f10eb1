namespace FeedHub.Core.Content.Markup;

/// <summary>How an element is placed among others, or what replaces it.</summary>
internal enum HtmlRole
{
    Inline,
    Anchor,
    Break,
    Image,
    Block,
    Paragraph,
    Heading,
    Rule,
    List,
    Item,
    Terms,
    Term,
    Table,
    Caption,
    RowGroup,
    Row,
    Cell,
    /// <summary>An item, row or cell without its list or table: kept as a block.</summary>
    Stray,
    /// <summary>A frame or plug-in, kept as a link to what it shows.</summary>
    Embed,
    /// <summary>Audio, video or object, kept as a link together with its fallback content.</summary>
    Media,
    /// <summary>The address of a <see cref="Media"/> or <see cref="Picture"/> element that has none itself.</summary>
    MediaSource,
    /// <summary>A picture with several sources, kept as the one image that is best.</summary>
    Picture,
    /// <summary>What is shown where no script runs: its pictures and frames are kept unless they stand beside it already.</summary>
    Scriptless,
    /// <summary>Dropped with its text.</summary>
    Dropped,
}

/// <summary>The attributes that elements may keep.</summary>
[Flags]
internal enum HtmlAttributes
{
    None = 0,
    Lang = 1 << 0,
    Dir = 1 << 1,
    Title = 1 << 2,
    Href = 1 << 3,
    HrefLang = 1 << 4,
    Src = 1 << 5,
    Alt = 1 << 6,
    Width = 1 << 7,
    Height = 1 << 8,
    Cite = 1 << 9,
    DateTime = 1 << 10,
    ColSpan = 1 << 11,
    RowSpan = 1 << 12,
    Scope = 1 << 13,
    Start = 1 << 14,
    Value = 1 << 15,
    Global = Lang | Dir | Title,
}

/// <summary>The entry of one element on our allow-list.</summary>
internal sealed class HtmlElement(string name, HtmlRole role, HtmlAttributes attributes = HtmlAttributes.Global)
{
    public string Name => name;

    public HtmlRole Role => role;

    /// <summary>The attributes that it may keep.</summary>
    public HtmlAttributes Attributes => attributes;

    public string StartTag { get; } = $"<{name}>";

    public string EndTag { get; } = $"</{name}>";
}
