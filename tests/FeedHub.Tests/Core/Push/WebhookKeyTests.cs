using System.Globalization;
using System.Text;
using FeedHub.Core.Push.Webhooks;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace FeedHub.Tests.Core.Push;

public sealed class WebhookKeyTests
{
    private const string Body = """{"type":"story.grown","title":"Гюмри — Գյումրի"}""";

    /// <summary>The example of the standard's own libraries.</summary>
    [Fact]
    public void A_signature_is_that_of_the_standards_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookKey.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!.Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}"""u8));

    [Fact]
    public void Another_implementation_accepts_it_and_refuses_what_was_changed()
    {
        var secret = WebhookKey.Mint();
        var now = TimeProvider.System.GetUtcNow();
        var headers = new HeaderDictionary
        {
            ["webhook-id"] = "msg_1",
            ["webhook-timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = WebhookKey.Parse(secret)!.Sign("msg_1", now, Encoding.UTF8.GetBytes(Body)),
        };
        var receiver = new StandardWebhook(secret);
        receiver.Verify(Body, headers);
        Assert.Throws<WebhookVerificationException>(() => receiver.Verify(Body + " ", headers));
        headers["webhook-id"] = "msg_2";
        Assert.Throws<WebhookVerificationException>(() => receiver.Verify(Body, headers));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int length, bool isOne) =>
        Assert.Equal(isOne, WebhookKey.Parse(WebhookKey.Prefix + Convert.ToBase64String(new byte[length])) is not null);

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64 at all, but long enough")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Other_text_is_no_secret(string text) => Assert.Null(WebhookKey.Parse(text));

    [Fact]
    public void Minted_secrets_are_secrets_and_differ()
    {
        Assert.NotNull(WebhookKey.Parse(WebhookKey.Mint()));
        Assert.NotEqual(WebhookKey.Mint(), WebhookKey.Mint());
    }
}
