using Engagement.Core.Jobs;
using Engagement.Core.Mail;
using Engagement.Web.Jobs;
using Quartz;

namespace Engagement.Web.Setup;

internal static class JobsSetup
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Quartz looks at each job at its interval, at least every hour, first one interval after the start. It keeps nothing: what ran when stands in the database,
    /// so that a daily job is made up for after a stop and nodes take turns (docs/decisions/020).
    /// </summary>
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var mail = builder.Configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings();
        builder.Services.AddQuartz(quartz =>
        {
            foreach (var job in OfficeJob.All(mail).Where(j => !j.OwnClock))
            {
                var every = job.Every < Longest ? job.Every : Longest;
                quartz.AddJob<ScheduledJob>(j => j.WithIdentity(job.Name));
                quartz.AddTrigger(t => t.ForJob(job.Name).StartAt(DateTimeOffset.UtcNow + every).WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()));
            }
        });
        // What is being sent is sent to its end before the program stops.
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}
