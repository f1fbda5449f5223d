using Engagement.Core.Accounts;
using Engagement.Core.Common;
using Engagement.Core.Data;
using Engagement.Core.Liaisons;
using Engagement.Core.Mail;
using Engagement.Core.Office;
using Engagement.Core.Participation;
using Engagement.Core.ServiceRequests;
using Engagement.Core.Surveys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Engagement.Core;

/// <summary>Registers everything that is true without a screen.</summary>
public static class CoreSetup
{
    /// <summary>The services of all rooms: public sealed classes whose names end in "Service".</summary>
    public static IReadOnlyList<Type> ServiceTypes { get; } =
        [.. typeof(CoreSetup).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Service", StringComparison.Ordinal) && !t.IsAssignableTo(typeof(Error)))];

    private static IEnumerable<Type> ComposerTypes =>
        typeof(CoreSetup).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IMailComposer).IsAssignableFrom(t));

    /// <summary>Adds every service; the database is added apart (<see cref="DataSetup.AddEngagementDb"/>).</summary>
    public static IServiceCollection AddEngagementCore(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        services.AddSingleton<Migrator>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<ApplyWriter>();
        services.AddSingleton<CheckInWriter>();
        services.AddSingleton<SendWriter>();
        services.AddSingleton<SurveyFacts>();
        services.AddSingleton<SetupToken>();
        services.AddScoped<IAccountMail, AccountMail>();
        services.AddSingleton<ICredentials, LiaisonCredentials>();
        services.AddScoped<RequestIntake>();
        services.AddSingleton<Open311Writer>();
        services.TryAddSingleton<GeoClientSettings>();
        services.TryAddSingleton<OpenDataSettings>();
        services.AddSingleton<GeoClient>();
        services.AddSingleton<DestinationKeys>();
        services.AddScoped<MailComposers>();
        foreach (var composer in ComposerTypes) services.AddScoped(typeof(IMailComposer), composer);
        services.TryAddSingleton<MailSettings>();
        services.TryAddSingleton<LinkSettings>();
        services.TryAddSingleton<IMailTransport>(sp =>
            sp.GetRequiredService<MailSettings>() is { Host.Length: > 0 } mail ? new SmtpTransport(mail) : new PickupTransport(sp.GetRequiredService<MailSettings>()));
        foreach (var type in ServiceTypes) services.AddScoped(type);
        return services;
    }
}
