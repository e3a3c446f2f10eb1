using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Publishing.Following;
using FeedHub.Server.Publishing.Import;
using FeedHub.Server.Publishing.Writing;

namespace FeedHub.Server.Publishing;

/// <summary>Registers what imports, follows and previews briefs.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<OutsideFetch>()
        .AddSingleton<WordPressSite>()
        .AddSingleton<PostFinder>()
        .AddSingleton<ArchiveFinder>()
        .AddSingleton<BriefPictures>()
        .AddSingleton<BriefImporter>()
        .AddSingleton<BriefDesk>()
        .AddSingleton<PreviewSecret>()
        .AddSingleton<BriefPreview>()
        .AddSingleton<BriefCheck>()
        .AddSingleton<NewBriefNames>()
        .AddSingleton<AddedPictures>()
        .AddSingleton<BriefWriter>()
        .AddSingleton<PostAbsences>()
        .AddSingleton<ListFollower>()
        .AddSingleton<FeedFollower>()
        .AddSingleton<SeriesFollower>()
        .AddSingleton<SeriesFollowing>();
}
