using System.Net.Mail;

namespace Engagement.Core.Mail;

/// <summary>As .eml files in a folder, where no SMTP server is set.</summary>
public sealed class PickupTransport(MailSettings settings) : IMailTransport
{
    /// <inheritdoc />
    public string Name => $"the folder {settings.PickupFolder}";

    /// <inheritdoc />
    public IMailLine Open() => new Line(settings.PickupFolder);

    private sealed class Line(string folder) : IMailLine
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel) => Task.FromResult(Write(parcel));

        private Handover Write(MailParcel parcel)
        {
            try
            {
                Directory.CreateDirectory(folder);
                using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder, DeliveryFormat = SmtpDeliveryFormat.International };
                client.Send(parcel.Message);
                return new(HandoverKind.Accepted, $"written to {folder}");
            }
            catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                return new(HandoverKind.Broken, $"The folder {folder} can't be written: {(e.InnerException ?? e).Message}");
            }
        }
    }
}
