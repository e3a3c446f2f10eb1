using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Publishing.Following;
using FeedHub.Server.Publishing.Import;

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
        .AddSingleton<PostAbsences>()
        .AddSingleton<ListFollower>()
        .AddSingleton<FeedFollower>()
        .AddSingleton<SeriesFollower>()
        .AddSingleton<SeriesFollowing>();
}
