using Engagement.Core.Accounts;
using Engagement.Core.Liaisons;
using Engagement.Core.Mail;
using Engagement.Core.Participation;
using Engagement.Core.People;
using Engagement.Core.ServiceRequests;
using Engagement.Core.Surveys;
using Microsoft.Extensions.DependencyInjection;

namespace Engagement.Core.Jobs;

/// <summary>Something that is done by itself again and again. Done twice it changes nothing, so that it may run late, early, or again after a crash.</summary>
/// <param name="Name">Short name, for the address and the database; never changed.</param>
/// <param name="Title">What it does, for staff.</param>
/// <param name="Every">Time from one run to the next.</param>
/// <param name="Run">Does it, and says what was done; null when there was nothing to do.</param>
public sealed record OfficeJob(string Name, string Title, TimeSpan Every, Func<IServiceProvider, CancellationToken, Task<string?>> Run)
{
    /// <summary>True when every node runs it at the same time and they share the work; else the nodes take turns.</summary>
    public bool OnEachNode { get; init; }

    /// <summary>True when it is started by a service of its own, which tells how it went (<see cref="JobService.NoteAsync"/>), and not by the clock of the others.</summary>
    public bool OwnClock { get; init; }

    /// <summary>Name of the job that hands requests to work systems.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>All jobs, in the order of the staff page.</summary>
    public static IReadOnlyList<OfficeJob> All(MailSettings mail) =>
    [
        new("sending", "Sends the mails that are due", TimeSpan.FromSeconds(mail.EverySeconds), async (s, cancel) =>
            Said((await s.GetRequiredService<MailService>().SendDueAsync(Actor.System, cancel)).OrThrow(), "mail tried", "mails tried")) { OnEachNode = true },
        new("reminders", "Queues reminders before sessions, and the word to who was missed", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<ReminderService>().RunAsync(Actor.System, cancel)).OrThrow(), "notice due", "notices due")),
        new("seat-offers", "Passes offered seats on when their deadline is over", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<OfferService>().RunAsync(Actor.System, cancel)).OrThrow(), "seat offered", "seats offered")),
        new("presenters", "Asks presenters to confirm the sessions of the next two weeks, and tells those who are not needed any more", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<PresenterRequestService>().RunAsync(Actor.System, cancel)).OrThrow(), "presenter written to", "presenters written to")),
        new("survey-mails", "Queues mails about surveys that have opened", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<SurveyMailService>().RunAsync(Actor.System, cancel)).OrThrow(), "person written to", "people written to")),
        new("surveys", "Closes survey windows and destroys lists of codes on their day", TimeSpan.FromMinutes(5), async (s, cancel) =>
        {
            var (lists, windows) = (await s.GetRequiredService<SurveyUpkeepService>().RunAsync(Actor.System, cancel)).OrThrow();
            return lists + windows == 0 ? null : $"{lists} lists of codes destroyed, {windows} closed windows covered";
        }),
        new("renewals", "Renews liaisons who came to a refresher", TimeSpan.FromMinutes(5), async (s, _) =>
            Said((await s.GetRequiredService<RenewalService>().RunAsync(Actor.System)).OrThrow(), "liaison renewed", "liaisons renewed")),
        new("renewal-mails", "Writes to liaisons whose standing ends soon", TimeSpan.FromHours(6), async (s, cancel) =>
            Said((await s.GetRequiredService<RenewalMailService>().RunAsync(Actor.System, cancel)).OrThrow(), "liaison written to", "liaisons written to")),
        new("bounces", "Reads delivery reports from the folder", TimeSpan.FromMinutes(10), async (s, cancel) =>
            Said((await s.GetRequiredService<BounceService>().ReadFolderAsync(Actor.System, cancel)).OrThrow(), "report counted", "reports counted")),
        new(Deliveries, "Hands service requests to work systems", TimeSpan.FromSeconds(5), async (s, cancel) =>
        {
            var service = s.GetRequiredService<DeliveryService>();
            var due = (await service.DueAsync(Actor.System, cancel)).OrThrow();
            return Said((await Task.WhenAll(due.Select(d => service.SendDueAsync(Actor.System, d, cancel)))).Sum(r => r.OrThrow()), "request tried", "requests tried");
        }) { OnEachNode = true, OwnClock = true },
        new("statuses", "Reads back what work systems say about our requests", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<StatusPollService>().PollAsync(Actor.System, cancel)).OrThrow(), "answer heard", "answers heard")),
        new("work-services", "Reads what services work systems offer", TimeSpan.FromDays(1), async (s, cancel) =>
            Said((await s.GetRequiredService<ServiceMapService>().RefreshAllAsync(Actor.System, cancel)).OrThrow(), "list read", "lists read")),
        new("open-data", "Renews the open data", TimeSpan.FromMinutes(5), async (s, cancel) =>
            Said((await s.GetRequiredService<OpenDataService>().RenewAsync(Actor.System, cancel)).OrThrow(), "request written", "requests written")) { OnEachNode = true },
        new("mail-texts", "Forgets the texts of old mails", TimeSpan.FromHours(6), async (s, cancel) =>
            Said((await s.GetRequiredService<OutboxService>().PurgeAsync(Actor.System, cancel)).OrThrow(), "text forgotten", "texts forgotten")),
        new("retention", "Erases people whose retention period is over", TimeSpan.FromDays(1), async (s, cancel) =>
            Said((await s.GetRequiredService<RetentionService>().RunAsync(Actor.System, cancel)).OrThrow(), "person erased", "people erased")),
    ];

    private static string? Said(int count, string one, string many) => count switch { 0 => null, 1 => $"1 {one}", _ => $"{count} {many}" };
}
