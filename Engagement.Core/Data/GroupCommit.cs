using System.Threading.Channels;
using Engagement.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Data;

/// <summary>
/// Small writes of many people at once. SQLite has one writer, and each commit waits for the disk: so submissions queue here,
/// one task runs all that wait in one transaction, and each is answered after the commit that holds it. A class that checks in
/// within the same second costs one wait for the disk, not thirty. On PostgreSQL, which does this by itself, each runs directly.
/// </summary>
public sealed class GroupCommit(IDbContextFactory<EngagementDb> dbs) : IAsyncDisposable
{
    private const int Most = 100, MostAttempts = 10;
    private readonly Channel<Work> queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(2000) { SingleReader = true });
    private readonly Lock starting = new();
    private Task? writer;

    /// <summary>
    /// Runs <paramref name="work"/> and returns once its changes are durable. It decides before it writes: what it has written is kept
    /// unless it throws, and then only its own part is taken back. It may run a second time when somebody was faster (PostgreSQL).
    /// </summary>
    public async Task<T> WriteAsync<T>(Actor actor, Func<EngagementDb, Task<T>> work)
    {
        await using (var db = await dbs.OpenAsync(actor))
            if (!db.Database.IsSqlite()) return await DirectAsync(db, work);
        lock (starting) writer ??= Task.Run(RunAsync);
        var item = new Work<T>(actor, work);
        await queue.Writer.WriteAsync(item);
        return await item.Answer;
    }

    /// <summary>Ends after what is queued has been written.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (writer is not null) await writer;
    }

    private static async Task<T> DirectAsync<T>(EngagementDb db, Func<EngagementDb, Task<T>> work)
    {
        // A savepoint for each save would be two more trips to the database; here the whole transaction is taken back.
        db.Database.AutoSavepointsEnabled = false;
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            try
            {
                var result = await work(db);
                await transaction.CommitAsync();
                return result;
            }
            catch (DbUpdateException) when (attempt < MostAttempts)
            {
                // Somebody wrote the same row at once: look again, now at what they left. Of several at once one succeeds in each round.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Work>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < Most && queue.Reader.TryRead(out var item)) batch.Add(item);
            try
            {
                await WriteBatchAsync(batch);
                foreach (var item in batch) item.Committed();
            }
#pragma warning disable CA1031 // Whatever it was, each submitter is told and the writer goes on with the next batch.
            catch (Exception e)
            {
                foreach (var item in batch) item.Failed(e);
            }
#pragma warning restore CA1031
            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(List<Work> batch)
    {
        await using var db = await dbs.OpenAsync(Actor.System);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var item in batch)
        {
            await transaction.CreateSavepointAsync("item");
            db.Actor = item.Actor;
            if (!await item.RunAsync(db)) await transaction.RollbackToSavepointAsync("item");
            db.ChangeTracker.Clear();
        }
        await transaction.CommitAsync();
    }

    private abstract class Work(Actor actor)
    {
        public Actor Actor { get; } = actor;

        public abstract Task<bool> RunAsync(EngagementDb db);

        public abstract void Committed();

        public abstract void Failed(Exception e);
    }

    private sealed class Work<T>(Actor actor, Func<EngagementDb, Task<T>> work) : Work(actor)
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Answer => done.Task;

        public override async Task<bool> RunAsync(EngagementDb db)
        {
            try
            {
                result = await work(db);
                return true;
            }
#pragma warning disable CA1031 // It belongs to the one who submitted it.
            catch (Exception e)
            {
                done.TrySetException(e);
                return false;
            }
#pragma warning restore CA1031
        }

        public override void Committed() => done.TrySetResult(result!);

        public override void Failed(Exception e) => done.TrySetException(e);
    }
}
