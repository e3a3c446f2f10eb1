using FeedHub.Core.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FeedHub.Fetching;

/// <summary>Registers fetching with the services.</summary>
public static class FetchingRegistration
{
    /// <summary>Adds <see cref="IFeedFetcher"/>; needs logging.</summary>
    public static IServiceCollection AddFeedFetching(this IServiceCollection services, Func<IServiceProvider, FetchingOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IFeedFetcher, FeedFetcher>();
        return services;
    }
}
