namespace Engagement.Core.Data;

/// <summary>
/// Items that come in at the same time, written together. The first one starts at once; what comes while it is being written waits and goes together the next time.
/// So nobody waits for company, and many at once share the statements and the commit.
/// </summary>
/// <param name="write">Writes items and answers each, in their order, once they are durable.</param>
public sealed class Gathering<TItem, TAnswer>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TAnswer>>> write)
{
    private const int Most = 100;
    private readonly Queue<(TItem Item, TaskCompletionSource<TAnswer> Answer)> waiting = [];
    private readonly Lock gate = new();
    private bool writing;

    /// <summary>Adds an item; answers when it is written. Throws what writing it threw.</summary>
    public Task<TAnswer> AddAsync(TItem item)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((item, answer));
            if (writing) return answer.Task;
            writing = true;
        }
        _ = Task.Run(WriteAllAsync);
        return answer.Task;
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<(TItem Item, TaskCompletionSource<TAnswer> Answer)> batch = [];
            lock (gate)
            {
                while (batch.Count < Most && waiting.TryDequeue(out var next)) batch.Add(next);
                if (batch.Count == 0)
                {
                    writing = false;
                    return;
                }
            }
            if (await TryAsync(batch) is not { } failure) continue;
            // While the storage is away, waiting for it once more for each would only make the last wait longest.
            if (StorageFailure.Is(failure))
                foreach (var (_, answer) in batch) answer.TrySetException(failure);
            // Else each is tried alone: one bad item costs nobody else anything, and who drew a code that is taken draws another.
            else
                foreach (var one in batch)
                    if (await TryAsync([one]) is { } still) one.Answer.TrySetException(still);
        }
    }

    private async Task<Exception?> TryAsync(List<(TItem Item, TaskCompletionSource<TAnswer> Answer)> batch)
    {
        try
        {
            var answers = await write(batch.ConvertAll(b => b.Item));
            for (var i = 0; i < batch.Count; i++) batch[i].Answer.TrySetResult(answers[i]);
            return null;
        }
#pragma warning disable CA1031 // It belongs to those who added the items.
        catch (Exception e)
        {
            return e;
        }
#pragma warning restore CA1031
    }
}
