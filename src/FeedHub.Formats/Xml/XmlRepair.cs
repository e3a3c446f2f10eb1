namespace FeedHub.Formats.Xml;

/// <summary>The ways in which a document may break XML 1.0 and still be read.</summary>
[Flags]
internal enum XmlRepair
{
    None = 0,
    BareAmpersand = 1,
    UndeclaredEntity = 1 << 1,
    IllegalCharacter = 1 << 2,
    BareLessThan = 1 << 3,
    BadAttribute = 1 << 4,
    StrayEndTag = 1 << 5,
    MissingEndTag = 1 << 6,
    UndeclaredPrefix = 1 << 7,
    TextOutsideRoot = 1 << 8,
    Truncated = 1 << 9,
    TooDeep = 1 << 10,
    EntityLimit = 1 << 11,
    TooManyAttributes = 1 << 12,
    UnclosedComment = 1 << 13,
    DoubleEncoded = 1 << 14,
    MisplacedDeclaration = 1 << 15,
    LinkLimit = 1 << 16,
    TextLimit = 1 << 17,
    TooManyNamespaces = 1 << 18,
}

/// <summary>Descriptions of the repairs.</summary>
internal static class XmlRepairs
{
    public static IEnumerable<string> Describe(XmlRepair repairs) =>
        Enum.GetValues<XmlRepair>().Where(r => r != XmlRepair.None && repairs.HasFlag(r)).Select(Describe1);

    private static string Describe1(XmlRepair repair) => repair switch
    {
        XmlRepair.BareAmpersand => "an ampersand that begins no reference was read as text",
        XmlRepair.UndeclaredEntity => "an HTML entity that the document does not declare was read as its character",
        XmlRepair.IllegalCharacter => "characters that XML does not allow were removed or repaired",
        XmlRepair.BareLessThan => "a < that begins no tag was read as text",
        XmlRepair.BadAttribute => "an attribute without quotes, value or end was repaired",
        XmlRepair.StrayEndTag => "an end tag without a start was ignored",
        XmlRepair.MissingEndTag => "an element without an end tag was closed",
        XmlRepair.UndeclaredPrefix => "an undeclared namespace prefix was read by convention",
        XmlRepair.TextOutsideRoot => "text before or after the document was ignored",
        XmlRepair.Truncated => FeedNote.Truncated,
        XmlRepair.TooDeep => $"elements nested deeper than {XmlScanner.MaxDepth} were flattened",
        XmlRepair.EntityLimit => "an entity that expands beyond the limit was not expanded",
        XmlRepair.TooManyAttributes => $"attributes beyond {XmlScanner.MaxAttributes} on one element were ignored",
        XmlRepair.UnclosedComment => "a comment or section without an end was repaired",
        XmlRepair.DoubleEncoded => "text encoded twice as UTF-8 was decoded once more",
        XmlRepair.MisplacedDeclaration => "an XML declaration that is not at the beginning was ignored",
        XmlRepair.LinkLimit => "relative links beyond the limit were not resolved",
        XmlRepair.TextLimit => $"a text was cut after {XmlScanner.MaxText >> 20} million characters",
        XmlRepair.TooManyNamespaces => $"namespace declarations beyond {XmlScanner.MaxBindings} were ignored",
        _ => throw new ArgumentOutOfRangeException(nameof(repair), repair, "Not a repair."),
    };
}
