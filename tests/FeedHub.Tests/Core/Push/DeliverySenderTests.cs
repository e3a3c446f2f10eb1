using FeedHub.Core.Push;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Sources;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Core.Push;

public sealed class DeliverySenderTests
{
    private const string Variable = "PARTNER_SECRET";
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly OutgoingMail Letter = new()
    {
        MessageId = "1@hub.example",
        To = "reader@example.org",
        Subject = "Gyumri",
        Text = "Text",
        Html = "<p>Text</p>",
        Date = Now,
        Language = "hy",
    };

    private readonly Outside outside = new();
    private readonly Dictionary<string, string> environment = new() { [Variable] = WebhookKey.Mint() };

    [Theory]
    [InlineData(200, DeliveryState.Sent)]
    [InlineData(204, DeliveryState.Sent)]
    [InlineData(301, DeliveryState.Waiting)]
    [InlineData(400, DeliveryState.Waiting)]
    [InlineData(404, DeliveryState.Waiting)]
    [InlineData(408, DeliveryState.Waiting)]
    [InlineData(410, DeliveryState.Gone)]
    [InlineData(425, DeliveryState.Waiting)]
    [InlineData(429, DeliveryState.Waiting)]
    [InlineData(500, DeliveryState.Waiting)]
    public async Task A_webhook_is_sent_with_2xx_gone_with_410_and_else_tried_again(int status, DeliveryState expected)
    {
        outside.Answer = new OutsideAnswer.Answered { Status = status, IsWhole = true };
        var conclusion = await SendAsync(Webhook(WebhookSecretPlace.Environment, Variable));
        Assert.Equal((expected, expected == DeliveryState.Waiting), (conclusion.State, conclusion.Next is not null));
        Assert.StartsWith($"HTTP {status}", conclusion.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        outside.Answer = new OutsideAnswer.Answered { Status = 503, IsWhole = true, RetryAfter = TimeSpan.FromHours(1) };
        var conclusion = await SendAsync(Webhook(WebhookSecretPlace.Environment, Variable));
        Assert.InRange(conclusion.Next!.Value, Now.AddHours(1), Now.AddHours(1.1));
    }

    [Fact]
    public async Task The_tenth_failure_is_the_last()
    {
        outside.Answer = new OutsideAnswer.Failed(FetchFailure.TooSlow, "no answer");
        var webhook = Webhook(WebhookSecretPlace.Environment, Variable);
        Assert.Equal(DeliveryState.Waiting, (await SendAsync(webhook, attempt: 9)).State);
        Assert.Equal(new DeliveryConclusion(DeliveryState.Exhausted, "no answer"), await SendAsync(webhook, attempt: 10));
    }

    [Fact]
    public async Task Without_a_usable_secret_nothing_is_sent_and_the_note_says_where_it_should_be()
    {
        environment["BAD"] = "whsec_short";
        environment["HALF"] = environment[Variable] + " whsec_short";
        foreach (var (place, name, told) in new[]
        {
            (WebhookSecretPlace.Environment, "NOWHERE", "the environment variable NOWHERE is missing"),
            (WebhookSecretPlace.Environment, "BAD", "the environment variable BAD is no secret of a webhook"),
            (WebhookSecretPlace.Environment, "HALF", "the environment variable HALF is no secret of a webhook"),
            (WebhookSecretPlace.Store, "alert/1", "the secret alert/1 in the store is missing"),
        })
        {
            var conclusion = await SendAsync(Webhook(place, name));
            Assert.Equal(DeliveryState.Waiting, conclusion.State);
            Assert.Contains(told, conclusion.Note, StringComparison.Ordinal);
        }
        Assert.Null(outside.Request);
    }

    [Fact]
    public async Task A_mail_is_sent_as_it_was_kept_and_what_is_refused_is_not_tried_again()
    {
        outside.Outcome = new MailOutcome.Sent();
        Assert.Equal(DeliveryState.Sent, (await SendAsync(Delivery.OfMail("alert/1", Letter, Now))).State);
        Assert.Equal(Letter, outside.Mail);
        outside.Outcome = new MailOutcome.Refused(550, "no such mailbox");
        Assert.Equal(
            new DeliveryConclusion(DeliveryState.Refused, "no such mailbox"), await SendAsync(Delivery.OfMail("alert/1", Letter, Now)));
        outside.Outcome = new MailOutcome.Failed("greylisted");
        var conclusion = await SendAsync(Delivery.OfMail("alert/1", Letter, Now));
        Assert.Equal((DeliveryState.Waiting, "greylisted"), (conclusion.State, conclusion.Note));
    }

    private static Delivery Webhook(WebhookSecretPlace place, string name) =>
        Delivery.OfWebhook("alert/1", new("https://receiver.example/hook", new(place, name), "{}"), Now);

    private Task<DeliveryConclusion> SendAsync(Delivery delivery, int attempt = 1) => new DeliverySender(
        outside, outside, new WebhookKeyring(outside, environment.GetValueOrDefault), new FakeTimeProvider(Now))
        .SendAsync(new(delivery, attempt, "worker"), default);

    /// <summary>Everybody outside, who answers what a test says.</summary>
    private sealed class Outside : IOutsideRequests, IMail, IWebhookSecrets
    {
        public OutsideAnswer? Answer { get; set; }
        public MailOutcome? Outcome { get; set; }
        public OutsideRequest? Request { get; private set; }
        public OutgoingMail? Mail { get; private set; }
        public bool IsConfigured => true;

        public Task<OutsideAnswer> SendAsync(OutsideRequest request, CancellationToken cancellationToken)
        {
            Request = request;
            return Task.FromResult(Answer!);
        }

        public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            Mail = mail;
            return Task.FromResult(Outcome!);
        }

        public Task<IReadOnlyList<string>> OfAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([]);

        public Task AddAsync(string name, string secret, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task RemoveAsync(string name, string? secret, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
