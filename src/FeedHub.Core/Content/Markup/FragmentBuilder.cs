using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content.Markup;

/// <summary>
/// Builds a fragment in which every tag is on the allow-list, closed and properly nested, so that a parser builds exactly this tree and no
/// tag affects anything outside the fragment. Time and depth are bounded for any input.
/// </summary>
internal ref struct FragmentBuilder(int capacity)
{
    private const int MaxDepth = 256;
    private const int ImpliedDepth = 4;
    private const int MaxElements = 20_000;
    private const int PieceLength = 4096;

    private ValueStringBuilder output = new(capacity);
    private HtmlElement[] open = new HtmlElement[16];
    private int depth;
    private int elements;
    private bool opensPre;

    public readonly int Length => output.Length;

    /// <summary>Adds text; references are decoded and encoded again, so that equal texts give equal output.</summary>
    public void Text(scoped ReadOnlySpan<char> raw)
    {
        if (InTableStructure)
        {
            if (raw.IsWhiteSpace())
                return;
            Flow();
        }

        if (!raw.Contains('&'))
        {
            Write(raw);
            return;
        }

        var decoded = new ValueStringBuilder(raw.Length);
        HtmlReferences.Decode(raw, ref decoded, inAttribute: false);
        Write(decoded.Written);
        decoded.Discard();
    }

    /// <summary>
    /// Opens an element where it is allowed; the caller continues with <see cref="Attribute"/>. False if the element is omitted.
    /// </summary>
    public bool Start(HtmlElement element)
    {
        if (depth >= MaxDepth - ImpliedDepth || elements >= MaxElements)
            return false;
        element = Place(element);
        elements++;
        output.Append(element.StartTag.AsSpan(0, element.StartTag.Length - 1));
        opensPre = element.Name == "pre";
        if (element.Role is not (HtmlRole.Break or HtmlRole.Rule or HtmlRole.Image))
            Push(element);
        return true;
    }

    public void Attribute(scoped ReadOnlySpan<char> name, scoped ReadOnlySpan<char> value)
    {
        output.Append(' ');
        output.Append(name);
        output.Append("=\"");
        HtmlReferences.Encode(value, ref output, inAttribute: true);
        output.Append('"');
    }

    public void EndOfStartTag() => output.Append('>');

    /// <summary>
    /// Closes the nearest open element of the kind and all elements open within it; an end tag without an open element is ignored.
    /// </summary>
    public void End(HtmlElement element)
    {
        for (var i = depth - 1; i >= 0; i--)
        {
            if (EndedBy(open[i], element))
            {
                CloseTo(i);
                return;
            }

            if (Shields(open[i], element))
                return;
        }
    }

    public string Finish()
    {
        CloseTo(0);
        return output.Finish();
    }

    /// <summary>Writes in pieces, since a text of ampersands grows fivefold.</summary>
    private void Write(scoped ReadOnlySpan<char> text)
    {
        // A parser drops a line end at the beginning of a pre (HTML §13.2.6.4.7), and serialisers do not restore it.
        if (opensPre)
            text = text.TrimStart("\r\n");
        opensPre &= text.IsEmpty;
        while (!text.IsEmpty && output.Length < FragmentReader.MaxLength)
        {
            var piece = text.Length <= PieceLength ? text.Length : char.IsHighSurrogate(
                text[PieceLength - 1]) ? PieceLength - 1 : PieceLength;
            HtmlReferences.Encode(text[..piece], ref output, inAttribute: false);
            text = text[piece..];
        }
    }

    private static bool EndedBy(HtmlElement opened, HtmlElement element) =>
        ReferenceEquals(opened, element)
        || (opened.Role == HtmlRole.Heading && element.Role == HtmlRole.Heading)
        || (opened.Role == HtmlRole.Stray && element.Role is HtmlRole.Item or HtmlRole.Term or HtmlRole.Row or HtmlRole.Cell);

    /// <summary>Whether the end tag cannot close elements outside <paramref name="opened"/>.</summary>
    private static bool Shields(HtmlElement opened, HtmlElement element) => element.Role switch
    {
        HtmlRole.Caption or HtmlRole.RowGroup or HtmlRole.Row or HtmlRole.Cell => opened.Role == HtmlRole.Table,
        HtmlRole.Table => false,
        HtmlRole.Inline => opened.Role is not (HtmlRole.Inline or HtmlRole.Anchor),
        _ => IsScope(opened),
    };

    private static bool IsScope(HtmlElement opened) => opened.Role is HtmlRole.Table or HtmlRole.Caption or HtmlRole.Cell;

    private readonly bool InTableStructure => depth > 0 && open[depth - 1].Role is HtmlRole.Table or HtmlRole.RowGroup or HtmlRole.Row;

    /// <summary>
    /// Closes what must not be open around the element (HTML §13.2.6.4.7 and 9 to 15). Returns the element, or a substitute if its list or
    /// table is missing.
    /// </summary>
    private HtmlElement Place(HtmlElement element)
    {
        if (element.Role is HtmlRole.Caption or HtmlRole.RowGroup or HtmlRole.Row or HtmlRole.Cell)
            return PlaceInTable(element.Role) ? element : PlaceStray();
        if (InTableStructure)
            Flow();
        switch (element.Role)
        {
            case HtmlRole.Item:
                return PlaceIn(HtmlRole.List, element) ? element : PlaceStray();
            case HtmlRole.Term:
                return PlaceIn(HtmlRole.Terms, element) ? element : PlaceStray();
            case HtmlRole.Anchor:
                Close(HtmlRole.Anchor);
                break;
            case HtmlRole.Heading:
                Close(HtmlRole.Paragraph);
                Close(HtmlRole.Heading);
                break;
            case not (HtmlRole.Inline or HtmlRole.Break or HtmlRole.Image):
                Close(HtmlRole.Paragraph);
                break;
        }

        return element;
    }

    private bool PlaceInTable(HtmlRole role)
    {
        var table = depth - 1;
        while (table >= 0 && open[table].Role != HtmlRole.Table)
            table--;
        if (table < 0)
            return false;
        var group = depth > table + 1 && open[table + 1].Role == HtmlRole.RowGroup;
        var row = group && depth > table + 2 && open[table + 2].Role == HtmlRole.Row;
        CloseTo(table + 1 + (role switch
        {
            HtmlRole.Row => group ? 1 : 0,
            HtmlRole.Cell => row ? 2 : group ? 1 : 0,
            _ => 0,
        }));
        if (role is HtmlRole.Row or HtmlRole.Cell && !group)
            Imply(HtmlAllowList.RowGroup);
        if (role is HtmlRole.Cell && !row)
            Imply(HtmlAllowList.Row);
        return true;
    }

    private bool PlaceIn(HtmlRole list, HtmlElement item)
    {
        for (var i = depth - 1; i >= 0 && !IsScope(open[i]); i--)
        {
            if (open[i].Role != list && open[i].Role != item.Role)
                continue;
            CloseTo(open[i].Role == list ? i + 1 : i);
            return true;
        }

        return false;
    }

    private HtmlElement PlaceStray()
    {
        Close(HtmlRole.Paragraph);
        Close(HtmlRole.Stray);
        return HtmlAllowList.Stray;
    }

    /// <summary>
    /// Opens a cell for content between the parts of a table; without it, a parser would move the content before the table.
    /// </summary>
    private void Flow()
    {
        PlaceInTable(HtmlRole.Cell);
        Imply(HtmlAllowList.Cell);
    }

    private void Imply(HtmlElement element)
    {
        output.Append(element.StartTag);
        Push(element);
    }

    private void Push(HtmlElement element)
    {
        if (depth == open.Length)
            Array.Resize(ref open, depth * 2);
        open[depth++] = element;
    }

    private void Close(HtmlRole role)
    {
        for (var i = depth - 1; i >= 0; i--)
        {
            if (open[i].Role == role)
            {
                CloseTo(i);
                return;
            }

            if (IsScope(open[i]))
                return;
        }
    }

    private void CloseTo(int remaining)
    {
        opensPre &= depth <= remaining;
        while (depth > remaining)
            output.Append(open[--depth].EndTag);
    }
}
