using FeedHub.Tests.Server.Publishing.Drafting;
using FeedHub.Tests.Storage.Counts;
using FeedHub.Tests.Storage.Index;
using FeedHub.Tests.Storage.Push;
using FeedHub.Tests.Storage.Views;
using Xunit.v3;

namespace FeedHub.Tests.Storage.Postgres;

/// <summary>
/// The tests of the store, run once more: within these classes <see cref="TemporaryStorage"/> is a database on a PostgreSQL server.
/// </summary>
public static class OnPostgres
{
    /// <summary>Whether the test that runs now is one of these.</summary>
    internal static bool IsRunning =>
        TestContext.Current.TestClass is IXunitTestClass { Class.DeclaringType: { } around } && around == typeof(OnPostgres);

    public sealed class Affair : AffairTests;

    public sealed class AlertStore : AlertStoreTests;

    public sealed class BriefStore : BriefStoreTests;

    public sealed class ClockSetBack : ClockSetBackTests;

    public sealed class DeliveryStore : DeliveryStoreTests;

    public sealed class DoubledEntries : DoubledEntriesTests;

    public sealed class EditorLog : EditorLogTests;

    public sealed class EntryCount : EntryCountTests;

    public sealed class EntryStore : EntryStoreTests;

    public sealed class FollowStore : FollowStoreTests;

    public sealed class GeneratedQuery : GeneratedQueryTests;

    public sealed class GroupingStore : GroupingStoreTests;

    public sealed class IngestionStore : IngestionStoreTests;

    public sealed class NewerStore : NewerStoreTests;

    public sealed class RepeatedWrite : RepeatedWriteTests;

    public sealed class SourceStore : SourceStoreTests;

    public sealed class SplitStory : SplitStoryTests;

    public sealed class SqlSession : SqlSessionTests;

    public sealed class StoryChanges : StoryChangesTests;

    public sealed class StoryDraft : StoryDraftTests;

    public sealed class StoryCount : StoryCountTests;

    public sealed class StoryIndex : StoryIndexTests;

    public sealed class StoryPlaces : StoryPlacesTests;

    public sealed class StoryReason : StoryReasonTests;

    public sealed class TimelineStore : TimelineStoreTests;

    public sealed class TimelineWalk : TimelineWalkTests;

    public sealed class WebhookSecretStore : WebhookSecretStoreTests;

    public sealed class WriteScope : WriteScopeTests;

    public sealed class ViewStore : ViewStoreTests;
}
