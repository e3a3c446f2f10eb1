using FeedHub.Core.Ingestion;
using FeedHub.Core.Push;
using FeedHub.Fetching.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FeedHub.Fetching;

/// <summary>Registers with the services what goes out to other machines.</summary>
public static class FetchingRegistration
{
    /// <summary>Adds <see cref="IFeedFetcher"/> and <see cref="IOutsideRequests"/>; needs logging.</summary>
    public static IServiceCollection AddFeedFetching(this IServiceCollection services, Func<IServiceProvider, FetchingOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IFeedFetcher, FeedFetcher>();
        services.AddSingleton<IOutsideRequests, OutsideRequests>();
        return services;
    }

    /// <summary>Adds <see cref="IMail"/>; needs logging.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, Func<IServiceProvider, MailOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IMail, SmtpMail>();
        return services;
    }
}
