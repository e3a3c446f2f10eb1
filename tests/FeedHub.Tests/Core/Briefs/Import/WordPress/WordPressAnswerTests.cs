using System.Text;
using FeedHub.Core.Briefs.Import.WordPress;

namespace FeedHub.Tests.Core.Briefs.Import.WordPress;

public class WordPressAnswerTests
{
    private const string Post =
        """{"id":10,"slug":"brief","modified_gmt":"2026-11-20T05:00:00","title":{"rendered":"A [brief] {of} 😀"},"content":{"rendered":"<p>Words</p>"}}""";

    private const string Notice =
        "<br />\n<b>Notice</b>:  Undefined variable: x in <b>/var/www/wp-content/plugins/a/b.php</b> on line <b>12</b><br />\n";

    private const string Deprecated =
        "\nDeprecated: Optional parameter $a[0] declared before required parameter {closure}() in /var/www/x.php on line 7\n";

    [Theory]
    [InlineData("", "")]
    [InlineData("\uFEFF", "")]
    [InlineData("\uFEFF\uFEFF\r\n\uFEFF", "")]
    [InlineData("\n\n \t", "")]
    public void A_mark_or_white_space_before_the_JSON_is_nothing_to_tell(string before, string after) => Reads(before, after, null);

    [Theory]
    [InlineData(Notice, "", "Notice: Undefined variable: x")]
    [InlineData("\uFEFF" + Notice + Notice, "", "Notice: Undefined variable: x")]
    [InlineData(Deprecated, "", "Deprecated: Optional parameter")]
    [InlineData("PHP Warning:  foreach() [] {} [{}] in /x.php on line 3\n\uFEFF", "", "PHP Warning")]
    [InlineData("Array\n(\n    [0] => a\n)\n", "", "Array")]
    [InlineData("", "\n<!-- Cached by a plugin --><p>Took 3 ms</p>", "behind the JSON stands “Took 3 ms”")]
    [InlineData("", Notice, "behind the JSON stands “Notice")]
    public void A_notice_of_PHP_around_the_JSON_is_passed_over_and_told(string before, string after, string note) =>
        Reads(before, after, note);

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\uFEFF \n", "it is empty")]
    [InlineData("""{"code":"rest_forbidden","message":"Sorry, you are not allowed.","data":{"status":401}}""",
        "WordPress says rest_forbidden: Sorry, you are not allowed.")]
    [InlineData("""{"a":1}""", "it is JSON, but no post")]
    [InlineData("[1,2]", "it is a list in JSON, but not of posts")]
    [InlineData("[" + Post + ",{\"id\":11,\"slug", "its JSON is cut off or invalid at line 1, byte")]
    [InlineData("<b>Fatal error</b>: Uncaught Error: [] operator not supported for strings in /x.php:3",
        "it is no JSON and begins “Fatal error: Uncaught Error: [] operator")]
    [InlineData("<!DOCTYPE html><html><head><title>Down</title></head><body>Down for repairs</body></html>",
        "it is no JSON and begins “Down for repairs”")]
    public void What_is_no_list_of_posts_is_called_by_its_name(string body, string fault)
    {
        var answer = WordPressAnswer.Read(Encoding.UTF8.GetBytes(body));
        Assert.Null(answer.Posts);
        Assert.StartsWith(fault, answer.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData(Notice, "[]")]
    public void An_empty_list_is_a_list_of_no_posts(string before, string list) =>
        Assert.Empty(WordPressAnswer.Read(Encoding.UTF8.GetBytes(before + list)).Posts!);

    [Fact]
    public void Posts_within_a_page_are_no_answer() =>
        Assert.Null(WordPressAnswer.Read(Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><script>[{Post}]</script></html>")).Posts);

    [Fact]
    public void Brackets_without_measure_are_given_up_on() =>
        Assert.Null(WordPressAnswer.Read(Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("[{\"", 1 << 20)))).Posts);

    private static void Reads(string before, string after, string? note)
    {
        foreach (var json in new[] { $"[{Post},{Post}]", Post })
        {
            var answer = WordPressAnswer.Read(Encoding.UTF8.GetBytes(before + json + after));
            Assert.Equal(json == Post ? 1 : 2, answer.Posts!.Count);
            Assert.All(answer.Posts, p => Assert.Equal(10, p.Number));
            Assert.Null(answer.Fault);
            if (note is null)
                Assert.Null(answer.Note);
            else
                Assert.Contains(note, answer.Note, StringComparison.Ordinal);
        }
    }
}
