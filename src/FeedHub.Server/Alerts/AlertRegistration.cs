using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Server.Alerts;

/// <summary>Registers what alerts need.</summary>
internal static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton<AlertMail>()
        .AddSingleton<AlertMessages>()
        .AddSingleton<AlertRegister>()
        .AddSingleton<AlertTeller>()
        .AddSingleton<SavedAlerts>()
        .AddSingleton<IQueueOwner, AlertOwner>()
        .AddHostedService<AlertService>();
}
