using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Api.Records.Views;

namespace FeedHub.Server.Api.Answers;

/// <summary>Writes what the API answers: camelCase, no nulls, letters of every script as they are.</summary>
[JsonSerializable(typeof(ApiStory))]
[JsonSerializable(typeof(ApiEntry))]
[JsonSerializable(typeof(ApiSource))]
[JsonSerializable(typeof(ApiSourceEvents))]
[JsonSerializable(typeof(ApiSeries))]
[JsonSerializable(typeof(ApiBrief))]
[JsonSerializable(typeof(ApiThing))]
[JsonSerializable(typeof(ApiCounts))]
[JsonSerializable(typeof(ApiList<ApiStory>))]
[JsonSerializable(typeof(ApiList<ApiRevisions>))]
[JsonSerializable(typeof(ApiList<ApiRelatedStory>))]
[JsonSerializable(typeof(ApiList<ApiEntry>))]
[JsonSerializable(typeof(ApiList<ApiSource>))]
[JsonSerializable(typeof(ApiList<ApiSeries>))]
[JsonSerializable(typeof(ApiList<ApiBrief>))]
[JsonSerializable(typeof(ApiList<ApiThing>))]
[JsonSerializable(typeof(ApiList<ApiTopic>))]
[JsonSerializable(typeof(ApiChange))]
[JsonSerializable(typeof(ApiChanges))]
[JsonSerializable(typeof(ApiSplit))]
[JsonSerializable(typeof(ApiMerge))]
[JsonSerializable(typeof(ApiCorrected))]
[JsonSerializable(typeof(ApiView))]
[JsonSerializable(typeof(ApiList<ApiView>))]
[JsonSerializable(typeof(ApiViewToSave))]
[JsonSerializable(typeof(ApiAlertEvent))]
[JsonSerializable(typeof(ApiList<ApiDelivery>))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(ApiDraftRequest))]
[JsonSerializable(typeof(ApiDraft))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static readonly ApiJson Written = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // No page holds what is written: it is sent as JSON, and nosniff.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads what a request sends. A field that is not known is refused: it may be a known one that is misspelt.</summary>
    public static readonly ApiJson Given = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, typeof(T), Written);

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), Written);
}
