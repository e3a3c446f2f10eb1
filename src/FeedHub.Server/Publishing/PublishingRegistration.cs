using FeedHub.Core.Push;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Desk;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Publishing.Following;
using FeedHub.Server.Publishing.Import;
using FeedHub.Server.Publishing.Writing;

namespace FeedHub.Server.Publishing;

/// <summary>Registers what imports, follows, drafts and previews briefs.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<OutsideFetch>()
        .AddSingleton<WordPressSite>()
        .AddSingleton<CurrentGuide>()
        .AddSingleton<PostFinder>()
        .AddSingleton<ArchiveFinder>()
        .AddSingleton<BriefPictures>()
        .AddSingleton<BriefImporter>()
        .AddSingleton<BriefDesk>()
        .AddSingleton<PreviewSecret>()
        .AddSingleton<BriefPreview>()
        .AddSingleton<FollowedWithdrawals>()
        .AddSingleton<BriefCheck>()
        .AddSingleton<NewBriefNames>()
        .AddSingleton<AddedPictures>()
        .AddSingleton<BriefWriter>()
        .AddSingleton<StoryChooser>()
        .AddSingleton<BriefDrafter>()
        .AddSingleton(services => new WordPressApi(
            services.GetRequiredService<IOutsideRequests>(), services.GetRequiredService<CurrentCatalog>(),
            Environment.GetEnvironmentVariable))
        .AddSingleton<PostSender>()
        .AddSingleton<PostAbsences>()
        .AddSingleton<ListFollower>()
        .AddSingleton<FeedFollower>()
        .AddSingleton<SeriesFollower>()
        .AddSingleton<SeriesFollowing>();
}
