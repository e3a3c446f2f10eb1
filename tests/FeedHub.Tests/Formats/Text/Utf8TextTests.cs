using System.Text;
using System.Text.Unicode;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Tests.Formats.Text;

public class Utf8TextTests
{
    private static readonly string[] Pieces =
    [
        " ", "a", "<p>", "railway and border", "я", "граница", "სახელმწიფო", "ր", "Հայաստան", "İstanbul’da", "“", "中文", "😀",
        "\u0000", "\u007F", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "\U00010000", "\U0010FFFF",
    ];

    [Fact]
    public void Text_of_all_scripts_and_lengths_is_decoded_as_the_runtime_decodes_it()
    {
        var random = new Random(2026);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Written(random);
            Assert.Equal(text, Decoded(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Damaged_text_is_refused_exactly_when_the_runtime_refuses_it()
    {
        var random = new Random(2026);
        var refused = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Written(random));
            for (var faults = random.Next(3); faults >= 0 && bytes.Length > 0; faults--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes = bytes[random.Next(Math.Min(bytes.Length, 4))..^random.Next(Math.Min(bytes.Length / 4 + 1, 4))];
            AssertAsRuntime(bytes);
            refused += Utf8.IsValid(bytes) ? 0 : 1;
        }

        Assert.InRange(refused, 10_000, 90_000);
    }

    [Fact]
    public void Every_beginning_of_a_character_counts_as_the_runtime_counts_it_wherever_it_stands()
    {
        for (var place = 0; place <= 20; place++)
        {
            for (var first = 0x7F; first < 0x100; first++)
            {
                for (var second = 0x7F; second <= 0xC0; second++)
                {
                    foreach (var third in new byte[] { 0x7F, 0x80, 0xBF, 0xC2 })
                    {
                        var bytes = new byte[44];
                        bytes.AsSpan().Fill((byte)'a');
                        (bytes[place], bytes[place + 1], bytes[place + 2]) = ((byte)first, (byte)second, third);
                        AssertAsRuntime(bytes);
                    }
                }
            }
        }
    }

    private static void AssertAsRuntime(byte[] bytes) =>
        Assert.Equal(Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null, Decoded(bytes));

    private static string? Decoded(byte[] bytes)
    {
        var chars = new char[bytes.Length];
        return Utf8Text.TryDecode(bytes, chars, out var length) ? new string(chars, 0, length) : null;
    }

    private static string Written(Random random)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(24); pieces > 0; pieces--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }
}
