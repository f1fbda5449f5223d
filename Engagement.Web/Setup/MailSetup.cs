using Engagement.Core.Mail;
using Engagement.Core.Office;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Engagement.Web.Setup;

internal static class MailSetup
{
    /// <summary>Settings of mail and links, and the job that sends. Unusable mail settings stop the start.</summary>
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var mail = builder.Configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings();
        mail.PickupFolder = Path.Combine(DatabaseSetup.DataFolder(builder), "mail");
        if (mail.Problem() is { } problem) throw new InvalidOperationException(problem);
        builder.Services.AddSingleton(mail);
        builder.Services.AddSingleton(sp => new LinkSettings
        {
            PublicAddress = builder.Configuration["PublicAddress"],
            Listening = () => builder.Environment.IsDevelopment() ? Listening(sp) : null,
        });
    }

    /// <summary>An address the server listens on, as a person can open it; from the server, not from a request.</summary>
    public static string? Listening(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal);
}
