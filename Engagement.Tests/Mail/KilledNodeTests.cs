using Engagement.Core.Data;
using Engagement.Tests.Infrastructure;

namespace Engagement.Tests.Mail;

public class KilledNodeTests
{
    [SmtpFact]
    public async Task TwoNodes_OneKilledInTheMiddle_EachMailArrivesOnceOrIsNamed()
    {
        if (PostgresServer.WhyMissing is not null) return;
        const int Mails = 400;
        await using var test = await TestDb.CreateAsync(DatabaseProvider.Postgres);
        await using var peer = await SmtpPeer.StartAsync(delay: 10);
        await using var nodes = new MailNodes(test, DatabaseProvider.Postgres, peer);
        var both = await Task.WhenAll(nodes.StartAsync(), nodes.StartAsync());
        await nodes.QueueAsync(Mails);
        await peer.UntilAsync("mail", Mails / 4);
        both[0].Kill();
        await nodes.UntilDoneAsync();
        var (unclear, _) = await nodes.EachOnceAsync(Mails);
        unclear.ShouldBeLessThanOrEqualTo(4, "at most what the killed node had on its lines");
    }
}
