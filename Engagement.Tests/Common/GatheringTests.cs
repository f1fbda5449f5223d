using Engagement.Core.Data;

namespace Engagement.Tests.Common;

public class GatheringTests
{
    [Fact]
    public async Task Add_WhileOneIsWritten_GoesTogetherAndEachIsAnswered()
    {
        List<int> sizes = [];
        var gate = new TaskCompletionSource();
        var gathering = new Gathering<int, int>(async items =>
        {
            sizes.Add(items.Count);
            await gate.Task;
            return [.. items.Select(i => i * 10)];
        });
        var first = gathering.AddAsync(1);
        while (Volatile.Read(ref sizes).Count == 0) await Task.Yield();
        var others = Enumerable.Range(2, 120).Select(gathering.AddAsync).ToList();
        first.IsCompleted.ShouldBeFalse("nothing is answered before it is written");
        gate.SetResult();
        (await first, await Task.WhenAll(others)).ShouldSatisfyAllConditions(a => a.Item1.ShouldBe(10), a => a.Item2.ShouldBe(Enumerable.Range(2, 120).Select(i => i * 10)));
        sizes.ShouldBe([1, 100, 20]);
        (await gathering.AddAsync(7)).ShouldBe(70, "it starts again by itself");
    }

    [Fact]
    public async Task Add_OneThatFails_CostsNobodyElseAnything()
    {
        var gathering = new Gathering<int, int>(items => items.Contains(3) ? Task.FromException<IReadOnlyList<int>>(new InvalidOperationException("three")) : Task.FromResult<IReadOnlyList<int>>([.. items]));
        var all = Enumerable.Range(0, 6).Select(gathering.AddAsync).ToList();
        for (var i = 0; i < 6; i++)
            if (i == 3) (await Should.ThrowAsync<InvalidOperationException>(all[i])).Message.ShouldBe("three");
            else (await all[i]).ShouldBe(i);
    }

    [Fact]
    public async Task Add_FailsOnce_IsTriedAgain()
    {
        var tries = 0;
        var gathering = new Gathering<int, int>(items => ++tries == 1 ? Task.FromException<IReadOnlyList<int>>(new InvalidOperationException("a code is taken")) : Task.FromResult<IReadOnlyList<int>>([.. items]));
        (await gathering.AddAsync(5)).ShouldBe(5);
        tries.ShouldBe(2);
    }

    [Fact]
    public async Task Add_StorageIsAway_AllAreToldAfterOneTry()
    {
        var tries = 0;
        var gathering = new Gathering<int, int>(items => { tries++; return Task.FromException<IReadOnlyList<int>>(new IOException("full", 28)); });
        await Should.ThrowAsync<IOException>(() => gathering.AddAsync(1));
        tries.ShouldBe(1);
    }
}
