using System.Text.Json.Serialization;
using FeedHub.Core.Push.Webhooks;

namespace FeedHub.Core.Push.Deliveries;

/// <summary>How payloads are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookCall))]
[JsonSerializable(typeof(OutgoingMail))]
internal sealed partial class DeliveryJson : JsonSerializerContext;
