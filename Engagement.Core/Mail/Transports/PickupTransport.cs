using Engagement.Core.Common;
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

        public async Task<Handover> SendAsync(MailParcel parcel, CancellationToken cancel)
        {
            try
            {
                Directory.CreateDirectory(folder);
                var name = Path.Combine(folder, $"{OrderedId.Next():n}");
                // Under its true name only when it is whole, because others may be waiting for files.
                await parcel.Message.WriteToAsync(name + ".part", cancel);
                File.Move(name + ".part", name + ".eml");
                return new(HandoverKind.Accepted, $"written to {folder}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new(HandoverKind.Broken, $"The folder {folder} can't be written: {e.Message}");
            }
        }
    }
}
